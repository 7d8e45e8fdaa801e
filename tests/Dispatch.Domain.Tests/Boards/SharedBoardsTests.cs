using Dispatch.Contracts;
using Dispatch.Contracts.Boards;
using Dispatch.Domain.Boards;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Tests.Requests;

namespace Dispatch.Domain.Tests.Boards;

/// <summary>What another station sees of a board by agreement.</summary>
public class SharedBoardsTests
{
    [Fact]
    public void Board_SharedByAgreement_ShowsNeedsAndCapacityAndNoPlaceOrName()
    {
        var scene = new Scene().Ask("an").Answer("an", Contracts.Requests.Answer.Accept);
        var person = new BoardResponder("an", "Demo An", ResponderKind.Volunteer, true, scene.Now, Scene.Home, TravelMode.Walk, 1, 2, false, scene.Now, 7);
        var board = new BoardView("zhuoda", "life", 3, scene.Now, false, [RequestViews.Row(scene.Request, Scene.Station)], [person]);
        var change = new BoardChange("zhuoda", "life", 2, 3, scene.Now, board.Rows, [], board.Responders, ["an"]);

        var shared = SharedBoards.Of(board);
        var told = SharedBoards.Of(change);

        var row = Assert.Single(shared.Rows);
        Assert.Equal((null, "", null), (row.Position, row.Owner, row.OwnerName));
        Assert.Equal(("escort", "HI-SY-JY-ZD-DZ"), (row.Service, row.Area));
        Assert.Equal("", Assert.Single(row.Assignments).Name);
        var free = Assert.Single(shared.Responders);
        Assert.Equal(("", null, null, null), (free.Name, free.Position, free.OnDutySince, free.CoolUntil));
        Assert.Equal((true, 1, 2), (free.OnDuty, free.Load, free.Capacity));
        Assert.Equal(free.Id, Assert.Single(told.Responders).Id);
        Assert.Equal(free.Id, Assert.Single(told.RespondersGone));
        Assert.NotEqual("an", free.Id);
    }
}
