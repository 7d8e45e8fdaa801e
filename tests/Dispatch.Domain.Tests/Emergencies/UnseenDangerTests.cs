using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Domain.Emergencies;
using Shouldly;
using static Dispatch.Contracts.Emergencies.PageStep;
using static Dispatch.Domain.Tests.Emergencies.EmergencyScene;

namespace Dispatch.Domain.Tests.Emergencies;

/// <summary>An end answers no danger that nobody has read.</summary>
public sealed class UnseenDangerTests
{
    private static readonly StandDown End = new(Of(Head), Outcome.NoDanger, "平安");

    [Fact]
    public void StandDown_InTheSecondOfANewDanger_IsRefusedUntilSomebodySeesToIt()
    {
        var scene = new EmergencyScene().Say("lead", Acknowledged).Hear(News(2, dangers: 2));

        (LeadRules.StandDown(scene.Held, End, false, Times, scene.Now).Refused?.Code).ShouldBe(RefusalCode.EmergencyDangerUnseen);
        (LeadRules.StandDown(scene.Held, End with { By = Of("c1") }, true, Times, scene.Now).Refused?.Code).ShouldBe(RefusalCode.EmergencyDangerUnseen);

        scene.Apply(PageStepRules.AnswerAlarm(scene.Held, new AnswerAlarm(Of(Head), Danger(scene).Number), false, scene.Now)).StandDown();
        scene.Held.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void StandDown_ByAPageOfTheEpisodeBefore_WaitsForTheDangerThatOpenedItAgain()
    {
        var scene = new EmergencyScene().Say("lead", Acknowledged).StandDown().Reopen(News(2, dangers: 2));

        (LeadRules.StandDown(scene.Held, End, false, Times, scene.Now).Refused?.Code).ShouldBe(RefusalCode.EmergencyDangerUnseen);
        scene.Page(Head).Alarms.ShouldContain(each => each.Reason == PageReason.Danger);
    }

    [Fact]
    public void StandDown_AfterItWasNotKept_NeedsNoAnswerToADanger()
    {
        var scene = new EmergencyScene().Say("lead", Acknowledged).StandDown().Reopen(News(2, attempt: 2));

        scene.Held.Alarms.ShouldBeEmpty();
        scene.StandDown().Held.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void Answer_OfTheDangerBefore_IsNoneToTheNext()
    {
        var scene = new EmergencyScene().Say("lead", Acknowledged).Hear(News(2, dangers: 2));
        var first = Danger(scene).Number;
        scene.Hear(News(3, dangers: 3));

        (PageStepRules.AnswerAlarm(scene.Held, new AnswerAlarm(Of(Head), first), false, scene.Now).Refused?.Code).ShouldBe(RefusalCode.EntryUnknown);
        LeadRules.StandDown(scene.Held, End, false, Times, scene.Now).Refused.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("somebody", Role.Coordinator, false, RefusalCode.EmergencyNotQualified)]
    [InlineData("somebody", Role.Counsellor, false, RefusalCode.EmergencyNotQualified)]
    [InlineData("somebody", Role.Counsellor, true, null)]
    [InlineData("somebody", Role.StationHead, false, null)]
    [InlineData("c2", Role.Counsellor, false, null)]
    [InlineData("lead", Role.Coordinator, false, null)]
    public void Alarm_AnsweredByARole_IsForWhoAnswersForItOrWasCalled(string account, Role role, bool qualified, RefusalCode? refused)
    {
        var scene = new EmergencyScene().Say("lead", Acknowledged).Hear(News(2, dangers: 2));

        var answered = PageStepRules.AnswerAlarm(scene.Held, new AnswerAlarm(new Actor(account, role, Station.Id), Danger(scene).Number), qualified, scene.Now);

        (answered.Refused?.Code).ShouldBe(refused);
    }

    private static Alarm Danger(EmergencyScene scene) => scene.Held.Alarms.Single(each => each.Reason == PageReason.Danger);
}
