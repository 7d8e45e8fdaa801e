using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Rosters;
using Dispatch.Domain.Emergencies;
using Shouldly;
using static Dispatch.Contracts.Emergencies.PageStep;
using static Dispatch.Domain.Tests.Emergencies.EmergencyScene;

namespace Dispatch.Domain.Tests.Emergencies;

public sealed class PagingRulesTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Open_AtSecondZero_CallsLeadShiftExpertAndCrisisTeam()
    {
        var scene = new EmergencyScene();

        scene.Held.People.Select(each => (each.Account, each.Office)).ShouldBe(
            [("lead", Office.DutyLead), ("c1", Office.Primary), ("c2", Office.Secondary), ("expert", Office.Expert), ("c3", Office.CrisisTeam)]);
        scene.Held.People.ShouldAllBe(each => each.PagedAt == Noon && scene.Page(each.Account).Rings);
        scene.Held.Units.Select(each => each.Facts.Id).ShouldBe(["police-post", "health"]);
        scene.Held.Lead.ShouldBe("lead");
    }

    [Fact]
    public void Open_WithNobodyOfCompetenceOnDuty_CallsAllWhoHaveItAtOnce()
    {
        var scene = new EmergencyScene(new OnWatch(Head, Head, null, null, null, [], ["c4", "c5"]));

        scene.Held.People.Select(each => each.Account).ShouldBe([Head, "c4", "c5"]);
    }

    [Fact]
    public void Page_ThatNobodyAnswers_RingsAgainEveryThirtySeconds()
    {
        var scene = new EmergencyScene().After(29 * Second);
        scene.Row("c1").Round.ShouldBe(1);

        scene.After(Second).Row("c1").Round.ShouldBe(2);
        scene.Say("c1", Acknowledged).After(10 * Times.Repeat).Row("c1").Round.ShouldBe(2);
        scene.Row("c3").Round.ShouldBeGreaterThan(8);
    }

    [Fact]
    public void Silence_OfTheLead_CallsTheHeadAfterAMinute_AndEverybodyAfterTwo()
    {
        var scene = new EmergencyScene().After(60 * Second);
        scene.Row(Head).Office.ShouldBe(Office.Head);
        scene.Held.Find("c4").ShouldBeNull();

        scene.After(60 * Second);
        scene.Row("c4").Office.ShouldBe(Office.Called);
        scene.Page(Head).Alarms.ShouldHaveSingleItem().Reason.ShouldBe(PageReason.Silence);
    }

    [Fact]
    public void Silence_OfTheLeadAlone_PassesTheNameToWhoeverOfCompetenceHasIt()
    {
        var scene = new EmergencyScene().Say("c3", Acknowledged).Say("expert", Acknowledged).After(60 * Second);

        scene.Held.Lead.ShouldBe("c3");
        scene.Held.Find(Head).ShouldBeNull();
        scene.After(60 * Second).Held.Find("c4").ShouldBeNull();
    }

    [Fact]
    public void Lead_WhoCannot_IsFollowedByTheHead_AndTheHeadByAnybodyOfCompetence()
    {
        var scene = new EmergencyScene().Say("lead", Cannot);
        scene.Held.Lead.ShouldBe(Head);

        scene.Say(Head, Cannot);
        scene.Held.Lead.ShouldBe("c1");
        foreach (var account in new[] { "c1", "c2", "expert", "c3", "c4", "c5" })
        {
            scene.Say(account, Cannot);
        }

        // All of them cannot: the head stays named and is called for ever.
        scene.Held.Lead.ShouldBe(Head);
        var round = scene.Row(Head).Round;
        scene.After(TimeSpan.FromMinutes(10)).Row(Head).Round.ShouldBe(round + 20);
    }

    [Fact]
    public void Team_CountsAsSent_OnlyWithTwo()
    {
        var scene = new EmergencyScene().Say("c1", OnTheWay);
        scene.Held.Sent.ShouldBeFalse();

        // Who is not crisis-qualified is no second.
        scene.Say("c2", OnTheWay);
        scene.Held.Sent.ShouldBeFalse();
        scene.Say("c3", OnTheWay);
        scene.Held.Sent.ShouldBeTrue();
        scene.Held.TeamBy.ShouldBeNull();

        scene.Say("c3", Back);
        scene.Held.Sent.ShouldBeFalse();
        scene.Held.TeamBy.ShouldBe(scene.Now + Times.Team);
    }

    [Fact]
    public void Team_StillMissing_AlarmsLeadAndHead()
    {
        var scene = new EmergencyScene().Say("lead", Acknowledged).Say("c1", OnTheWay).After(Times.Team);

        scene.Page("lead").Alarms.ShouldContain(each => each.Reason == PageReason.TeamMissing);
        scene.Page(Head).Alarms.ShouldContain(each => each.Reason == PageReason.TeamMissing);
        scene.Page("lead").Rings.ShouldBeTrue();
        scene.Say("c3", OnTheWay).Page("lead").Alarms.ShouldNotContain(each => each.Reason == PageReason.TeamMissing);
    }

    [Fact]
    public void Arrival_OfOneAlone_AlarmsAtOnceAndTellsThePersonToWait()
    {
        var scene = new EmergencyScene().Say("lead", Acknowledged).Say("c1", Arrived);

        scene.Page("c1").Alone.ShouldBeTrue();
        scene.Page("lead").Alarms.ShouldContain(each => each.Reason == PageReason.TeamMissing);
        scene.Say("c3", OnTheWay).Page("c1").Alone.ShouldBeFalse();
    }

    [Fact]
    public void CheckIn_Missed_AlarmsLeadHeadAndThePersonUntilWordComes()
    {
        var scene = new EmergencyScene().Say("lead", Acknowledged).Say("c1", OnTheWay).Say("c3", OnTheWay).After(Times.OnTheWay - Second);
        scene.Row("c1").Missed.ShouldBe(0);
        scene.Say("c3", CheckIn).After(Second);

        scene.Row("c1").Missed.ShouldBe(1);
        scene.Row("c3").Missed.ShouldBe(0);
        foreach (var account in new[] { "lead", Head, "c1" })
        {
            scene.Page(account).Alarms.ShouldContain(each => each.Reason == PageReason.CheckInMissed && each.About == "c1", account);
        }

        scene.Say("c1", CheckIn).Page(Head).Alarms.ShouldNotContain(each => each.Reason == PageReason.CheckInMissed);
        scene.Row("c1").CheckInBy.ShouldBe(scene.Now + Times.OnTheWay);
    }

    [Fact]
    public void Outage_OfHours_FiresEachClockOnce()
    {
        var scene = new EmergencyScene().Say("c1", OnTheWay).Outage(TimeSpan.FromHours(3));

        scene.Row("c1").Missed.ShouldBe(1);
        scene.Row("lead").Round.ShouldBe(2);
        scene.Held.Alarms.Count(each => each.Reason == PageReason.CheckInMissed).ShouldBe(1);
        scene.Held.Events.Count(each => each.What == "lead-changed").ShouldBe(1);
        PagingRules.NextAt(scene.Held).ShouldNotBeNull().ShouldBeGreaterThan(scene.Now);
    }

    [Fact]
    public void News_OfTheRequest_AreStepsOfItsTeam()
    {
        var scene = new EmergencyScene().Hear(News(2, team: [Member("c9", null), Member("v1", null, qualified: false)]));
        scene.Row("c9").Office.ShouldBe(Office.CrisisTeam);
        scene.Held.Find("v1").ShouldBeNull();

        scene.Hear(News(3, team: Member("c9", AssignmentState.Accepted))).Row("c9").AcknowledgedAt.ShouldNotBeNull();
        scene.Hear(News(4, team: Member("c9", AssignmentState.OnSite))).Row("c9").ArrivedAt.ShouldNotBeNull();

        // Older news, come late, take nothing back.
        var held = scene.Held;
        scene.Hear(News(2, team: Member("c9", null))).Held.ShouldBeSameAs(held);
        scene.Hear(News(5, team: Member("c9", AssignmentState.Completed))).Row("c9").IsOut.ShouldBeFalse();
    }

    [Fact]
    public void News_ThatItWasNotKept_OpenItAgainWithEverybodyStillWatched()
    {
        var scene = new EmergencyScene().Say("c1", Arrived).Say("c3", Arrived, Back).StandDown();
        var watch = new OnWatch(Head, Head, null, null, null, ["c4"], ["c1", "c3", "c4"]);

        var again = OpeningRules.Reopen(scene.Held, News(9, attempt: 2), Units, watch, Times, scene.Now);

        EmergencyInvariants.Hold(again);
        again.Find("c1")!.IsOut.ShouldBeTrue();
        again.Find("c3")!.OwesDebrief.ShouldBeTrue();
        again.Find("c4")!.NextAt.ShouldNotBeNull();
        again.Events.Select(each => each.Number).ShouldBe(again.Events.Select(each => each.Number).Distinct().Order());
    }

    [Fact]
    public void Unit_ThatWasNotTold_AlarmsTheLeadAndLaterTheHead()
    {
        var scene = new EmergencyScene().Say("lead", Acknowledged).Say("c1", OnTheWay).Say("c3", OnTheWay).After(Times.Unit);
        scene.Page("lead").Alarms.Select(each => each.About).ShouldBe(["police-post", "health"], ignoreOrder: true);

        scene.After(2 * Times.Repeat).Page(Head).Alarms.ShouldContain(each => each.Reason == PageReason.UnitSilent);
        scene.Apply(UnitRules.Take(scene.Held, "police-post", Acknowledged, "lead", scene.Now));
        scene.Page("lead").Alarms.ShouldHaveSingleItem().About.ShouldBe("health");
    }
}
