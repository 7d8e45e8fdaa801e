#!/usr/bin/env bash
# Runs CommunityCare Dispatch as a cluster on this machine: PostgreSQL, silos and web processes, each a process of its own.
set -euo pipefail
here="$PWD"
cd "$(dirname "$0")"

usage() {
  cat <<'TEXT'
Usage: ./cluster.sh up [--silos N] [--web N] [--port P]   start what is not running yet (3 silos, 2 web processes, port 5080)
       ./cluster.sh status                                what runs, and whether it is ready
       ./cluster.sh kill N | kill web N                   SIGKILL for a silo or a web process
       ./cluster.sh restart N | restart web N             start it again
       ./cluster.sh down                                  stop everything; the data stays
Every command takes --dir DIRECTORY: data, secrets and logs. Port P is the first web process's; P+100 is PostgreSQL's, P+101.. are
the silos', P+201.. their health pages'. 'up' takes --configuration Debug and --no-build.
TEXT
}

bad() { echo "cluster.sh: $1" >&2; exit 2; }
failed() { echo "cluster.sh: $1" >&2; exit 1; }

# -- arguments ------------------------------------------------------------------------------------------------------------------
number() { [[ "$2" =~ ^[1-9][0-9]*$ ]] && [ "$2" -ge "$3" ] && [ "$2" -le "$4" ] || bad "$1 is '$2': give a number from $3 to $4."; }

command="${1:-}"
[ $# -gt 0 ] && shift
dir="${COMMUNITYCARE_CLUSTER:-}" silos="" webs="" port="" configuration="" build=yes target=()
while [ $# -gt 0 ]; do
  case "$1" in
    --dir | --silos | --web | --port | --configuration) [ $# -gt 1 ] || bad "$1 needs a value." ;;&
    --dir) dir="$2"; shift 2 ;;
    --silos) number --silos "$2" 1 10; silos="$2"; shift 2 ;;
    --web) number --web "$2" 1 10; webs="$2"; shift 2 ;;
    --port) number --port "$2" 1024 65000; port="$2"; shift 2 ;;
    --configuration) configuration="$2"; shift 2 ;;
    --no-build) build=no; shift ;;
    -*) bad "'$1' is no option. See ./cluster.sh help." ;;
    *) target+=("$1"); shift ;;
  esac
done
# PostgreSQL refuses to run as root, and its own user cannot enter root's home.
[ -n "$dir" ] || { [ "$(id -u)" = 0 ] && dir=/var/lib/communitycare-cluster || dir="${XDG_DATA_HOME:-$HOME/.local/share}/communitycare-cluster"; }
[[ "$dir" = /* ]] || dir="$here/$dir"

# -- what was started ------------------------------------------------------------------------------------------------------------
# The file 'shape' holds silos, webs, port and configuration of the cluster; 'secrets' what only its owner may read.
load() {
  [ -f "$dir/shape" ] || failed "nothing was started in $dir. Start with ./cluster.sh up."
  # shellcheck source=/dev/null
  . "$dir/shape" && . "$dir/secrets"
}

web_url() { echo "http://127.0.0.1:$((port + $1 - 1))"; }
silo_url() { echo "http://127.0.0.1:$((port + 200 + $1))"; }
url() { "${1%-*}_url" "${1#*-}"; }
members() { local i; for ((i = 1; i <= silos; i++)); do echo "silo-$i"; done; for ((i = 1; i <= webs; i++)); do echo "web-$i"; done; }

# A pid may be another process's by now: it is ours if it was started with our address.
pid_of() {
  local pid
  pid="$(cat "$dir/run/$1" 2>/dev/null)" && grep -qzxF -- "$(url "$1")" "/proc/$pid/cmdline" 2>/dev/null && echo "$pid"
}

is_ready() { curl -fs -m 3 -o /dev/null "$(url "$1")/health/ready"; }

# -- PostgreSQL ------------------------------------------------------------------------------------------------------------------
pg() {
  local bin
  bin="$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1)/$1"
  shift
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$bin" "$@"); else "$bin" "$@"; fi
}

pg_runs() { pg pg_ctl -D "$dir/postgres/data" status >/dev/null 2>&1; }

install_postgres() {
  ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 && return
  echo "Installing PostgreSQL"
  local as_root=""
  [ "$(id -u)" = 0 ] || as_root=sudo
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends postgresql >/dev/null
}

start_postgres() {
  pg_runs && return
  if [ ! -d "$dir/postgres/data" ]; then
    mkdir -p "$dir/postgres"
    (umask 077 && printf '%s' "$postgres_password" >"$dir/postgres/password")
    [ "$(id -u)" != 0 ] || chown -R postgres "$dir/postgres"
    pg initdb -D "$dir/postgres/data" -U communitycare --auth=scram-sha-256 --pwfile="$dir/postgres/password" -E UTF8 --no-locale >/dev/null
    rm "$dir/postgres/password"
  fi
  pg pg_ctl -D "$dir/postgres/data" -w -l "$dir/postgres/log" \
    -o "-p $((port + 100)) -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300" start >/dev/null \
    || failed "PostgreSQL does not start; see $dir/postgres/log."
}

# -- processes -------------------------------------------------------------------------------------------------------------------
start() {
  pid_of "$1" >/dev/null && return
  local kind="${1%-*}" number="${1#*-}" program
  [ "$kind" = silo ] && program=Dispatch.Silo || program=Dispatch.Web
  program="artifacts/bin/$program/${configuration,,}/$program"
  [ -x "$program" ] || failed "$program is not built. Leave --no-build out."
  # Secrets travel in the environment: arguments can be read by everybody on the machine.
  (
    export Dispatch__Mode=Cluster Dispatch__Cluster__Secret="$cluster_secret" Dispatch__Secret="$server_secret" DOTNET_gcServer=0
    export Dispatch__Demo__Password="$demo_password" Dispatch__Cluster__Port="$((port + 100 + number))" Dispatch__Cluster__Name="$1"
    export Dispatch__Postgres="Host=127.0.0.1;Port=$((port + 100));Database=postgres;Username=communitycare;Password=$postgres_password"
    exec setsid "$program" --urls "$(url "$1")" >>"$dir/logs/$1.log" 2>&1 </dev/null
  ) &
  echo $! >"$dir/run/$1"
}

wait_ready() {
  local name since=$SECONDS
  for name in "$@"; do
    until is_ready "$name"; do
      pid_of "$name" >/dev/null || failed "$name ended by itself: $(tail -n 1 "$dir/logs/$name.log")"
      [ $((SECONDS - since)) -lt 120 ] || failed "$name is not ready after two minutes; see $dir/logs/$name.log."
      sleep 0.2
    done
  done
}

target_name() {
  case "${target[*]}" in
    web | web\ *) [ ${#target[@]} = 2 ] || bad "name one web process, as in 'web 1'."; number "the web process" "${target[1]}" 1 "$webs"; echo "web-${target[1]}" ;;
    *) [ ${#target[@]} = 1 ] || bad "name a silo (1) or a web process (web 1)."; number "the silo" "${target[0]}" 1 "$silos"; echo "silo-${target[0]}" ;;
  esac
}

make_secrets() (
  umask 077
  {
    for name in cluster_secret postgres_password demo_password; do echo "$name=$(head -c 15 /dev/urandom | od -An -tx1 | tr -d ' \n')"; done
    echo "server_secret=$(head -c 32 /dev/urandom | base64 -w 0)"
  } >"$dir/secrets.new"
  mv "$dir/secrets.new" "$dir/secrets"
)

# -- commands --------------------------------------------------------------------------------------------------------------------
up() {
  command -v curl >/dev/null || failed "curl is missing; install it first."
  local wanted=("$silos" "$webs" "$port" "$configuration")
  mkdir -p "$dir/run" "$dir/logs" && chmod 711 "$dir" && chmod 700 "$dir/run" "$dir/logs"
  if [ -f "$dir/shape" ]; then
    load
    if pg_runs; then
      build=no # What runs is not replaced under its feet; 'down' and 'up' run what was built anew.
      [ "${wanted[2]:-$port}" = "$port" ] || bad "it runs on port $port. Stop it with ./cluster.sh down first."
      [ "${wanted[0]:-$silos}" -ge "$silos" ] && [ "${wanted[1]:-$webs}" -ge "$webs" ] \
        || bad "it has $silos silos and $webs web processes. It can grow; to shrink, stop it with ./cluster.sh down first."
    fi
  fi
  [ -f "$dir/secrets" ] || make_secrets
  printf 'silos=%s webs=%s port=%s configuration=%s\n' \
    "${wanted[0]:-${silos:-3}}" "${wanted[1]:-${webs:-2}}" "${wanted[2]:-${port:-5080}}" "${wanted[3]:-${configuration:-Release}}" >"$dir/shape"
  load
  install_postgres
  if [ "$build" = yes ]; then
    local client=""
    command -v npm >/dev/null || client="-p:BuildClient=false"
    for project in Dispatch.Silo Dispatch.Web; do
      # shellcheck disable=SC2086
      dotnet build "src/$project" -c "$configuration" -v quiet --nologo $client || failed "$project does not build."
    done
  fi
  start_postgres
  local name
  for name in $(members); do start "$name"; done
  # shellcheck disable=SC2046
  wait_ready $(members)
  status
  echo
  for ((i = 1; i <= webs; i++)); do echo "  $(web_url $i)/help   /board   /tasks"; done
  echo "  Sign-ins: admin, coordinator.zhuoda, head.zhuoda, volunteer1.zhuoda .. volunteer60.zhuoda, counsellor1.fucheng .. counsellor6.fucheng"
  echo "  Their password: $demo_password"
  echo "  Data and logs: $dir"
}

status() {
  load
  local name state
  pg_runs && state=running || state=down
  printf '%-10s %-10s %-8s 127.0.0.1:%s\n' postgres "$state" - "$((port + 100))"
  for name in $(members); do
    if ! pid_of "$name" >/dev/null; then state=down; elif is_ready "$name"; then state=ready; else state="not ready"; fi
    printf '%-10s %-10s %-8s %s\n' "$name" "$state" "$(pid_of "$name" || echo -)" "$(url "$name")"
  done
}

kill_one() {
  load
  local name pid
  name="$(target_name)"
  pid="$(pid_of "$name")" || failed "$name does not run."
  kill -KILL "$pid"
  echo "$name (pid $pid) is killed."
}

restart_one() {
  load
  local name
  name="$(target_name)"
  pid_of "$name" >/dev/null && failed "$name runs. Kill it first."
  start "$name"
  wait_ready "$name"
  echo "$name is ready."
}

stop_all() {
  local name pid since=$SECONDS
  for name in "$@"; do pid="$(pid_of "$name")" && kill -TERM "$pid"; done
  for name in "$@"; do
    while pid="$(pid_of "$name")"; do
      [ $((SECONDS - since)) -lt 40 ] || kill -KILL "$pid"
      sleep 0.1
    done
    rm -f "$dir/run/$name"
  done
}

down() {
  load
  # Web processes first: they need silos to serve what is under way.
  # shellcheck disable=SC2046
  stop_all $(members | grep web) && stop_all $(members | grep silo)
  ! pg_runs || pg pg_ctl -D "$dir/postgres/data" -m fast -w stop >/dev/null
  echo "Everything is stopped. The data stays in $dir."
}

case "$command" in
  up | status | down) [ ${#target[@]} = 0 ] || bad "'${target[0]}' means nothing to '$command'."; "$command" ;;
  kill) kill_one ;;
  restart) restart_one ;;
  help | --help | -h) usage ;;
  "") usage >&2; exit 2 ;;
  *) bad "'$command' is no command. See ./cluster.sh help." ;;
esac
