using Dispatch.Simulation.Chaos;
using Dispatch.Simulation.Chaos.Faults;
using Dispatch.Simulation.Chaos.Truth;

namespace Dispatch.Grains.Tests.Simulation.Chaos;

/// <summary>What the chaos driver judges by finds what it is meant to find.</summary>
[Trait("Category", "Deterministic")]
public class ChaosJudgeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Span Minute = new(Noon, Second(60));

    [Fact]
    public void Gap_BetweenTwoDispatches_IsTheLongestOneOutsideOfTheExcluded()
    {
        DateTimeOffset[] moments = [Second(1), Second(2), Second(12), Second(30), Second(59)];

        Assert.Equal(TimeSpan.FromSeconds(29), Gaps.Longest(moments, Minute, []));
        Assert.Equal(TimeSpan.FromSeconds(18), Gaps.Longest(moments, Minute, [new(Second(35), Second(50)), new(Second(48), Second(52))]));
    }

    [Fact]
    public void Gap_UntilTheEndOfTheLoad_Counts() => Assert.Equal(TimeSpan.FromSeconds(50), Gaps.Longest([Second(10)], Minute, []));

    [Fact]
    public void Gap_ThatTouchesASpan_IsCountedInFull() =>
        Assert.Equal(TimeSpan.FromSeconds(20), Gaps.LongestTouching([Second(1), Second(10), Second(30), Second(59)], Minute, [new(Second(12), Second(14))]));

    [Fact]
    public void Commit_OfADeadSilo_IsStale()
    {
        var stale = new StaleCommits([new(5, Second(5), "silo-1.1", CommitLog.Dead)]);

        stale.See(Commit(4, "silo-1.1", 1));
        stale.See(Commit(6, "silo-2.1", 2));
        Assert.Empty(stale.Found);
        stale.See(Commit(7, "silo-1.1", 3));
        Assert.Single(stale.Found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Commit_OntoAnotherVersionThanTheLast_IsStale(int version)
    {
        var stale = new StaleCommits([]);

        stale.See(Commit(1, "silo-1.1", 1));
        stale.See(Commit(2, "silo-2.1", version));

        Assert.Single(stale.Found);
    }

    [Fact]
    public void Plan_OfAWholeMinute_HoldsEveryKindOfFaultAndBeginsWithAKill()
    {
        var settings = new ChaosSettings(3, 2, 60, 300, 8, Seed: 7, Volunteers: 100, Rolling: false, Json: null, Logs: null);
        var plan = FaultPlan.Make(settings);

        Assert.Equal(FaultKind.KillSilo, plan[0].Kind);
        Assert.Equal(Enum.GetValues<FaultKind>().Except([FaultKind.RollSilo]).Order(), plan.Select(each => each.Kind).Distinct().Order());
        Assert.Equal(plan, FaultPlan.Make(settings));
    }

    private static LoggedCommit Commit(long place, string writer, int version) => new(place, Second(place), writer, "request", "request-1", version, null);

    private static DateTimeOffset Second(double second) => Noon.AddSeconds(second);
}
