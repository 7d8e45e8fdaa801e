using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Emergencies;
using Shouldly;
using static Dispatch.Contracts.Emergencies.PageStep;
using static Dispatch.Domain.Tests.Emergencies.EmergencyScene;

namespace Dispatch.Domain.Tests.Emergencies;

/// <summary>Competence in an emergency is that of now, not that of the call.</summary>
public sealed class CompetenceTests
{
    [Fact]
    public void Competence_KnownOnlyLater_CountsForTheTeamOfTwo()
    {
        var scene = new EmergencyScene().Say("c1", OnTheWay).Say("c2", OnTheWay);
        scene.Held.Sent.ShouldBeFalse();

        scene.Apply(NewsRules.Hear(scene.Held, Watch with { Qualified = [.. Watch.Qualified, "c2"] }, Times, scene.Now));

        scene.Held.Sent.ShouldBeTrue();
        scene.Held.TeamBy.ShouldBeNull();
    }

    [Fact]
    public void Competence_TakenAwayMeanwhile_NoLongerCounts()
    {
        var scene = new EmergencyScene().Say("c1", OnTheWay).Say("c3", OnTheWay);
        scene.Held.Sent.ShouldBeTrue();

        scene.Apply(NewsRules.Hear(scene.Held, Watch with { Team = [], Qualified = ["c4", "c5"] }, Times, scene.Now));

        scene.Held.Sent.ShouldBeFalse();
        scene.Held.TeamBy.ShouldBe(scene.Now + Times.Team);
        scene.Held.WideAt.ShouldBe(scene.Now + Times.Wide, "nobody of competence has it any more");
        scene.Row("c1").CheckInBy.ShouldNotBeNull("who is out stays watched");
        scene.Say("c1", Back).StandDown().Row("c1").IsRested.ShouldBeFalse("who went is owed a rest all the same");
    }

    [Fact]
    public void Lead_WhoseQualificationWasTakenAway_IsFollowedByAnother()
    {
        var scene = new EmergencyScene().Say("c3", Acknowledged);
        scene.Apply(LeadRules.Take(scene.Held, Of("c1"), true, Times, scene.Now));
        scene.Held.Lead.ShouldBe("c1");

        scene.Apply(NewsRules.Hear(scene.Held, Watch with { Team = [], Qualified = ["c3", "c4", "c5"] }, Times, scene.Now));

        scene.Held.Lead.ShouldBe("c3");
    }

    [Fact]
    public void Competence_OfACounsellorWhomTheStationsWatchNeverKnew_StaysAsTheRequestSaid()
    {
        var scene = new EmergencyScene().Hear(News(2, team: Member("lent", AssignmentState.EnRoute)));

        scene.Apply(NewsRules.Hear(scene.Held, Watch with { Qualified = ["c1", "c3", "c4"] }, Times, scene.Now));

        scene.Row("lent").Qualified.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Head, Role.StationHead, CheckIn, "民警来电说她平安", null)]
    [InlineData("lead", Role.Counsellor, Back, "家属来电", null)]
    [InlineData("c3", Role.Counsellor, Back, "家属来电", RefusalCode.EmergencyNotQualified)]
    [InlineData(Head, Role.StationHead, Arrived, "家属来电", RefusalCode.InputInvalid)]
    [InlineData(Head, Role.StationHead, Back, " ", RefusalCode.ReasonRequired)]
    public void Word_ForSomebodyWhoCannotBeReached_IsThatOfLeadOrHeadWithAReason(string by, Role role, PageStep step, string reason, RefusalCode? refused)
    {
        var scene = new EmergencyScene().Say("lead", Acknowledged).Say("c1", OnTheWay).After(Times.OnTheWay);
        scene.Page(Head).Alarms.ShouldContain(each => each.Reason == PageReason.CheckInMissed);

        var said = SayForRules.Take(scene.Held, new SayFor(new Actor(by, role, Station.Id), "c1", step, reason), Times, scene.Now);

        (said.Refused?.Code).ShouldBe(refused);
        if (said.Next is not null)
        {
            scene.Apply(said).Page(Head).Alarms.ShouldNotContain(each => each.Reason == PageReason.CheckInMissed);
            scene.Row("c1").IsOut.ShouldBe(step == CheckIn);
            scene.Row("c1").Said.ShouldBe(new SaidFor(scene.Now, by, step, reason));
            scene.Held.Events[^1].ShouldSatisfyAllConditions(it => it.By.ShouldBe(by), it => it.About.ShouldBe("c1"), it => it.What.ShouldEndWith("-for"));
        }
    }

    [Fact]
    public void Word_ForSomebody_IsDoneTwiceAsOnce_AndRefusedForWhoNeverWent()
    {
        var scene = new EmergencyScene().Say("c1", OnTheWay).StandDown();
        var back = new SayFor(Of(Head), "c1", Back, "家属来电");

        var once = scene.Apply(SayForRules.Take(scene.Held, back, Times, scene.Now)).Held;

        SayForRules.Take(once, back, Times, scene.Now).Next.ShouldBeSameAs(once);
        (SayForRules.Take(once, back with { Account = "c3" }, Times, scene.Now).Refused?.Code).ShouldBe(RefusalCode.EmergencyState);
        (SayForRules.Take(once, back with { Account = "nobody" }, Times, scene.Now).Refused?.Code).ShouldBe(RefusalCode.EmergencyUnknown);
        EmergencyViews.Of(once, null, new MayDo(true, true, true, true), ofTeam: false).People.ShouldAllBe(each => each.Said == null || each.Said.Reason.Length == 0);
        EndingRules.Erase(once, Contracts.Privacy.Retention.Case, scene.Now).Find("c1")!.Said!.Reason.ShouldBeEmpty();
    }
}
