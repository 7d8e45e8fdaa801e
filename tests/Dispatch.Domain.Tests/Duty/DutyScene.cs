using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Duty;
using Dispatch.Domain.Duty;

namespace Dispatch.Domain.Tests.Duty;

/// <summary>A station with five counsellors, on Monday the second of March 2026, 08:00 in Shanghai.</summary>
internal static class DutyScene
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 3, 2);
    public static readonly Actor Head = new("head", Role.StationHead, "fucheng");
    public static readonly DutySettings Settings = DutySettings.Parse(DataFiles.Text("care/duty.json"));

    public static readonly DutyPeople People = Of("Asia/Shanghai", Person("c1"), Person("c2"), Person("c3", crisis: false), Person("c4"), Person("c5"));

    public static DutyPeople Of(string zone, params DutyPerson[] people) => new("fucheng", "head", TimeZoneInfo.FindSystemTimeZoneById(zone), [.. people]);

    public static DutyPerson Person(string account, DateTimeOffset? until = null, bool crisis = true, bool onDuty = false) => new(account, until, crisis, onDuty, false);

    public static Actor Counsellor(string account) => new(account, Role.Counsellor, "fucheng");

    public static PlanShift Shift(int day, int fromHour, int toHour, string primary, string? secondary = null, string? lead = null) =>
        new(Head, null, Today.AddDays(day), fromHour * 60, toHour * 60, primary, secondary, lead, null);

    public static DutyRoster Plan(params PlanShift[] shifts) => Plan(People, shifts);

    public static DutyRoster Plan(DutyPeople people, params PlanShift[] shifts) =>
        shifts.Aggregate(DutyRoster.Empty, (roster, shift) => ShiftRules.Plan(roster, shift, people, Now).Next!);

    /// <summary>Three shifts of every day, without a gap, for so many days.</summary>
    public static DutyRoster Full(int days)
    {
        (string First, string Second)[] pairs = [("c1", "c2"), ("c3", "c4"), ("c5", "c6")];
        var people = Of("Asia/Shanghai", [.. Enumerable.Range(1, 6).Select(n => Person("c" + n))]);
        return Plan(people, [.. Enumerable.Range(1, (days * 3) + 3).Select(part =>
            Shift(part / 3, part % 3 * 8, ((part % 3) + 1) * 8, pairs[part % 3].First, pairs[part % 3].Second))]);
    }

    public static ImmutableArray<DutyGap> Gaps(DutyRoster roster, DutyPeople? people = null, int days = 2) =>
        GapRules.Of(roster, people ?? People, Settings, Now, Now.AddDays(days));
}
