using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Accounts;
using Dispatch.Domain.Privacy;
using Dispatch.Domain.Records;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Tests.Requests;
using Dispatch.Domain.Tests.Responders;
using Shouldly;

namespace Dispatch.Domain.Tests.Privacy;

/// <summary>What nobody ends, ended by time.</summary>
public class LapseTests
{
    private static readonly DateTimeOffset Noon = Scene.Noon;

    [Fact]
    public void Request_UnfilledSinceTheCutoff_IsCancelledByTheProduct()
    {
        var unfilled = Unfilled(Noon);

        var after = LapseRules.Unfilled(unfilled, Noon, Noon.AddDays(90));

        (after.State, after.CloseReason).ShouldBe((RequestState.Cancelled, null));
        var entry = RequestEntries.Of(unfilled, after, Actor.System, Noon.AddDays(90)).ShouldHaveSingleItem();
        (entry.Action, entry.Actor).ShouldBe((RecordActions.RequestCancelled, "system"));
        ErasureRules.Obligation(after).ShouldBeNull();
    }

    [Fact]
    public void Request_UnfilledAnewSinceThen_OrStillLookedFor_Stays()
    {
        var again = Told(Unfilled(Noon), Noon.AddDays(3), "not-kept");
        LapseRules.Unfilled(again, Noon.AddDays(2), Noon.AddDays(90)).ShouldBeSameAs(again);

        var open = new Scene().Request;
        LapseRules.Unfilled(open, Noon.AddDays(90), Noon.AddDays(90)).ShouldBeSameAs(open);
    }

    [Fact]
    public void Invitation_ThatCanBeFollowedNoLonger_IsClosed()
    {
        var link = new LinkRecord("digest", Noon, SecondFactorToo: false, "head.zhuoda");
        var invited = Account(AccountPhase.Invited) with { Link = link };

        LapseRules.Invitation(invited, Noon.AddDays(29)).Next.ShouldBeNull();
        var closed = LapseRules.Invitation(invited, Noon.AddDays(30)).Next!;
        (closed.Phase, closed.Link).ShouldBe((AccountPhase.Closed, null));
        LapseRules.Invitation(Account(AccountPhase.Open) with { Link = link }, Noon.AddDays(90)).Next.ShouldBeNull();
    }

    [Fact]
    public void Application_FromBeforeTheCutoff_IsForgotten()
    {
        var roll = Roll.Empty with { Applications = [new("old", "赵敏", "a", Noon.AddDays(-31)), new("young", "李强", "b", Noon.AddDays(-29))] };

        roll.Forget(Noon.AddDays(-30)).Applications.ShouldHaveSingleItem().Id.ShouldBe("young");
        roll.Forget(Noon.AddDays(-40)).ShouldBeSameAs(roll);
    }

    [Fact]
    public void Position_OfAnOlderRowThatSaysNoTime_CountsFromTheStartOfItsDuty()
    {
        var held = DutyRules.Enrol(null, Person.Profile) with { ByHand = new Domain.Responders.Duty(Noon, new GeoPoint(18.4, 109.4), TravelMode.Walk) };

        DutyRules.Forget(held, Noon.AddMinutes(-1)).ShouldBeSameAs(held);
        DutyRules.Forget(held, Noon).ByHand!.Position.ShouldBe(DutyRules.Coarse(held.Profile.Home));
        DutyRules.Allow(held, given: false).ByHand!.Position.ShouldBe(DutyRules.Coarse(held.Profile.Home));
        DutyRules.ToldAt(DutyRules.Forget(held, Noon)).ShouldBeNull();
    }

    private static Request Unfilled(DateTimeOffset at) => Told(new Scene().Request, at, "unfilled") with { State = RequestState.Unfilled };

    private static Request Told(Request request, DateTimeOffset at, string what) =>
        request with { Timeline = request.Timeline.Add(new TimelineEntry(at, what, "somebody", null, request.Version)) };

    private static AccountRecord Account(AccountPhase phase) =>
        AccountRecord.Of(new Account("v.zhuoda", "赵敏", Role.Volunteer, "zhuoda", "", "stamp", Demo: false, Phase: phase));
}
