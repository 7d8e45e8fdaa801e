using System.Collections.Immutable;
using Dispatch.Contracts.Operations;
using Dispatch.Domain.Operations;

namespace Dispatch.Domain.Tests.Operations;

public class OpsFoldTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly OpsFold _fold = new();

    [Theory]
    [InlineData(14, ProcessState.Running)]
    [InlineData(15, ProcessState.Silent)]
    public void Process_WithoutReports_IsSilentAfterThreeOfThem(int seconds, ProcessState expected)
    {
        _fold.Hear(Silo("a", 1, "a"), Noon);

        Assert.Equal(expected, Assert.Single(_fold.View(Noon.AddSeconds(seconds)).Processes).State);
    }

    [Fact]
    public void Silo_ThatIsInTheViewAndNeverReported_IsShownAsSilent()
    {
        _fold.Hear(Silo("a", 2, "a", "b"), Noon);

        var view = _fold.View(Noon);

        Assert.Equal([("a", ProcessState.Running), ("b", ProcessState.Silent)], view.Processes.Select(it => (it.Address, it.State)).OrderBy(it => it.Address));
    }

    [Fact]
    public void Silo_ThatTheOthersDropped_IsGoneThoughItStillReportsAnOldView()
    {
        _fold.Hear(Silo("a", 5, "a"), Noon);
        _fold.Hear(Silo("b", 4, "a", "b"), Noon);

        Assert.Equal(ProcessState.Gone, _fold.View(Noon).Processes.Single(it => it.Address == "b").State);
    }

    [Fact]
    public void Silo_ThatWentBeforeItWasHeard_IsGoneUntilItsNextLifeReports()
    {
        var history = View(3, ["a@1"], [new(Noon, 3, "b@1", MembershipEvent.Gone)]);
        _fold.Hear(Silo("a@1", 3, "a@1") with { View = history }, Noon);
        Assert.Equal(ProcessState.Gone, _fold.View(Noon).Processes.Single(it => it.Address == "b@1").State);

        _fold.Hear(Silo("b@2", 4, "a@1", "b@2") with { StartedAt = Noon.AddSeconds(1) }, Noon.AddSeconds(2));

        Assert.Equal(["a@1", "b@2"], _fold.View(Noon.AddSeconds(2)).Processes.Select(it => it.Address).Order());
    }

    [Fact]
    public void Silo_ThatStopsInOrder_IsLeaving()
    {
        _fold.Hear(Silo("a", 3, ["a"], ["b"]), Noon);
        _fold.Hear(Silo("b", 3, ["a"], ["b"]), Noon);

        Assert.Equal(ProcessState.Leaving, _fold.View(Noon).Processes.Single(it => it.Address == "b").State);
    }

    [Fact]
    public void Web_WithoutAView_IsNeverGone()
    {
        _fold.Hear(Silo("a", 3, "a"), Noon);
        _fold.Hear(Silo("w", 0) with { Kind = ProcessKind.Web, View = null }, Noon);

        Assert.Equal(ProcessState.Running, _fold.View(Noon).Processes.Single(it => it.Address == "w").State);
    }

    [Fact]
    public void Process_SilentForAnHour_IsForgotten()
    {
        _fold.Hear(Silo("a", 1, "a"), Noon);

        Assert.Empty(_fold.View(Noon.AddHours(1)).Processes);
    }

    [Fact]
    public void Change_ToldBySeveralSilos_IsShownOnceAsTheFirstSawIt()
    {
        _fold.Hear(Silo("a", 2, "a") with { View = View(2, ["a"], [new(Noon.AddSeconds(2), 2, "b", MembershipEvent.Gone)]) }, Noon);
        _fold.Hear(Silo("c", 2, "a") with { View = View(2, ["a"], [new(Noon.AddSeconds(1), 2, "b", MembershipEvent.Gone)]) }, Noon);

        Assert.Equal(Noon.AddSeconds(1), Assert.Single(_fold.View(Noon).History).At);
    }

    [Fact]
    public void History_OfALongLife_KeepsTheNewest()
    {
        var changes = Enumerable.Range(0, 150).Select(n => new MembershipChange(Noon.AddMinutes(n), n, $"s{n}", MembershipEvent.Joined));
        _fold.Hear(Silo("a", 1, "a") with { View = View(1, ["a"], [.. changes]) }, Noon);

        var history = _fold.View(Noon).History;

        Assert.Equal((100, "s149"), (history.Length, history[0].Silo));
    }

    private static ProcessReport Silo(string address, long version, params string[] silos) => Silo(address, version, silos, []);

    private static ProcessReport Silo(string address, long version, string[] silos, string[] leaving) => new(
        address, $"silo {address}", ProcessKind.Silo, "1", Noon, new(0.1, 2, 1, 1, 0), [], [], new(0, 0, 0),
        new(version, [.. silos], [.. leaving], []));

    private static MembershipView View(long version, ImmutableArray<string> silos, ImmutableArray<MembershipChange> history) => new(version, silos, [], history);
}
