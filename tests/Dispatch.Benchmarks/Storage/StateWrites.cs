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
public static class StateWrites
{
    private const int Grains = 64;

    /// <summary>Measures SQLite, then PostgreSQL, for so long each.</summary>
    public static async Task<IReadOnlyList<StateWritesFigures>> RunAsync(TimeSpan duration)
    {
        await using var server = await PostgresServer.StartAsync(durable: true);
        var postgres = await server.CreateDatabaseAsync();
        var options = new GroupCommitOptions();
        return
        [
            await MeasureSqliteAsync(options, duration),
            await MeasureAsync("PostgreSQL", new PostgresStateDatabase(postgres, "bench", options), duration),
        ];
    }

    private static async Task<StateWritesFigures> MeasureSqliteAsync(GroupCommitOptions options, TimeSpan duration)
    {
        var folder = Directory.CreateTempSubdirectory("dispatch-bench-");
        try
        {
            return await MeasureAsync("SQLite", new SqliteStateDatabase($"Data Source={folder.FullName}/state.db", "bench", options), duration);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<StateWritesFigures> MeasureAsync(string name, IStateDatabase opened, TimeSpan duration)
    {
        await using var database = opened;
        await database.StartAsync(CancellationToken.None);
        var storage = new GrainStorage("bench", database, new JsonStorageSerializer(), deleteOnClear: false);
        await Task.WhenAll(Enumerable.Range(0, Grains).Select(n => WriteAsync(storage, $"warm {n}", TimeSpan.FromSeconds(1))));

        var (started, allocated) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
        var latencies = await Task.WhenAll(Enumerable.Range(0, Grains).Select(n => WriteAsync(storage, $"grain {n}", duration)));
        var (elapsed, bytes) = (Stopwatch.GetElapsedTime(started), GC.GetTotalAllocatedBytes() - allocated);
        double[] all = [.. latencies.SelectMany(each => each).Order()];
        return new StateWritesFigures(name, all.Length / elapsed.TotalSeconds, all[all.Length / 2], all[all.Length * 99 / 100], (double)bytes / all.Length);
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
}

/// <summary>Writes a second, latency in milliseconds, and bytes allocated for each write.</summary>
public sealed record StateWritesFigures(string Database, double WritesPerSecond, double MedianMilliseconds, double P99Milliseconds, double BytesPerWrite);
