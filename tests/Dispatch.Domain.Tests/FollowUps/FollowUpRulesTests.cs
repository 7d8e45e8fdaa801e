using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.FollowUps;
using Shouldly;

namespace Dispatch.Domain.Tests.FollowUps;

/// <summary>Contacts are made by those who may, missed ones climb, and only the supervisor ends a search.</summary>
public sealed class FollowUpRulesTests
{
    [Theory]
    [InlineData(Role.Counsellor, RiskLevel.General, ContactWay.Call, null)]
    [InlineData(Role.Counsellor, RiskLevel.HighRisk, ContactWay.Visit, null)]
    [InlineData(Role.StationHead, RiskLevel.HighRisk, ContactWay.Call, null)]
    [InlineData(Role.Volunteer, RiskLevel.General, ContactWay.Call, null)]
    [InlineData(Role.Volunteer, RiskLevel.General, ContactWay.Visit, RefusalCode.AccessDenied)]
    [InlineData(Role.Volunteer, RiskLevel.Serious, ContactWay.Call, RefusalCode.AccessDenied)]
    [InlineData(Role.Volunteer, RiskLevel.HighRisk, ContactWay.Call, RefusalCode.AccessDenied)]
    [InlineData(Role.Coordinator, RiskLevel.General, ContactWay.Call, RefusalCode.AccessDenied)]
    [InlineData(Role.Resident, RiskLevel.General, ContactWay.Call, RefusalCode.AccessDenied)]
    [InlineData(Role.Admin, RiskLevel.General, ContactWay.Call, RefusalCode.AccessDenied)]
    public void Try_ByARole_CountsOrIsRefused(Role role, RiskLevel level, ContactWay way, RefusalCode? refused)
    {
        var scene = new FollowUpScene(level) { Now = FollowUpScene.Start.AddDays(30) };

        var worker = role == Role.Counsellor ? FollowUpScene.Counsellor("a") : new CareWorker(new Actor("a", role, "fucheng"));
        var answer = scene.TryTo(worker, 1, ContactResult.Reached, way);

        (answer.Refused?.Code).ShouldBe(refused);
        (answer.Next is null).ShouldBe(refused is not null);
    }

    [Fact]
    public void Try_ByACounsellorWhoseLicenceEnded_IsRefused()
    {
        var scene = new FollowUpScene(RiskLevel.Serious) { Now = FollowUpScene.Start.AddDays(3) };

        scene.TryTo(FollowUpScene.Counsellor("c.owner", scene.Now), 1, ContactResult.Reached).Refused!.Code.ShouldBe(RefusalCode.LicenceLapsed);
        scene.TryTo(FollowUpScene.Counsellor("c.owner", scene.Now.AddTicks(1)), 1, ContactResult.Reached).Refused.ShouldBeNull();
    }

    [Fact]
    public void Plan_CompletedInOneAfternoon_IsRefusedAsEarly()
    {
        var scene = new FollowUpScene(RiskLevel.HighRisk) { Now = FollowUpScene.Start.AddHours(36) };
        scene.Tried(FollowUpScene.Owner, 1, ContactResult.Reached);
        scene.Tried(FollowUpScene.Owner, 2, ContactResult.Reached);

        scene.TryTo(FollowUpScene.Owner, 3, ContactResult.Reached).Refused!.Code.ShouldBe(RefusalCode.ClockEarly);
        scene.TryTo(FollowUpScene.Owner, 6, ContactResult.Reached).Refused!.Code.ShouldBe(RefusalCode.ClockEarly);
    }

    [Fact]
    public void Ladder_ThreeFailedTries_SendsSomebodyHomeAndThenAsksTheSupervisor()
    {
        var scene = new FollowUpScene(RiskLevel.HighRisk) { Now = FollowUpScene.Start.AddHours(24) };
        scene.Fire().ShouldBe([new FollowUpAlert(1, FollowUpCause.Due, "c.owner")]);

        scene.Tried(FollowUpScene.Owner, 1, ContactResult.Missed);
        scene.Tried(FollowUpScene.Owner, 1, ContactResult.Missed);
        scene.Clock(1).Rung.ShouldBe(FollowUpRung.Call);
        scene.Tried(FollowUpScene.Owner, 1, ContactResult.Missed);
        scene.Clock(1).Rung.ShouldBe(FollowUpRung.HomeCheck);
        scene.Clock(1).NextAt.ShouldBe(scene.Now.AddHours(4));

        scene.Tried(FollowUpScene.Owner, 1, ContactResult.Missed);
        scene.Clock(1).Rung.ShouldBe(FollowUpRung.HomeCheck, "a fourth call is no home check");
        scene.Tried(FollowUpScene.Owner, 1, ContactResult.Missed, ContactWay.Visit);
        scene.Clock(1).Rung.ShouldBe(FollowUpRung.Supervisor);
        scene.Fire().ShouldContain(new FollowUpAlert(1, FollowUpCause.Undecided, "head"));
        scene.Clock(1).Standing(scene.Now).ShouldBe(FollowUpStanding.Overdue);
    }

    [Fact]
    public void HomeCheck_ThatFindsThePerson_IsTheContact()
    {
        var scene = new FollowUpScene(RiskLevel.Serious) { Now = FollowUpScene.Start.AddHours(72) };
        Enumerable.Range(0, 3).ToList().ForEach(_ => scene.Tried(FollowUpScene.Owner, 1, ContactResult.Missed));

        scene.Tried(FollowUpScene.Owner, 1, ContactResult.Reached, ContactWay.Visit);

        scene.Clock(1).Outcome.ShouldBe(FollowUpOutcome.MetAtHome);
        scene.Clock(1).NextAt.ShouldBeNull();
        scene.TryTo(FollowUpScene.Owner, 1, ContactResult.Reached).Refused!.Code.ShouldBe(RefusalCode.ClockState);
    }

    [Fact]
    public void Ladder_WhenNobodyActs_TellsTheDeputyThenTheSupervisorAndNeverStops()
    {
        var scene = new FollowUpScene(RiskLevel.HighRisk) { Now = FollowUpScene.Start.AddHours(24) };
        scene.Fire().Select(alert => alert.To).ShouldBe(["c.owner"]);
        scene.Now = scene.Now.AddHours(2);
        scene.Fire().Select(alert => alert.To).ShouldBe(["c.owner", "c.deputy"]);
        scene.Now = scene.Now.AddHours(2);
        scene.Fire().Select(alert => alert.To).ShouldBe(["c.owner", "c.deputy", "head"]);
        scene.Now = scene.Now.AddHours(2);
        scene.Fire().Select(alert => alert.To).ShouldContain("head");
    }

    [Fact]
    public void HomeCheck_NotMadeInTime_GoesToTheSupervisor()
    {
        var scene = new FollowUpScene(RiskLevel.General) { Now = FollowUpScene.Start.AddDays(30) };
        Enumerable.Range(0, 3).ToList().ForEach(_ => scene.Tried(FollowUpScene.Volunteer, 1, ContactResult.Missed));
        scene.Now = scene.Clock(1).NextAt!.Value;

        scene.Fire().ShouldContain(new FollowUpAlert(1, FollowUpCause.HomeCheckMissed, "head"));
        scene.Clock(1).Rung.ShouldBe(FollowUpRung.Supervisor);
    }

    [Fact]
    public void Settle_ByAnyoneButTheSupervisorOrBeforeTheLastRung_IsRefused()
    {
        var scene = new FollowUpScene(RiskLevel.Serious) { Now = FollowUpScene.Start.AddHours(72) };
        RefusalCode? Settle(CareWorker worker, FollowUpOutcome outcome = FollowUpOutcome.Declined, string reason = "Does not want calls.", int number = 1) =>
            FollowUpRules.Settle(scene.Schedule, new SettleFollowUp(worker, number, outcome, reason), scene.Now).Refused?.Code;

        Settle(FollowUpScene.Head).ShouldBe(RefusalCode.ClockState);
        scene.Tried(FollowUpScene.Owner, 1, ContactResult.Declined);
        Settle(FollowUpScene.Owner).ShouldBe(RefusalCode.AccessDenied);
        Settle(FollowUpScene.Volunteer).ShouldBe(RefusalCode.AccessDenied);
        Settle(FollowUpScene.Head, reason: " ").ShouldBe(RefusalCode.ReasonRequired);
        Settle(FollowUpScene.Head, FollowUpOutcome.Reached).ShouldBe(RefusalCode.InputInvalid);
        Settle(FollowUpScene.Head, number: 99).ShouldBe(RefusalCode.ClockUnknown);
        Settle(FollowUpScene.Head).ShouldBeNull();
    }

    [Fact]
    public void Sort_OverdueClocks_LeadTheBoardGravestFirst()
    {
        var high = new FollowUpScene(RiskLevel.HighRisk);
        var general = new FollowUpScene(RiskLevel.General);
        var now = FollowUpScene.Start.AddDays(31);

        var sorted = FollowUpOrder.Sort(FollowUpOrder.Views(general.Schedule, now).Concat(FollowUpOrder.Views(high.Schedule, now))).ToList();

        sorted.Select(view => (view.Level, view.Number, view.Standing)).Take(7).ShouldBe(
        [
            (RiskLevel.HighRisk, 1, FollowUpStanding.Overdue),
            (RiskLevel.HighRisk, 2, FollowUpStanding.Overdue),
            (RiskLevel.HighRisk, 3, FollowUpStanding.Overdue),
            (RiskLevel.HighRisk, 4, FollowUpStanding.Overdue),
            (RiskLevel.HighRisk, 5, FollowUpStanding.Overdue),
            (RiskLevel.General, 1, FollowUpStanding.Overdue),
            (RiskLevel.HighRisk, 6, FollowUpStanding.Open),
        ]);
    }
}
