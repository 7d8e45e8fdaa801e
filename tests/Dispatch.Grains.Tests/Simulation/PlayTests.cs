using Dispatch.Simulation.Explore;
using Dispatch.Simulation.Replay;

namespace Dispatch.Grains.Tests.Simulation;

/// <summary>The short form of what docs/simulation.md describes: random worlds with every fault, and real calls twice.</summary>
[Trait("Category", "Deterministic")]
public class PlayTests
{
    private static readonly TimeSpan Activity = TimeSpan.FromMinutes(3);

    [Fact]
    public void Promises_InTwentyRandomWorldsWithAllFaults_AreKept()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var run = new ExploreRun(seed, Activity, trace: null);
            var outcome = run.Run();
            Assert.True(
                outcome.Violations.Count == 0,
                $"explore --seed {seed} --minutes {Activity.TotalMinutes}: {string.Join("; ", outcome.Violations.Take(3))}");
        }
    }

    [Theory]
    [InlineData(9, "a request slept on in its open set after its store had failed")]
    [InlineData(4, "a place stayed taken because its freeing was acknowledged before it was kept")]
    [InlineData(71, "a board showed a load of long ago because one question was lost while it was rebuilt")]
    [InlineData(11, "a place was held for ever after its silo had died with the clock")]
    public void Promises_InAWorldThatBrokeThemOnce_AreKept(int seed, string once)
    {
        var outcome = new ExploreRun(seed, TimeSpan.FromMinutes(20), trace: null).Run();

        Assert.True(outcome.Violations.Count == 0, $"Once {once}; now: {string.Join("; ", outcome.Violations.Take(3))}");
    }

    [Fact]
    public void History_OfOneSeedPlayedTwice_IsTheSame()
    {
        var first = new ExploreRun(7, Activity, trace: null);
        var second = new ExploreRun(7, Activity, trace: null);

        Assert.Equal(first.Run().Digest, second.Run().Digest);
    }

    [Fact]
    public void Replay_OfOneSeedPlayedTwice_GivesTheSameBytes()
    {
        var calls = CallRow.Read(Path.Combine(AppContext.BaseDirectory, "Simulation", "calls-extract.csv"));

        var first = new ReplayRun(calls, 120, 1, nearestFirst: false).Run();
        var second = new ReplayRun(calls, 120, 1, nearestFirst: false).Run();

        Assert.Equal(first.Json(), second.Json());
        Assert.Equal(0, first.All.Violations);
        Assert.Equal(calls.Count, first.All.Requests);
        Assert.True(first.All.Accepted > 0);
    }
}
