using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.FollowUps;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace Dispatch.Domain.Tests.FollowUps;

/// <summary>Whatever happens, every clock is done, open, overdue, or names the one in its place; and no contact is put off in silence.</summary>
public sealed class FollowUpPlanningTests
{
    [Fact]
    public void Clock_WhateverHappensInWhateverOrder_NeverVanishes() => Prop.ForAll<int[]>(acts =>
    {
        var scene = new FollowUpScene(RiskLevel.HighRisk);
        foreach (var act in acts.Take(60))
        {
            var before = scene.Schedule;
            Act(scene, act);
            Whole(before, scene);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Replan_UnlessTheLevelIsLowered_BringsNoContactLater() => Prop.ForAll<int, int, bool>((hours, level, met) =>
    {
        var scene = new FollowUpScene(RiskLevel.Serious) { Now = FollowUpScene.Start.AddHours(Of(hours, 80 * 24)) };
        var soonest = scene.Schedule.Clocks.Where(clock => clock.Left && (!met || clock.DueAt > scene.Now)).Min(clock => clock.DueAt);

        scene.Replan(Of(level, 2) == 0 ? RiskLevel.Serious : RiskLevel.HighRisk, met);

        scene.Schedule.Clocks.Where(clock => clock.Left).Min(clock => clock.DueAt).ShouldBeLessThanOrEqualTo(soonest);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Replan_WhileAContactIsOverdueAndThePersonWasNotMet_KeepsItOverdueEvenWhenLowered()
    {
        var scene = new FollowUpScene(RiskLevel.HighRisk) { Now = FollowUpScene.Start.AddHours(25) };
        scene.Tried(FollowUpScene.Owner, 1, ContactResult.Missed);

        scene.Replan(RiskLevel.General, met: false, lowered: true);

        var carried = scene.Clock(scene.Clock(1).Successor!.Value);
        carried.DueAt.ShouldBe(FollowUpScene.Start.AddHours(24));
        carried.Standing(scene.Now).ShouldBe(FollowUpStanding.Overdue);
        carried.Tries.Length.ShouldBe(1);
    }

    [Fact]
    public void Replan_WhenThePersonWasMet_IsTheOverdueContact()
    {
        var scene = new FollowUpScene(RiskLevel.HighRisk) { Now = FollowUpScene.Start.AddHours(25) };

        scene.Replan(RiskLevel.General, met: true, lowered: true);

        scene.Clock(1).Outcome.ShouldBe(FollowUpOutcome.MetAtAssessment);
        scene.Schedule.Clocks.Count(clock => clock.Left).ShouldBe(1);
        scene.Clock(2).Successor.ShouldBe(7);
    }

    [Theory]
    [InlineData("2037-03-28T20:00:00+01:00")]
    [InlineData("2037-10-24T20:00:00+02:00")]
    [InlineData("2036-02-28T23:30:00+08:00")]
    [InlineData("2036-02-29T12:00:00+08:00")]
    public void Clock_OverDaylightSavingOrALeapDay_IsDueAfterExactlyItsHours(string start)
    {
        var at = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
        var plan = FollowUpScene.Plans.Of(RiskLevel.HighRisk);

        var schedule = FollowUpPlanning.Open(FollowUpPlanning.None("c", "head"), plan, "a", "b", at);

        schedule.Clocks.Select(clock => (clock.DueAt - at).TotalHours).ShouldBe([24, 72, 168, 336, 720, 2160]);
    }

    [Fact]
    public void Fire_AfterDaysOfSilence_TellsOnceAndLooksAheadAgain() => Prop.ForAll<int[]>(waits =>
    {
        var scene = new FollowUpScene(RiskLevel.HighRisk);
        foreach (var wait in waits.Take(20))
        {
            scene.Now = scene.Now.AddMinutes(Of(wait, 60 * 24 * 40));
            var due = scene.Schedule.Clocks.Where(clock => clock.Left && clock.NextAt <= scene.Now).Select(clock => clock.Number).ToList();
            var alerts = scene.Fire();
            alerts.Select(alert => alert.Number).Distinct().ShouldBe(due);
            alerts.ShouldBeUnique();
            FollowUpOrder.NextAt(scene.Schedule)!.Value.ShouldBeGreaterThan(scene.Now);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void HandOver_OfTheCase_MovesWhatIsLeftAndNothingElse()
    {
        var scene = new FollowUpScene(RiskLevel.HighRisk) { Now = FollowUpScene.Start.AddHours(24) };
        scene.Tried(FollowUpScene.Owner, 1, ContactResult.Reached);

        var handed = FollowUpPlanning.HandOver(scene.Schedule, "c.next", "c.owner");

        handed.Find(1)!.Owner.ShouldBe("c.owner");
        handed.Clocks.Skip(1).ShouldAllBe(clock => clock.Owner == "c.next" && clock.Deputy == "c.owner");
    }

    private static void Act(FollowUpScene scene, int act)
    {
        var (what, how) = (Of(act, 7), Of(act / 7, 97));
        var number = 1 + (how % scene.Schedule.Clocks.Length);
        switch (what)
        {
            case 0:
                scene.Now = scene.Now.AddHours(how * 3);
                break;
            case 1:
                scene.Fire();
                break;
            case 2:
                scene.Replan((RiskLevel)(how % 3), met: how % 2 == 0, lowered: how % 5 == 0);
                break;
            case 3:
                scene.Schedule = FollowUpPlanning.HandOver(scene.Schedule, $"c.{how}", "c.deputy");
                break;
            case 4:
                var settle = new SettleFollowUp(FollowUpScene.Head, number, FollowUpOutcome.Unreachable, "Nobody knows where.");
                scene.Schedule = FollowUpRules.Settle(scene.Schedule, settle, scene.Now).Next ?? scene.Schedule;
                break;
            default:
                var way = how % 2 == 0 ? ContactWay.Visit : ContactWay.Call;
                scene.Schedule = scene.TryTo(FollowUpScene.Owner, number, (ContactResult)(how % 3), way).Next ?? scene.Schedule;
                break;
        }
    }

    private static void Whole(FollowUpSchedule before, FollowUpScene scene)
    {
        scene.Schedule.Clocks.Select(clock => clock.Number).ShouldBe(Enumerable.Range(1, scene.Schedule.Clocks.Length));
        scene.Schedule.Clocks.Length.ShouldBeGreaterThanOrEqualTo(before.Clocks.Length);
        foreach (var clock in scene.Schedule.Clocks)
        {
            var earlier = before.Find(clock.Number);
            (earlier is null || earlier.DueAt == clock.DueAt).ShouldBeTrue("a clock never moves");
            (earlier is null || earlier.Left || earlier == clock).ShouldBeTrue("what has ended stays as it ended");
            (clock.NextAt is not null).ShouldBe(clock.Left, "whoever is left is told of at some time");
            (clock.Outcome is null || clock.Successor is null).ShouldBeTrue("a clock ends once");
            (clock.Successor is null || clock.Successor > clock.Number).ShouldBeTrue("the successor was opened later");
            (clock.Successor is null || scene.Schedule.Find(clock.Successor.Value) is not null).ShouldBeTrue("the successor exists");
        }
    }

    private static int Of(int seed, int below) => (int)((uint)seed % (uint)below);
}
