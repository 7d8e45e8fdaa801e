using Dispatch.Contracts.Duty;
using Dispatch.Domain.Duty;
using static Dispatch.Domain.Tests.Duty.DutyScene;

namespace Dispatch.Domain.Tests.Duty;

public class GapRulesTests
{
    [Fact]
    public void Week_FullyPlanned_HasNoGap()
    {
        var people = Of("Asia/Shanghai", [.. Enumerable.Range(1, 6).Select(n => Person("c" + n))]);

        Assert.Empty(Gaps(Full(7), people, 7));
    }

    [Fact]
    public void Minute_WithoutAFirstCounsellor_IsAGapOfThatMinute()
    {
        var roster = Plan(Shift(0, 8, 12, "c1", "c2"), new PlanShift(Head, null, Today, (12 * 60) + 1, 1_440, "c4", "c5", null, null));

        var gap = Assert.Single(Gaps(roster), each => each.Kind == DutyGapKind.NoPrimary && each.From < Now.AddHours(10));

        Assert.Equal((Now.AddHours(4), Now.AddHours(4).AddMinutes(1)), (gap.From, gap.To));
    }

    [Fact]
    public void Shift_WithoutASecond_IsAGapOfTheSecondAlone()
    {
        var roster = Plan(Shift(0, 8, 24, "c1"));

        Assert.DoesNotContain(Gaps(roster), gap => gap.Kind == DutyGapKind.NoPrimary && gap.From < Now.AddHours(16));
        Assert.Contains(Gaps(roster), gap => gap.Kind == DutyGapKind.NoSecondary && gap.From == Now);
    }

    [Fact]
    public void Licence_ThatEndsWithinAShift_LeavesTheRestUncoveredAndIsNamed()
    {
        var end = Now.AddHours(6);
        var people = Of("Asia/Shanghai", Person("c1", end), Person("c2"));
        var roster = Plan(people, Shift(0, 8, 16, "c1", "c2"));

        var gaps = GapRules.Of(roster, people, Settings, Now, Now.AddHours(8));

        Assert.Equal(
            [(DutyGapKind.NoPrimary, end, Now.AddHours(8), (string?)null), (DutyGapKind.LicenceEnds, end, Now.AddHours(8), "c1")],
            gaps.Select(gap => (gap.Kind, gap.From, gap.To, gap.Account)));
    }

    [Fact]
    public void Licence_ThatEndsWithTheShift_IsEnough() =>
        Assert.Empty(GapRules.Of(
            Plan(Of("Asia/Shanghai", Person("c1", Now.AddHours(8)), Person("c2")), Shift(0, 8, 16, "c1", "c2")),
            Of("Asia/Shanghai", Person("c1", Now.AddHours(8)), Person("c2")), Settings, Now, Now.AddHours(8)));

    [Fact]
    public void Person_InTwoShiftsAtOnce_IsNamedForTheHoursOfBoth()
    {
        var gap = Assert.Single(Gaps(Plan(Shift(0, 8, 16, "c1", "c2"), Shift(0, 14, 24, "c4", "c1"))), each => each.Kind == DutyGapKind.Twice);

        Assert.Equal(("c1", Now.AddHours(6), Now.AddHours(8)), (gap.Account, gap.From, gap.To));
    }

    [Theory]
    [InlineData(23, true)]
    [InlineData(24, false)]
    public void Rest_BetweenTwoShifts_IsLongEnoughOrNamed(int from, bool isShort) =>
        Assert.Equal(isShort, Gaps(Plan(Shift(0, 8, 16, "c1", "c2"), Shift(from / 24, from % 24, (from % 24) + 1, "c1", "c4")))
            .Any(gap => gap is { Kind: DutyGapKind.RestShort, Account: "c1" }));

    [Fact]
    public void Counsellor_WhoLeftTheStation_CoversNothing()
    {
        var roster = Plan(Shift(0, 8, 16, "c1", "c2"));

        Assert.Contains(
            GapRules.Of(roster, Of("Asia/Shanghai", Person("c2")), Settings, Now, Now.AddHours(8)),
            gap => gap.Kind == DutyGapKind.NoPrimary && gap.From == Now && gap.To == Now.AddHours(8));
    }
}
