using System.Diagnostics;
using Dispatch.Runtime.Storage;
using Dispatch.Runtime.Storage.Postgres;
using Dispatch.Runtime.Storage.Sqlite;
using Dispatch.Runtime.Tests.Storage;

namespace Dispatch.Benchmarks.Storage;

/// <summary>
/// State writes per second: grains that each write their state of about 480 bytes, wait for the commit and write again, against a
/// database that syncs to disk at every commit. Budget: at least 10,000 a second with 64 grains on two cores.
/// </summary>
internal static class StateWrites
{
    private const int Grains = 64;

    /// <summary>PostgreSQL and SQLite in turns, so many rounds of so long each.</summary>
    public static async Task RunAsync(Figures figures, TimeSpan time, int rounds)
    {
        await using var server = await PostgresServer.StartAsync(durable: true);
        var folder = Directory.CreateTempSubdirectory("dispatch-bench-");
        try
        {
            await using var postgres = new PostgresStateDatabase(await server.CreateDatabaseAsync(), "bench", new GroupCommitOptions());
            await using var sqlite = new SqliteStateDatabase($"Data Source={folder.FullName}/state.db", "bench", new GroupCommitOptions());
            var turns = new (string Name, IStateDatabase Database, List<Written> Rounds)[] { ("postgres", postgres, []), ("sqlite", sqlite, []) };
            foreach (var turn in turns)
            {
                await turn.Database.StartAsync(CancellationToken.None);
                await MeasureAsync(turn.Database, TimeSpan.FromSeconds(1));
            }

            for (var round = 0; round < rounds; round++)
            {
                foreach (var turn in turns)
                {
                    turn.Rounds.Add(await MeasureAsync(turn.Database, time));
                }
            }

            foreach (var (name, _, written) in turns)
            {
                figures.Median($"runtime.write.{name}.rate", [.. written.Select(each => each.PerSecond)]);
                figures.Median($"runtime.write.{name}.p50_ms", [.. written.Select(each => each.MedianMs)]);
                figures.Median($"runtime.write.{name}.p99_ms", [.. written.Select(each => each.P99Ms)]);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Written> MeasureAsync(IStateDatabase database, TimeSpan time)
    {
        var storage = new GrainStorage("bench", database, new JsonStorageSerializer(), deleteOnClear: false);
        var (started, run) = (Stopwatch.GetTimestamp(), Guid.NewGuid());
        var latencies = await Task.WhenAll(Enumerable.Range(0, Grains).Select(n => WriteAsync(storage, $"{run} {n}", time)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        double[] all = [.. latencies.SelectMany(each => each).Order()];
        return new Written(all.Length / elapsed.TotalSeconds, all[all.Length / 2], all[all.Length * 99 / 100]);
    }

    private static async Task<List<double>> WriteAsync(GrainStorage storage, string key, TimeSpan duration)
    {
        await Task.Yield();
        var (id, milliseconds, started) = (GrainId.Create("bench", key), new List<double>(1 << 16), Stopwatch.GetTimestamp());
        var state = new GrainState<Payload>(new Payload(0, new string('s', 450)));
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            var before = Stopwatch.GetTimestamp();
            state.State = state.State! with { Count = state.State.Count + 1 };
            await storage.WriteStateAsync("payload", id, state);
            milliseconds.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }

        return milliseconds;
    }

    private sealed record Payload(int Count, string Text);

    private sealed record Written(double PerSecond, double MedianMs, double P99Ms);
}
