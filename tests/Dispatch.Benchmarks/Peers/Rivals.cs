namespace Dispatch.Benchmarks.Peers;

/// <summary>The rate and the 99th percentile of one run.</summary>
internal readonly record struct Pace(double PerSecond, double P99Ms);

/// <summary>
/// The systems that one would build instead: PostGIS with SKIP LOCKED, Redis with a script, and a bare grid in C++ as the ceiling. They are built,
/// filled and driven by their own programs; nothing of them is changed.
/// </summary>
internal sealed class Rivals : IAsyncDisposable
{
    private const string RedisPort = "56379";
    private readonly string _source;
    private readonly string _data;

    private Rivals(string source, string data) => (_source, _data) = (source, data);

    /// <summary>Durable like every rival's: ours uses a database of its own in the same server.</summary>
    public static string Server => "Host=127.0.0.1;Port=55433;Username=postgres;Maximum Pool Size=64;Database=";

    /// <summary>Installs, compiles and starts them; all they write lies under the folder of data.</summary>
    public static async Task<Rivals> StartAsync(DirectoryInfo peers, DirectoryInfo data)
    {
        data.Create();
        var source = Path.Combine(data.FullName, "source");
        Copy(peers, new DirectoryInfo(source));
        var rivals = new Rivals(source, data.FullName);
        await rivals.RunAsync("", "./deps.sh");
        await rivals.RunAsync("postgis", "g++", "-O2", "-pthread", "-I/usr/include/postgresql", "-o", "drive", "drive.cpp", "-lpq");
        await rivals.RunAsync("redis", "g++", "-O2", "-march=native", "-o", "drive", "drive.cpp", "-lhiredis");
        await rivals.RunAsync("quality", "g++", "-O2", "-march=native", "-o", "quality", "quality.cpp");
        await rivals.RunAsync("postgis", "./setup.sh");
        await rivals.RunAsync("redis", "./setup.sh", "always");
        return rivals;
    }

    public async Task LoadAsync(int people)
    {
        await RunAsync("postgis", "./load.sh", $"{people}");
        await RunAsync("redis", "./drive", RedisPort, "load", $"{people}");
        await PostgisAsync("match", people, 8, 2);
    }

    /// <summary>The exact answers to the first requests: id and score in km, best first.</summary>
    public async Task<List<(int Id, double Km)[]>> AnswersAsync(int people, int requests)
    {
        var printed = await RunAsync("limit", "./limit", "dump", $"{people}", $"{requests}");
        return [.. printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[1..].Select(Answer).ToArray())];
    }

    public async Task<Pace> CeilingMatchAsync(int people)
    {
        var found = Tool.Read(await RunAsync("limit", "./limit", "match", $"{people}", "32"), "qps");
        return new(found["qps"], found["p99_us"] / 1_000);
    }

    public async Task<Pace> CeilingPairsAsync(int people, int clients, int seconds)
    {
        var found = Tool.Read(await RunAsync("limit", "./limit", "durable", $"{people}", $"{clients}", $"{seconds}", Path.Combine(_data, "data", "f")), "pairs_per_s");
        return new(found["pairs_per_s"], found["pair_p99_us"] / 1_000);
    }

    /// <param name="kind"><c>match</c> or <c>assign</c>: assign and release, both committed.</param>
    /// <param name="people">Volunteers in its tables.</param>
    /// <param name="clients">Connections at once.</param>
    /// <param name="seconds">How long.</param>
    public async Task<Pace> PostgisAsync(string kind, int people, int clients, int seconds)
    {
        var found = Tool.Read(await RunAsync("postgis", "./one.sh", kind, $"{people}", $"{clients}", "1", $"{seconds}"), "tps");
        return new(found["tps"], found["p99_ms"]);
    }

    /// <param name="kind"><c>match</c> or <c>assign</c>; the file is synced before each answer.</param>
    /// <param name="people">Volunteers that were loaded last.</param>
    /// <param name="clients">Connections at once.</param>
    /// <param name="seconds">How long.</param>
    public async Task<Pace> RedisAsync(string kind, int people, int clients, int seconds)
    {
        var found = Tool.Read(await RunAsync("redis", "./drive", RedisPort, kind, $"{people}", $"{clients}", $"{seconds}"), "per_s");
        return new(found["per_s"], (found["p99_us"] + (kind == "assign" ? found["release_p99_us"] : 0)) / 1_000);
    }

    public Task<string> QualityAsync() => RunAsync("quality", "./quality");

    public async ValueTask DisposeAsync()
    {
        await Tool.RunAsync(_source, _data, "bash", "-c", "kill $(cat $PEERS_DIR/rd/pid); kill -INT $(cat $PEERS_DIR/pg/pid)");
    }

    private Task<string> RunAsync(string folder, params string[] command) => Tool.RunAsync(Path.Combine(_source, folder), _data, command);

    private static (int Id, double Km) Answer(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var number = System.Globalization.CultureInfo.InvariantCulture;
        return (int.Parse(text[..colon], number), double.Parse(text[(colon + 1)..], number));
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        to.Create();
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name), overwrite: true);
        }

        foreach (var folder in from.EnumerateDirectories())
        {
            Copy(folder, new DirectoryInfo(Path.Combine(to.FullName, folder.Name)));
        }
    }
}
