using System.CommandLine;
using Dispatch.Runtime.Tests.Storage;

namespace Dispatch.Benchmarks.Peers;

/// <summary>Our whole durable dispatch alone, without the rivals: to see where its time goes.</summary>
internal static class PairsCommand
{
    private const int PairsPerSecond = 5_000;

    /// <summary>Those of the server that the rivals are measured on (peers/postgis/setup.sh).</summary>
    private static readonly string[] RivalsSettings =
    [
        "shared_buffers=2GB", "wal_compression=lz4", "max_wal_size=8GB", "min_wal_size=2GB", "wal_buffers=64MB", "checkpoint_timeout=30min", "random_page_cost=1.1",
        "jit=off", "max_parallel_workers_per_gather=0", "autovacuum_naptime=20s",
    ];

    public static Command Make()
    {
        var people = new Option<int>("--n") { DefaultValueFactory = _ => 10_000, Description = "How many volunteers." };
        var callers = new Option<int>("--callers") { DefaultValueFactory = _ => 32, Description = "How many pairs are under way at once." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 5, Description = "How long each round runs." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "How many rounds; the first ones warm up." };
        var record = new Option<bool>("--record") { Description = "With the service record." };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var command = new Command("pairs", "The whole durable dispatch of stored requests: reserve, claim, confirm, release.") { people, callers, seconds, rounds, record, json };
        command.SetAction(async (parsed, _) =>
        {
            await using var server = await PostgresServer.StartAsync(durable: true, RivalsSettings);
            var requests = PairsPerSecond * parsed.GetValue(seconds) * parsed.GetValue(rounds);
            await using var own = await OwnDispatch.StartAsync(await server.CreateDatabaseAsync(), parsed.GetValue(people), requests, parsed.GetValue(record));
            var (figures, key) = (new Figures(Console.Out), $"dispatch.n{parsed.GetValue(people)}");
            var (paces, each, cores, servers) = (new List<Pace>(), new List<double>(), new List<double>(), new List<double>());
            using var meter = new StorageMeter();
            for (var round = 0; round < parsed.GetValue(rounds); round++)
            {
                var (cpu, serverCpu) = (Environment.CpuUsage.TotalTime, server.CpuTime());
                var (pace, rows) = await own.RunAsync(parsed.GetValue(callers), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
                paces.Add(pace);
                each.Add(rows);
                cores.Add((Environment.CpuUsage.TotalTime - cpu).TotalSeconds / parsed.GetValue(seconds));
                servers.Add((server.CpuTime() - serverCpu).TotalSeconds / parsed.GetValue(seconds));
                var (write, batch) = meter.Take();
                var (offer, accept, complete) = own.Steps();
                Console.WriteLine(FormattableString.Invariant($"round {round + 1}: {pace.PerSecond:F0} pairs a second; a write {write:F1} ms, {batch:F1} in a commit"));
                Console.WriteLine(FormattableString.Invariant($"  until offered {offer:F1}, accepted {accept:F1}, done {complete:F1} ms"));
            }

            figures.Median($"{key}.rate", [.. paces.Select(pace => pace.PerSecond)]);
            figures.Median($"{key}.p99_ms", [.. paces.Select(pace => pace.P99Ms)]);
            figures.Median($"{key}.rows", each);
            figures.Median($"{key}.own_cores", cores);
            figures.Median($"{key}.own_ms", [.. cores.Zip(paces, (used, pace) => 1_000 * used / pace.PerSecond)]);
            figures.Median($"{key}.server_ms", [.. servers.Zip(paces, (used, pace) => 1_000 * used / pace.PerSecond)]);
            figures.Add($"{key}.unanswered", own.Unanswered);
            await figures.SaveAsync(parsed.GetValue(json));
        });
        return command;
    }
}
