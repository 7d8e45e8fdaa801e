using System.Collections.Immutable;
using Dispatch.Contracts.Duty;
using Dispatch.Contracts.Rosters;

namespace Dispatch.Domain.Duty;

/// <summary>What the watch is told: who is there from when to when. It needs no further word while time goes on.</summary>
public static class WatchPlan
{
    /// <summary>So far ahead the watch knows, should the roster be away.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(14);

    public static ImmutableArray<WatchShift> Of(DutyRoster roster, DutyPeople people, DateTimeOffset now) =>
        [.. roster.Shifts.Where(shift => shift.To > now && shift.From < now + Ahead).SelectMany(shift => Parts(shift, people))];

    /// <summary>Who is in charge of what nobody owns, by a licence that runs; null: nobody is planned.</summary>
    public static string? Acting(DutyRoster roster, DutyPeople people, DateTimeOffset now)
    {
        if (roster.At(now) is not { } shift)
        {
            return null;
        }

        var first = StandsIn(shift) ? shift.Secondary : shift.Primary;
        return new[] { first, shift.Primary, shift.Secondary }.FirstOrDefault(account => account is not null && people.IsLicensed(account, now.AddMinutes(1)));
    }

    /// <summary>Whether the second is in the first's place.</summary>
    public static bool StandsIn(DutyShift shift) => shift.Secondary is { } second && (shift.BegunBy == second || (shift.BegunBy is null && shift.MissingAt is not null));

    /// <summary>A shift, cut where a licence ends within it: from then on that person is not there.</summary>
    private static IEnumerable<WatchShift> Parts(DutyShift shift, DutyPeople people)
    {
        string? Licensed(string? account, DateTimeOffset until) => people.IsLicensed(account, until) ? account : null;

        var (first, second) = StandsIn(shift) ? (shift.Secondary, shift.Primary) : (shift.Primary, shift.Secondary);
        var cuts = ShiftRules.PeopleOf(shift).Select(account => people.Find(account)?.LicensedUntil).OfType<DateTimeOffset>()
            .Where(end => shift.From < end && end < shift.To).Append(shift.To).Distinct().Order();
        var from = shift.From;
        foreach (var to in cuts)
        {
            yield return new WatchShift(from, to, Licensed(first, to), Licensed(second, to), shift.Lead, Licensed(shift.Expert, to));
            from = to;
        }
    }
}
