using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Stations;
using Dispatch.Simulation.History;

namespace Dispatch.Grains.Tests.Simulation;

/// <summary>No checker is vacuous: each finds the history that breaks its promise, and none finds anything in one that keeps all.</summary>
[Trait("Category", "Deterministic")]
public class CheckerTests
{
    [Fact]
    public void Checkers_OfAHistoryThatKeepsEveryPromise_FindNothing() => Assert.Empty(new Tale().Broken());

    [Fact]
    public void Standing_ByMoreThanAskedFor_IsFound() => Finds("I1", Last<RequestKept>(kept => kept with
    {
        State = Tale.Assigned with { Assignments = [Tale.Taken, Tale.Taken with { OfferId = "request-1.2", ResponderId = "volunteer-2" }] },
    }));

    [Fact]
    public void Capacity_ExceededByReservations_IsFound() => Finds("I2", new Tale().Replace<ResponderKept>(1, kept => kept with
    {
        State = Tale.Holding with { Held = [.. Tale.Holding.Held, new HeldOffer(Tale.View with { Id = "request-2.1", RequestId = "request-2" }, Tale.At(3))] },
    }));

    [Fact]
    public void Capacity_FreedWhileTheRequestCountsOnIt_IsFound() =>
        Finds("I2", Last<ResponderKept>(kept => kept with { State = Tale.Holding with { Version = 3, Held = [] } }));

    [Fact]
    public void Assignment_OfSomebodyWithoutAPlaceForIt_IsFound() =>
        Finds("I2", new Tale().Replace<ResponderKept>(1, kept => kept with { State = Tale.Enrolled }));

    [Fact]
    public void Request_WithoutADeadline_IsFound() =>
        Finds("I3", new Tale().Replace<RequestKept>(1, kept => kept with { State = Tale.Offered with { Deadline = null } }));

    [Fact]
    public void Request_AcknowledgedAndNotDurable_IsFound() =>
        Finds("I3", new Tale().Replace<SubmitAcknowledged>(0, submit => submit with { RequestId = "request-9" }));

    [Fact]
    public void Request_OpenAndOnNoBoard_IsFound()
    {
        var tale = new Tale();
        tale.Board = tale.Board with { Rows = [] };
        Finds("I3", tale);
        Finds("I7", tale);
    }

    [Fact]
    public void Answer_AcknowledgedAndForgotten_IsFound() =>
        Finds("I4", Last<RequestKept>(kept => kept with { State = Tale.Offered with { Version = 3 } }));

    [Fact]
    public void Commit_ThatOverwritesAnother_IsFound() =>
        Finds("I4", Last<RequestKept>(kept => kept with { State = Tale.Assigned with { Version = 2 } }));

    [Fact]
    public void Assignment_ThatVanishes_IsFound()
    {
        var tale = new Tale();
        tale.Happenings.Add(new RequestKept(Tale.At(21), Tale.RequestId, Tale.Assigned with { Version = 4, Assignments = [] }));
        Finds("I4", tale);
    }

    [Fact]
    public void HighRisk_OfferedToAVolunteer_IsFound() =>
        Finds("I5", new Tale().Replace<RequestKept>(1, kept => kept with { State = Tale.Offered with { Level = RiskLevel.HighRisk } }));

    [Fact]
    public void HighRisk_HeldByAVolunteer_IsFound() => Finds("I5", new Tale().Replace<ResponderKept>(1, kept => kept with
    {
        State = Tale.Holding with { Held = [new HeldOffer(Tale.View with { Level = RiskLevel.HighRisk }, Tale.At(3))] },
    }));

    [Fact]
    public void Certificate_ThatEndsBeforeTheTask_IsFound() => Finds("I6", new Tale().Replace<ResponderKept>(1, kept => kept with
    {
        State = Tale.Holding with { Profile = Tale.Profile with { Skills = [new HeldSkill("household", 1, Tale.At(3_599))] } },
    }));

    [Fact]
    public void Board_ThatShowsAnOlderRow_IsFound()
    {
        var tale = new Tale();
        tale.Board = tale.Board with { Rows = [tale.Board.Rows[0] with { Version = 2 }] };
        Finds("I7", tale);
    }

    [Fact]
    public void Board_ThatShowsAnOlderLoad_IsFound()
    {
        var tale = new Tale();
        tale.Board = tale.Board with { Responders = [tale.Board.Responders[0] with { Load = 0 }] };
        Finds("I7", tale);
    }

    [Fact]
    public void OpenSet_ThatDoesNotListARequest_IsFound() =>
        Finds("Sets", new Tale().Replace<OpenShardKept>(0, kept => kept with { State = OpenShard.Empty }));

    [Fact]
    public void OpenSet_ThatListsAClosedRequest_IsFound()
    {
        var tale = new Tale();
        tale.Happenings.Add(new RequestKept(Tale.At(21), Tale.RequestId, Tale.Assigned with { Version = 4, State = RequestState.Cancelled }));
        Finds("Sets", tale);
    }

    [Fact]
    public void DutySet_WithAnOldEntry_IsFound() => Finds("Sets", new Tale().Replace<DutyShardKept>(0, kept => kept with
    {
        State = new DutyShard([Tale.Enrolled.Card() with { Version = 0 }]),
    }));

    [Fact]
    public void Reservation_OlderThanItsOffer_IsFound()
    {
        var tale = new Tale();
        tale.Happenings.RemoveRange(7, 3);
        tale.Happenings.Add(new RequestKept(Tale.At(21), Tale.RequestId, Tale.Offered with
        {
            Version = 3,
            State = RequestState.Unfilled,
            Offers = [Tale.Offered.Offers[0] with { State = OfferState.Lapsed }],
        }));
        Finds("Leftovers", tale);
    }

    [Fact]
    public void Request_ThatNobodySeesTo_IsFound()
    {
        var tale = new Tale();
        tale.Happenings.RemoveRange(5, 5);
        Finds("Leftovers", tale);
    }

    [Fact]
    public void Outbox_ThatStaysFull_IsFound() => Finds("Outbox", Last<RequestKept>(kept => kept with
    {
        State = Tale.Assigned with { Outbox = [new OutboxItem(1, OutboxKind.Assigned, Tale.OfferId, Tale.Volunteer, ResponderKind.Volunteer)] },
    }));

    [Fact]
    public void Slip_OfTheProductsCode_IsFound()
    {
        var tale = new Tale();
        tale.Happenings.Add(new Blunder(Tale.At(21), "a turn", new InvalidOperationException("A promise of the product's own.")));
        Finds("Code", tale);
    }

    private static Tale Last<T>(Func<T, Happening> by)
        where T : Happening
    {
        var tale = new Tale();
        return tale.Replace(tale.Happenings.OfType<T>().Count() - 1, by);
    }

    private static void Finds(string promise, Tale tale) => Assert.Contains(promise, tale.Broken());
}
