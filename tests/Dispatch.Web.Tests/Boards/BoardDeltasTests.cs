using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Requests;
using Dispatch.Web.Boards;
using Shouldly;

namespace Dispatch.Web.Tests.Boards;

/// <summary>What is told of a board's rows: whole at first, then only what differs.</summary>
public class BoardDeltasTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private readonly BoardDeltas _deltas = new();

    [Fact]
    public void Row_ToldForTheFirstTime_IsWhole()
    {
        var push = Tell(Change(0, 1, [Row("a", 1)]));

        Assert.Single(push.Rows).ShouldBe(Row("a", 1));
        Assert.Empty(push.RowsChanged);
    }

    [Fact]
    public void Row_ToldBefore_BringsOnlyWhatDiffers()
    {
        Tell(Change(0, 1, [Row("a", 1)]));

        var push = Tell(Change(1, 2, [Row("a", 2) with { State = RequestState.Offered, Deadline = null }]));

        Assert.Empty(push.Rows);
        var changed = Assert.Single(push.RowsChanged);
        changed.Keys.ShouldBe(["id", "version", "state", "deadline"], ignoreOrder: true);
        changed["deadline"].ShouldBeNull();
    }

    [Fact]
    public void Row_WhoseAssignmentsAreNewButAlike_BringsNoAssignments()
    {
        Tell(Change(0, 1, [Row("a", 1)]));

        var push = Tell(Change(1, 2, [Row("a", 2) with { Assignments = ImmutableArray.Create<RequestAssignment>(), Wave = 2 }]));

        Assert.Single(push.RowsChanged).Keys.ShouldBe(["id", "version", "wave"], ignoreOrder: true);
    }

    [Fact]
    public void Row_WithAnotherOwner_BringsTheNameAlsoWhenItIsNotKnown()
    {
        Tell(Change(0, 1, [Row("a", 1)]));

        var push = Tell(Change(1, 2, [Row("a", 2) with { Owner = "head.zhuoda" }]));

        Assert.Single(push.RowsChanged).Keys.ShouldBe(["id", "version", "owner", "ownerName"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("e", 3, "A change was missed.")]
    [InlineData("f", 1, "The board has another life.")]
    public void Change_ThatDoesNotFollow_TellsRowsWhole(string epoch, long from, string because)
    {
        Tell(Change(0, 1, [Row("a", 1)]));

        var push = Tell(Change(from, from + 1, [Row("a", 2)]) with { Epoch = epoch });

        push.Rows.Length.ShouldBe(1, because);
    }

    [Fact]
    public void Row_ThatWentAndCameBack_IsWhole()
    {
        Tell(Change(0, 1, [Row("a", 1)]));
        Tell(Change(1, 2, []) with { RowsGone = ["a"] });

        Assert.Single(Tell(Change(2, 3, [Row("a", 5)])).Rows);
    }

    [Fact]
    public void Boards_OfTwoStations_DoNotKnowOfEachOther()
    {
        Tell(Change(0, 1, [Row("a", 1)]));

        Assert.Single(Tell(Change(0, 1, [Row("a", 1)]) with { StationId = "fucheng" }).Rows);
        Assert.Single(Tell(Change(1, 2, [Row("a", 2)])).RowsChanged);
    }

    private BoardPush Tell(BoardChange change)
    {
        BoardPush? told = null;
        _deltas.Tell(change, push => told = push);
        return told!;
    }

    private static BoardChange Change(long from, long to, ImmutableArray<BoardRow> rows) => new("zhuoda", "e", from, to, Noon, rows, [], [], []);

    private static BoardRow Row(string id, long version) => new(
        id, version, RequestState.Matching, "zhuoda", false, "escort", RiskLevel.General, false, Lane.Ordinary, null, null, false, Channel.Web, Noon, Noon, 60, 1,
        "coordinator.zhuoda", Noon, 1, 5_000, 0, null, []);
}
