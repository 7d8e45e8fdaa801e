using Dispatch.Contracts;
using Dispatch.Contracts.Duty;
using Dispatch.Domain.Duty;
using static Dispatch.Domain.Tests.Duty.DutyScene;

namespace Dispatch.Domain.Tests.Duty;

public class ShiftRulesTests
{
    public static TheoryData<PlanShift, RefusalCode> Wrong() => new()
    {
        { Shift(0, 9, 17, "nobody", "c2"), RefusalCode.DutyPerson },
        { Shift(0, 9, 17, "c1", "c1"), RefusalCode.DutySamePerson },
        { Shift(0, 9, 17, "c1", "c2", lead: "c3"), RefusalCode.DutyPerson },
        { Shift(-1, 0, 8, "c1", "c2"), RefusalCode.DutyState },
        { Shift(185, 0, 8, "c1", "c2"), RefusalCode.InputInvalid },
        { Shift(0, 24, 8, "c1", "c2"), RefusalCode.InputInvalid },
        { Shift(0, 8, 25, "c1", "c2"), RefusalCode.InputInvalid },
        { Shift(0, 9, 17, "c1", "c2") with { Id = "s9" }, RefusalCode.DutyUnknown },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Shift_ThatCannotBe_IsRefused(PlanShift command, RefusalCode code) =>
        Assert.Equal(code, ShiftRules.Plan(DutyRoster.Empty, command, People, Now).Refused!.Code);

    [Fact]
    public void Shift_PlannedTwice_StandsOnce()
    {
        var roster = Plan(Shift(1, 8, 16, "c1", "c2"));

        Assert.Same(roster, ShiftRules.Plan(roster, Shift(1, 8, 16, "c1", "c2"), People, Now).Next);
    }

    [Fact]
    public void Change_OfPeople_TellsWhoComesAndWhoGoes()
    {
        var roster = Plan(Shift(1, 8, 16, "c1", "c2"));

        var changed = ShiftRules.Plan(roster, Shift(1, 8, 16, "c4", "c2") with { Id = roster.Shifts[0].Id }, People, Now).Next!;

        Assert.Equal("c4", Assert.Single(changed.Shifts).Primary);
        Assert.Equal(["c1", "c4"], changed.Alerts.Where(alert => alert.Kind == DutyAlertKind.ShiftChanged).Select(alert => alert.To).Order());
    }

    [Fact]
    public void Week_CopiedForThreeWeeks_IsThereFourTimesAndOnlyOnceWhenAskedAgain()
    {
        var roster = Plan([.. Enumerable.Range(0, 7).Select(day => Shift(day, 10, 18, "c1", "c2"))]);

        var copied = ShiftRules.Copy(roster, new CopyWeek(Head, Today, 3), People, Now).Next!;

        Assert.Equal(28, copied.Shifts.Length);
        Assert.Same(copied, ShiftRules.Copy(copied, new CopyWeek(Head, Today, 3), People, Now).Next);
    }

    [Fact]
    public void Shift_ThatHasBegun_IsNotTakenOut()
    {
        var roster = Plan(Shift(0, 8, 16, "c1", "c2"));

        Assert.Equal(RefusalCode.DutyState, ShiftRules.Drop(roster, new DropShift(Head, roster.Shifts[0].Id), Now).Refused!.Code);
        Assert.Empty(ShiftRules.Drop(Plan(Shift(1, 8, 16, "c1", "c2")), new DropShift(Head, "s1"), Now).Next!.Shifts);
    }

    [Fact]
    public void Swap_Accepted_GivesThePlaceAndEndsOtherWishes()
    {
        var roster = Plan(Shift(1, 8, 16, "c1", "c2"));
        var asked = SwapRules.Ask(roster, new AskSwap(Counsellor("c1"), "s1", DutyPart.Primary, "c4"), People, Now).Next!;
        asked = SwapRules.Ask(asked, new AskSwap(Counsellor("c1"), "s1", DutyPart.Primary, "c5"), People, Now).Next!;
        Assert.Equal("c1", asked.Shifts[0].Primary);

        var given = SwapRules.Answer(asked, new AnswerColleague(Counsellor("c5"), asked.Swaps[1].Number, true), People, Now).Next!;

        Assert.Equal("c5", given.Shifts[0].Primary);
        Assert.Equal([DutyAnswer.Lapsed, DutyAnswer.Accepted], given.Swaps.Select(swap => swap.State));
        Assert.Equal(RefusalCode.DutyState, SwapRules.Answer(given, new AnswerColleague(Counsellor("c4"), asked.Swaps[0].Number, true), People, Now).Refused!.Code);
    }

    [Theory]
    [InlineData("c2", "c2", RefusalCode.DutyUnknown)]
    [InlineData("c1", "c2", RefusalCode.DutySamePerson)]
    [InlineData("c1", "nobody", RefusalCode.DutyPerson)]
    public void Swap_ThatCannotBe_IsRefused(string by, string to, RefusalCode code) =>
        Assert.Equal(code, SwapRules.Ask(Plan(Shift(1, 8, 16, "c1", "c2")), new AskSwap(Counsellor(by), "s1", DutyPart.Primary, to), People, Now).Refused!.Code);

    [Fact]
    public void Swap_AfterTheGiverSaidItIsAtWork_WaitsForWhoeverHasThePlaceNow()
    {
        var start = Now.AddHours(4);
        var begun = BeginRules.Begin(Plan(Shift(0, 12, 20, "c1", "c2")), new BeginShift(Counsellor("c1"), "s1"), People, Settings, start.AddMinutes(-50)).Next!;
        var asked = SwapRules.Ask(begun, new AskSwap(Counsellor("c1"), "s1", DutyPart.Primary, "c4"), People, start.AddMinutes(-40)).Next!;

        var given = SwapRules.Answer(asked, new AnswerColleague(Counsellor("c4"), asked.Swaps[0].Number, true), People, start.AddMinutes(-30)).Next!;

        Assert.Null(given.Shifts[0].BegunBy);
        Assert.Contains(DutyClock.Fire(given, People, Settings, start.AddMinutes(10)).Alerts, alert => alert.Kind == DutyAlertKind.NobodyBegan);
    }

    [Fact]
    public void Shift_ThatTheClocksSkipWhole_IsRefusedAndNotCopied()
    {
        var people = Of("Europe/Berlin", Person("c1"), Person("c2"));
        var night = new PlanShift(Head, null, new DateOnly(2026, 3, 22), 130, 160, "c1", "c2", null, null);

        Assert.Equal(RefusalCode.InputInvalid, ShiftRules.Plan(DutyRoster.Empty, night with { Day = new DateOnly(2026, 3, 29) }, people, Now).Refused!.Code);
        var copied = ShiftRules.Copy(Plan(people, night), new CopyWeek(Head, new DateOnly(2026, 3, 16), 2), people, Now).Next!;
        Assert.Equal([new DateOnly(2026, 3, 22), new DateOnly(2026, 4, 5)], copied.Shifts.Select(shift => shift.Day));
    }

    [Fact]
    public void Week_FarFromToday_IsRefused() => Assert.All([DateOnly.MinValue, DateOnly.MaxValue], day =>
        Assert.Equal(RefusalCode.InputInvalid, ShiftRules.Copy(DutyRoster.Empty, new CopyWeek(Head, day, 1), People, Now).Refused!.Code));

    [Fact]
    public void Swap_NotAccepted_LeavesEverythingAsItWas()
    {
        var asked = SwapRules.Ask(Plan(Shift(1, 8, 16, "c1", "c2")), new AskSwap(Counsellor("c1"), "s1", DutyPart.Primary, "c4"), People, Now).Next!;

        var declined = SwapRules.Answer(asked, new AnswerColleague(Counsellor("c4"), asked.Swaps[0].Number, false), People, Now).Next!;

        Assert.Equal("c1", declined.Shifts[0].Primary);
        Assert.Contains(declined.Alerts, alert => alert is { Kind: DutyAlertKind.SwapAnswered, To: "c1" });
    }
}
