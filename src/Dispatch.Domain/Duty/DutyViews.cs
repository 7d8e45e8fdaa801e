using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Duty;

namespace Dispatch.Domain.Duty;

/// <summary>A roster as one person sees it. Words of a hand-over are for those two and the head.</summary>
public static class DutyViews
{
    /// <summary>Days of one view.</summary>
    public const int MostDays = 62;

    public static DutyView Of(DutyRoster roster, DutyPeople people, DutySettings settings, Actor by, DateOnly from, int days, DateTimeOffset now)
    {
        var (start, end) = (ShiftTimes.At(from, 0, people.Zone), ShiftTimes.At(from.AddDays(days), 0, people.Zone));
        var isHead = by.Role == Role.StationHead;
        var current = roster.At(now);
        return new DutyView(
            people.StationId,
            people.Zone.Id,
            people.Head,
            [.. roster.Shifts.Where(shift => shift.From < end && shift.To > start)],
            current?.Id,
            WatchPlan.Acting(roster, people, now),
            current?.Lead is { } lead && people.Find(lead) is { CrisisQualified: true } && people.IsLicensed(lead, now.AddMinutes(1)) ? lead : people.Head,
            start < now && end <= now ? [] : GapRules.Of(roster, people, settings, start > now ? start : now, end),
            [.. roster.Swaps.Where(swap => swap.State == DutyAnswer.Waiting && (isHead || swap.From == by.Account || swap.To == by.Account))],
            [.. roster.HandOvers.Where(each => isHead || each.From == by.Account || each.To == by.Account).Reverse().Take(HandOversShown)],
            people.Counsellors,
            isHead,
            roster.Version);
    }

    /// <summary>What a person has not seen, oldest first.</summary>
    public static ImmutableArray<DutyAlert> Alerts(DutyRoster roster, string account) => [.. roster.Alerts.Where(alert => alert.To == account && alert.SeenAt is null)];

    private const int HandOversShown = 20;
}
