using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Rosters;
using Dispatch.Domain.Emergencies;
using Shouldly;
using static Dispatch.Contracts.Emergencies.PageStep;
using static Dispatch.Domain.Tests.Emergencies.EmergencyScene;

namespace Dispatch.Domain.Tests.Emergencies;

/// <summary>What others tell an emergency takes back nothing that people said on their pages, and lets nobody be forgotten.</summary>
public sealed class NewsRulesTests
{
    [Fact]
    public void Snapshot_RepeatedAfterSomebodyCannot_DoesNotMakeThemHaveIt()
    {
        var scene = new EmergencyScene().Hear(News(2, team: Member("c3", AssignmentState.Accepted)));
        scene.Row("c3").AcknowledgedAt.ShouldNotBeNull();

        scene.Say("c3", Cannot).Hear(News(3, team: Member("c3", AssignmentState.Accepted)));

        scene.Row("c3").ShouldSatisfyAllConditions(row => row.AcknowledgedAt.ShouldBeNull(), row => row.CannotAt.ShouldNotBeNull());
        scene.Hear(News(4, team: Member("c3", AssignmentState.Accepted, offer: "o2"))).Row("c3").AcknowledgedAt.ShouldNotBeNull("another offer was accepted");
    }

    [Fact]
    public void Snapshot_OfACompletedTask_EndsNoCheckInOfASecondWay()
    {
        var scene = new EmergencyScene().Hear(News(2, team: Member("c3", AssignmentState.OnSite))).Hear(News(3, team: Member("c3", AssignmentState.Completed)));
        scene.Row("c3").IsOut.ShouldBeFalse();

        scene.Say("c3", OnTheWay).Hear(News(4, team: Member("c3", AssignmentState.Completed)));

        scene.Row("c3").CheckInBy.ShouldNotBeNull();
    }

    [Fact]
    public void Acceptance_OfBeforeItWasAnEmergency_IsNoWordThatSomebodyHasIt()
    {
        var held = OpeningRules.Open(News(1, team: [Member("c9", AssignmentState.Accepted), Member("c8", AssignmentState.OnSite)]), Units, Watch, Times, Noon);

        EmergencyInvariants.Hold(held);
        held.Find("c9")!.ShouldSatisfyAllConditions(row => row.AcknowledgedAt.ShouldBeNull(), row => row.NextAt.ShouldNotBeNull());
        held.Find("c8")!.IsOut.ShouldBeTrue();
    }

    [Fact]
    public void NotKept_WhileItRuns_CallsEverybodyOnceMore_AndOpensNothingFalselyAfterTheEnd()
    {
        var scene = new EmergencyScene().Say("lead", Acknowledged).Say("c1", Arrived).Say("c3", Arrived).After(TimeSpan.FromMinutes(1));

        scene.Hear(News(5, attempt: 2));

        scene.Page("lead").Rings.ShouldBeTrue();
        scene.Row("c1").IsOut.ShouldBeTrue();
        scene.Held.WideAt.ShouldBeNull("two of competence are there");
        OpeningRules.Wants(scene.StandDown().Held, News(6, attempt: 2)).ShouldBeFalse();
        OpeningRules.Wants(scene.Held, News(7, attempt: 3)).ShouldBeTrue();
    }

    [Fact]
    public void Danger_SpokenOfAgainWhileItRuns_RingsWithLeadAndHeadUntilOneSeesToIt()
    {
        var scene = new EmergencyScene().Say("lead", Acknowledged).Say("c1", OnTheWay).Say("c3", OnTheWay).Hear(News(2, dangers: 2));

        var alarm = scene.Page("lead").Alarms.ShouldHaveSingleItem();
        alarm.Reason.ShouldBe(PageReason.Danger);
        scene.Page(Head).Rings.ShouldBeTrue();
        scene.Apply(PageStepRules.AnswerAlarm(scene.Held, new AnswerAlarm(Of("lead"), alarm.Number), false, scene.Now)).Page("lead").Rings.ShouldBeFalse();
        scene.Hear(News(3, dangers: 2)).Page("lead").Rings.ShouldBeFalse();
        scene.Hear(News(4, dangers: 3)).Page("lead").Rings.ShouldBeTrue();
    }

    [Fact]
    public void Reopening_KeepsWhatIsOwedAndNothingElse()
    {
        var scene = new EmergencyScene().Say("c1", Arrived).Say("c3", Arrived, Back).Say("lead", Acknowledged).StandDown().After(TimeSpan.FromMinutes(5));
        var due = scene.Row("c3").DebriefBy;

        scene.Reopen(News(9, dangers: 2));

        scene.Row("c1").ShouldSatisfyAllConditions(row => row.IsOut.ShouldBeTrue(), row => row.NextAt.ShouldNotBeNull(), row => row.AcknowledgedAt.ShouldBeNull());
        scene.Row("c3").ShouldSatisfyAllConditions(row => row.Went.ShouldBeFalse(), row => row.OwesDebrief.ShouldBeTrue(), row => row.DebriefBy.ShouldBe(due));
        scene.Row("lead").ShouldSatisfyAllConditions(row => row.AcknowledgedAt.ShouldBeNull(), row => row.DebriefBy.ShouldBeNull());

        // A debrief that is held meanwhile answers no page.
        scene.Apply(PageStepRules.Debrief(scene.Held, new RecordDebrief(Of(Head), "c3", null), scene.Now));
        scene.Row("c3").NextAt.ShouldNotBeNull();
        scene.SeeToDanger().StandDown().Row("c3").OwesDebrief.ShouldBeFalse("who did not go again owes no second one");
    }

    [Fact]
    public void Reopening_WithSomebodyWhoOnlyOwesADebrief_CanStillCallThatPerson()
    {
        var scene = new EmergencyScene().Say("c1", Arrived, Back).Say("lead", Acknowledged).StandDown().After(TimeSpan.FromMinutes(5));
        scene.Reopen(News(9, dangers: 2), Watch with { Primary = null, Team = ["c3"], Qualified = ["c1", "c3"] });
        scene.Row("c1").NextAt.ShouldBeNull("only c3 is on duty");

        scene.After(Times.Wide).Row("c1").NextAt.ShouldNotBeNull();

        scene.Row("c1").OwesDebrief.ShouldBeTrue();
    }

    [Fact]
    public void Task_ThatSomebodySetsOutToASecondTime_IsWatchedAgain()
    {
        var scene = new EmergencyScene().Hear(News(2, team: Member("c3", AssignmentState.EnRoute))).Say("c3", Back);

        scene.Hear(News(3, team: Member("c3", AssignmentState.Accepted, offer: "o2"))).Hear(News(4, team: Member("c3", AssignmentState.EnRoute, offer: "o2")));

        scene.Row("c3").ShouldSatisfyAllConditions(row => row.IsOut.ShouldBeTrue(), row => row.CheckInBy.ShouldNotBeNull());
    }

    [Fact]
    public void Task_CompletedAfterTheEnd_SaysThatWhoeverWentIsBack()
    {
        var scene = new EmergencyScene().Hear(News(2, team: Member("c3", AssignmentState.OnSite))).StandDown();
        scene.Row("c3").IsOut.ShouldBeTrue();

        scene.Hear(News(3, team: Member("c3", AssignmentState.Completed)));

        scene.Row("c3").IsOut.ShouldBeFalse();
        scene.Held.IsSettled.ShouldBeTrue();
    }

    [Fact]
    public void Danger_WhileThatOfBeforeStillRings_IsNotAnsweredWithIt()
    {
        var scene = new EmergencyScene().Say("lead", Acknowledged).Hear(News(2, dangers: 2));
        var first = scene.Page("lead").Alarms.Single(each => each.Reason == PageReason.Danger);

        scene.Hear(News(3, dangers: 3));

        PageStepRules.AnswerAlarm(scene.Held, new AnswerAlarm(Of("lead"), first.Number), false, scene.Now).Refused.ShouldNotBeNull();
        scene.Page("lead").Alarms.ShouldContain(each => each.Reason == PageReason.Danger);
    }

    [Fact]
    public void Silence_OfEverybodyOfCompetence_CallsFurtherAgainAndAgain_WithWhoeverIsThereByThen()
    {
        var scene = new EmergencyScene().Say("lead", Acknowledged).After(Times.Wide);
        scene.Held.WideAt.ShouldBe(scene.Now + Times.Wide);
        scene.Held.Find("c9").ShouldBeNull();

        // Who is not of competence does not end the silence.
        scene.Say("c2", Acknowledged).Page("lead").Alarms.ShouldContain(each => each.Reason == PageReason.Silence);
        scene.Apply(NewsRules.Hear(scene.Held, Watch with { Qualified = ["c1", "c9"] }, Times, scene.Now)).After(Times.Wide);

        scene.Row("c9").Office.ShouldBe(Office.Called);
        scene.Say("c9", Acknowledged).Page("lead").Alarms.ShouldNotContain(each => each.Reason == PageReason.Silence);
        scene.Held.WideAt.ShouldBeNull();
        scene.Say("c9", Cannot).Held.WideAt.ShouldBe(scene.Now + Times.Wide);
    }

    [Fact]
    public void Watch_ThatChangesWhileNoTeamIsSent_CallsWhoComesOnDuty()
    {
        var scene = new EmergencyScene();
        scene.Apply(NewsRules.Hear(scene.Held, Watch with { Team = ["c1", "c3", "c6"] }, Times, scene.Now)).Row("c6").Office.ShouldBe(Office.CrisisTeam);

        scene.Say("c1", OnTheWay).Say("c3", OnTheWay);
        scene.Apply(NewsRules.Hear(scene.Held, Watch with { Team = ["c7"] }, Times, scene.Now)).Held.Find("c7").ShouldBeNull();
        var held = scene.Held;
        scene.Apply(NewsRules.Hear(held, Watch with { Team = ["c7"] }, Times, scene.Now)).Held.ShouldBeSameAs(held);
    }

    [Fact]
    public void Opening_WithoutARoster_CallsTheOwnerAloneAndPassesTheNameOnOnceOneAnswers()
    {
        var held = OpeningRules.Open(News(1), Units, OpeningRules.Alone(News(1)), Times, Noon) with { WatchMissing = true, Version = 1 };
        EmergencyInvariants.Hold(held);
        held.Lead.ShouldBe("coordinator.zhuoda");

        var known = NewsRules.Hear(held, Watch, Times, Noon);

        EmergencyInvariants.Hold(held, known);
        (known.Lead, known.Head).ShouldBe(("lead", Head));
        known.People.Select(each => each.Account).ShouldBe(["coordinator.zhuoda", "lead", "c1", "c2", "expert", "c3"]);
    }

    [Fact]
    public void Place_AfterTheEnd_StaysWithWhoeverIsStillOut()
    {
        var scene = new EmergencyScene().Say("c1", Arrived).Say("c3", Arrived, Back).StandDown();

        EmergencyViews.SeesPlace(scene.Held, scene.Row("c1")).ShouldBeTrue();
        EmergencyViews.SeesPlace(scene.Held, scene.Row("c3")).ShouldBeFalse();
        scene.Held.IsSettled.ShouldBeFalse();
        scene.Say("c1", Back).Held.IsSettled.ShouldBeTrue();
    }

    [Fact]
    public void Reason_OfTheStandDown_IsReadByTheTeamAlone()
    {
        var held = new EmergencyScene().StandDown().Held;

        EmergencyViews.Of(held, null, new MayDo(true, true, true, true), ofTeam: true).End!.Reason.ShouldNotBeEmpty();
        EmergencyViews.Of(held, null, new MayDo(true, false, true, false), ofTeam: false).End!.Reason.ShouldBeEmpty();
    }

    [Fact]
    public void Erasure_TakesWordsFirst_AndEveryNameWithWhatIsLeftOfTheService()
    {
        var scene = new EmergencyScene().Say("c1", Arrived, Back).StandDown();

        var words = EndingRules.Erase(scene.Held, Retention.Case, scene.Now);
        words.End!.Reason.ShouldBeEmpty();
        words.People.ShouldNotBeEmpty();
        var bare = EndingRules.Erase(words, Retention.Service, scene.Now);

        EmergencyInvariants.Hold(words, bare);
        (bare.People.Length, bare.Events.Length, bare.Lead, bare.End!.By).ShouldBe((0, 0, "", ""));
        OpeningRules.Wants(bare, News(99, dangers: 1)).ShouldBeFalse();
        OpeningRules.Wants(bare, News(99, dangers: 2)).ShouldBeTrue();
    }
}
