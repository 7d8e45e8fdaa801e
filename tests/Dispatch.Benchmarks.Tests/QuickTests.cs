using System.Globalization;
using System.Text.Json;
using Shouldly;

namespace Dispatch.Benchmarks.Tests;

/// <summary>Each benchmark in a small, quick form, so that none rots. What is measured here says nothing of speed; what must hold at any speed is looked at.</summary>
public class QuickTests
{
    [Fact]
    public async Task Quality_OfAFewBatches_IsTheOptimum()
    {
        var figures = await RunAsync("quality --batches 3 --calls none");

        figures["quality.batch.over_optimum"].ShouldBe(0);
        figures["quality.clustered.greedy_over_optimum"].ShouldBeGreaterThan(0);
        figures["quality.batch.ms"].ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Scale_OfASmallCity_HoldsEverybodyInSixtyFourBytes()
    {
        var figures = await RunAsync("scale --n 2000 --requests 500 --rounds 1 --open 100 --silos-seconds 2 --warm-up-seconds 2");

        figures["scale.n2000.held"].ShouldBeInRange(1_000, 1_400);
        figures["index.bytes_per_responder"].ShouldBeInRange(1, 64);
        figures["scale.n2000.open100.match_ms"].ShouldBeGreaterThan(0);
        figures["scale.silos2.ratio"].ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Runtime_ForAMoment_CountsCallsActivationsAndWrites()
    {
        var figures = await RunAsync("runtime --seconds 0.1 --rounds 1");

        string[] counted = ["runtime.one.rate", "runtime.call.rate", "runtime.activation.rate", "runtime.write.postgres.rate", "runtime.write.sqlite.rate"];
        counted.ShouldAllBe(key => figures[key] > 0);
        figures["runtime.activation.bytes"].ShouldBeInRange(1, 700);
    }

    [Fact]
    public async Task Pairs_OfASmallTown_WriteAtMostSixRowsEach()
    {
        var figures = await RunAsync("pairs --n 400 --callers 4 --seconds 2 --rounds 1");

        figures["dispatch.n400.rate"].ShouldBeGreaterThan(0);
        figures["dispatch.n400.rows"].ShouldBeInRange(4, 6.2);
    }

    [Fact]
    public async Task Board_WithAFewWatchers_ReachesAllOfThem()
    {
        var figures = await RunAsync("board --clients 50 --rate 20 --seconds 2 --rounds 1 --phones 5");

        figures["board.lost_clients"].ShouldBe(0);
        figures["board.changes_seen"].ShouldBeGreaterThan(5);
        figures["board.p99_ms"].ShouldBeGreaterThan(0);
    }

    private static async Task<Dictionary<string, double>> RunAsync(string command)
    {
        var file = Path.GetTempFileName();
        (await Program.RunAsync([.. command.Split(' '), "--json", file])).ShouldBe(0, command.ToString(CultureInfo.InvariantCulture));
        var figures = JsonSerializer.Deserialize<Dictionary<string, double>>(await File.ReadAllTextAsync(file))!;
        File.Delete(file);
        return figures;
    }
}
