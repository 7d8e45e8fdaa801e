using Dispatch.Contracts;
using Dispatch.Contracts.Duty;
using Dispatch.Domain.Duty;
using static Dispatch.Domain.Tests.Duty.DutyScene;

namespace Dispatch.Domain.Tests.Duty;

/// <summary>What a word about the watch brings with it, and what of it is kept.</summary>
public sealed class WatchGapsTests
{
    private static readonly DateTimeOffset Start = Now;

    private static DutyRoster Shifted => Plan(Shift(0, 8, 16, "c1", "c2"));

    [Fact]
    public void Second_WhoBeginsFirst_TellsTheFirstOnceAndIsOwedDuty()
    {
        var begun = BeginRules.Begin(Shifted, new BeginShift(Counsellor("c2"), "s1"), People, Settings, Start).Next!;

        Assert.Equal(["c1"], begun.Alerts.Where(alert => alert.Kind == DutyAlertKind.PrimaryMissing).Select(alert => alert.To));
        Assert.Equal(new DutyOwed("c2", begun.Shifts[0].To), Assert.Single(begun.Owed));
        Assert.Same(begun, BeginRules.Begin(begun, new BeginShift(Counsellor("c2"), "s1"), People, Settings, Start).Next);
        Assert.Empty(begun.Settle("c2").Owed);
    }

    [Fact]
    public void First_WhoBegins_TellsNobodyThatSomebodyIsMissing() =>
        Assert.Empty(BeginRules.Begin(Shifted, new BeginShift(Counsellor("c1"), "s1"), People, Settings, Start).Next!.Alerts);

    [Fact]
    public void Swap_Accepted_BringsTheNextLookForGapsForward()
    {
        var roster = Plan(Shift(1, 8, 16, "c1", "c2")) with { LookAt = Now.AddHours(6) };
        var asked = SwapRules.Ask(roster, new AskSwap(Counsellor("c1"), "s1", DutyPart.Primary, "c4"), People, Now).Next!;
        Assert.Equal(Now.AddHours(6), asked.LookAt);

        var given = SwapRules.Answer(asked, new AnswerColleague(Counsellor("c4"), asked.Swaps[0].Number, true), People, Now).Next!;

        Assert.Equal(Now.AddMinutes(10), given.LookAt);
    }

    [Fact]
    public void Answered_BeyondTheBound_GoOldestFirst_AndWhatWaitsStays()
    {
        var roster = DutyRoster.Empty
            .With(new DutyHandOver(1, "c1", "c2", "x", Now, DutyAnswer.Waiting, null, []))
            .With(new DutyHandOver(2, "c1", "c2", "x", Now, DutyAnswer.Accepted, Now, [new DutyItem(DutyItemKind.Chat, "r1", DutyItemState.Waiting)]))
            .With(new DutySwap(1, "s1", DutyPart.Primary, "c1", "c2", Now, DutyAnswer.Waiting, null));
        for (var number = 3; number <= DutyRoster.HandOversMost + 10; number++)
        {
            roster = roster.With(new DutyHandOver(number, "c1", "c2", "x", Now, DutyAnswer.Declined, Now, []))
                .With(new DutySwap(number, "s1", DutyPart.Primary, "c1", "c2", Now, DutyAnswer.Declined, Now));
        }

        Assert.Equal((DutyRoster.HandOversMost, DutyRoster.SwapsMost), (roster.HandOvers.Length, roster.Swaps.Length));
        Assert.Equal([1, 2], roster.HandOvers.Take(2).Select(each => each.Number));
        Assert.Equal(1, roster.Swaps[0].Number);
        Assert.Equal(DutyRoster.HandOversMost + 10, roster.HandOvers[^1].Number);
    }
}
