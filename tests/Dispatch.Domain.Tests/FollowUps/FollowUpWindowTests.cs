using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.FollowUpTasks;
using Dispatch.Domain.FollowUps;
using Dispatch.Domain.FollowUpTasks;
using Shouldly;

namespace Dispatch.Domain.Tests.FollowUps;

/// <summary>A follow-up that may be sent out may be answered at once.</summary>
public sealed class FollowUpWindowTests
{
    [Theory]
    [InlineData(1, 0.5, 0.5)]
    [InlineData(24, 12, 12)]
    [InlineData(48, 24, 24)]
    [InlineData(72, 36, 48)]
    [InlineData(2160, 1080, 2136)]
    [InlineData(0, 0, 0)]
    [InlineData(-5, 0, 0)]
    public void Window_OfAClock_OpensAtHalfItsTimeAndNotEarlierThanADayAhead(double hours, double counts, double sends)
    {
        var due = FollowUpScene.Start.AddHours(hours);

        FollowUpWindow.CountsFrom(FollowUpScene.Start, due).ShouldBe(FollowUpScene.Start.AddHours(counts));
        FollowUpWindow.SendFrom(FollowUpScene.Start, due).ShouldBe(FollowUpScene.Start.AddHours(sends));
    }

    [Theory]
    [InlineData(RiskLevel.General)]
    [InlineData(RiskLevel.Serious)]
    [InlineData(RiskLevel.HighRisk)]
    public void FollowUp_SentOutAtTheFirstMoment_CountsAtThatMoment(RiskLevel level)
    {
        var scene = new FollowUpScene(level);
        foreach (var clock in scene.Schedule.Clocks)
        {
            var first = scene.Schedule.Find(clock.Number)!.SendFrom;
            Send(scene, clock.Number, first.AddTicks(-1)).Refused!.Code.ShouldBe(RefusalCode.ClockEarly);
            Send(scene, clock.Number, first).Refused.ShouldBeNull();

            scene.Now = first;
            scene.TryTo(FollowUpScene.Owner, clock.Number, ContactResult.Reached).Refused.ShouldBeNull($"{level} {clock.Number}");
        }
    }

    private static Decision<FollowUpTask> Send(FollowUpScene scene, int number, DateTimeOffset now)
    {
        var seen = FollowUpOrder.Views(scene.Schedule, now);
        var view = new CaseView(
            "case", "case", "fucheng", null, CaseState.Open, CrisisStage.During, CareStep.Ease, [], seen[0].Level,
            new LevelView(seen[0].Level, true, true, now, 1, []), "c.owner", "c.deputy", "head", 1, 1, seen, [], [], [], [], [], [], [], [], [], null, null, true);
        return FollowUpTaskRules.Dispatch(
            null, "c", new DispatchFollowUp(FollowUpScene.Owner, "case", number, ContactWay.Call), view, new ScenePlace(null, null, null, null, "13976001234"), now);
    }
}
