using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Dispatch.Runtime.Tests.Storage;

/// <summary>
/// A PostgreSQL server of our own in a temporary folder, on a free port, gone when it is disposed. <see cref="Shared"/> serves all suites
/// of a process, each in a database of its own; a suite that kills its server starts one for itself.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> SharedServer = new(StartSharedAsync);
    private static int databases;

    private readonly string bin;
    private readonly string folder;
    private readonly string settings;

    private PostgresServer(string bin, string folder, int port, bool durable, string[] more)
    {
        this.bin = bin;
        this.folder = folder;
        Port = port;
        var further = string.Concat(more.Select(each => $" -c {each}"));
        settings = $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync={(durable ? "on" : "off")}{further}";
    }

    public static Task<PostgresServer> Shared => SharedServer.Value;

    public int Port { get; }

    /// <param name="durable">With fsync.</param>
    /// <param name="more">Further settings, as <c>name=value</c>.</param>
    public static async Task<PostgresServer> StartAsync(bool durable = false, params string[] more)
    {
        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(Directory.Exists).Order().LastOrDefault()
            : null;
        if (bin is null)
        {
            throw new InvalidOperationException("PostgreSQL is not installed. Run ./test.sh once: it installs it.");
        }

        // A server refuses to run as root, so its folder must belong to the user postgres, who cannot enter root's folders.
        var folder = $"/tmp/dispatch-postgres-{Environment.ProcessId}-{Interlocked.Increment(ref databases)}";
        Directory.CreateDirectory(folder);
        var server = new PostgresServer(bin, folder, FreePort(), durable, more);
        if (Environment.UserName == "root")
        {
            await RunAsync(["chown", "postgres", folder]);
        }

        await server.PgAsync("initdb", ["-D", server.Data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-locale", "--no-sync"]);
        await server.RestartAsync();
        return server;
    }

    /// <summary>Creates an empty database and gives the way to it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"suite{Interlocked.Increment(ref databases)}");
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Ends all its processes at once, as a crash would.</summary>
    public Task KillAsync() => PgAsync("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"]);

    /// <summary>Starts it again on the same data.</summary>
    public Task RestartAsync() => PgAsync("pg_ctl", ["-D", Data, "-l", Path.Combine(folder, "log"), "-o", settings, "-w", "start"]);

    /// <summary>Processor time of the server and its connections since it started; Linux counts it in hundredths of a second.</summary>
    public TimeSpan CpuTime()
    {
        var postmaster = File.ReadLines(Path.Combine(Data, "postmaster.pid")).First();
        var hundredths = 0L;
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(each => char.IsAsciiDigit(Path.GetFileName(each)[0])))
        {
            try
            {
                // Behind the name in brackets: state, parent, ..., user, kernel, and both of children that have ended.
                var stat = File.ReadAllText(Path.Combine(process, "stat"));
                var facts = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                var isMaster = Path.GetFileName(process) == postmaster;
                hundredths += isMaster || facts[1] == postmaster
                    ? facts[11..(isMaster ? 15 : 13)].Sum(each => long.Parse(each, CultureInfo.InvariantCulture))
                    : 0;
            }
            catch (IOException)
            {
                // A process that ended meanwhile.
            }
        }

        return TimeSpan.FromMilliseconds(10 * hundredths);
    }

    public async ValueTask DisposeAsync()
    {
        await PgAsync("pg_ctl", ["-D", Data, "-m", "immediate", "stop"], mayFail: true);
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private static async Task<PostgresServer> StartSharedAsync()
    {
        var server = await StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Abandon();
        return server;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}";

    // A test host is given no time to clean up, so a shell does it after the host has gone.
    private void Abandon()
        => Process.Start("/bin/sh", ["-c", "\"$@\" >/dev/null 2>&1; rm -rf \"$0\"", folder, .. Pg("pg_ctl", ["-D", Data, "-m", "immediate", "stop"])]);

    private string[] Pg(string program, string[] arguments)
        => Environment.UserName == "root"
            ? ["runuser", "-u", "postgres", "--", Path.Combine(bin, program), .. arguments]
            : [Path.Combine(bin, program), .. arguments];

    private Task PgAsync(string program, string[] arguments, bool mayFail = false) => RunAsync(Pg(program, arguments), mayFail);

    private static async Task RunAsync(string[] command, bool mayFail = false)
    {
        // The output goes nowhere: a server started through a pipe would keep that pipe open.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", .. command]) { WorkingDirectory = "/tmp" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 && !mayFail)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}.");
        }
    }
}
