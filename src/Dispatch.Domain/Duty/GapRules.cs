using System.Collections.Immutable;
using Dispatch.Contracts.Duty;

namespace Dispatch.Domain.Duty;

/// <summary>What is wrong with a plan between two moments: every minute is looked at, by going from one border of a shift or licence to the next.</summary>
public static class GapRules
{
    /// <summary>All gaps, by their beginning.</summary>
    public static ImmutableArray<DutyGap> Of(DutyRoster roster, DutyPeople people, DutySettings settings, DateTimeOffset from, DateTimeOffset until)
    {
        var shifts = roster.Shifts.Where(shift => shift.From < until && shift.To > from).ToList();
        return
        [
            .. Uncovered(shifts, people, DutyGapKind.NoPrimary, shift => shift.Primary, from, until)
                .Concat(Uncovered(shifts, people, DutyGapKind.NoSecondary, shift => shift.Secondary, from, until))
                .Concat(Personal(roster, people, settings).Where(gap => gap.From < until && gap.To > from))
                .OrderBy(gap => gap.From).ThenBy(gap => gap.Kind).ThenBy(gap => gap.Account, StringComparer.Ordinal),
        ];
    }

    /// <summary>Spans in which no shift has a licensed person in a place.</summary>
    private static IEnumerable<DutyGap> Uncovered(
        List<DutyShift> shifts, DutyPeople people, DutyGapKind kind, Func<DutyShift, string?> place, DateTimeOffset from, DateTimeOffset until)
    {
        var covered = shifts.Select(shift => (shift.From, To: End(shift, people.Find(place(shift))))).Where(span => span.To > span.From).OrderBy(span => span.From);
        var reached = from;
        foreach (var (start, end) in covered)
        {
            if (start > reached)
            {
                yield return new DutyGap(kind, reached, start, null);
            }

            reached = end > reached ? end : reached;
        }

        if (reached < until)
        {
            yield return new DutyGap(kind, reached, until, null);
        }
    }

    /// <summary>Until when a person covers a shift: nobody does not, and a licence may end within it.</summary>
    private static DateTimeOffset End(DutyShift shift, DutyPerson? person) =>
        person is null ? shift.From : person.LicensedUntil is { } licence && licence < shift.To ? licence : shift.To;

    private static IEnumerable<DutyGap> Personal(DutyRoster roster, DutyPeople people, DutySettings settings)
    {
        var places = roster.Shifts.SelectMany(shift => new[] { shift.Primary, shift.Secondary }.OfType<string>().Select(account => (Account: account, Shift: shift)));
        foreach (var own in places.GroupBy(place => place.Account, place => place.Shift, StringComparer.Ordinal))
        {
            DutyShift? before = null;
            foreach (var shift in own.OrderBy(shift => shift.From))
            {
                if (people.Find(own.Key) is { LicensedUntil: { } licence } && licence < shift.To)
                {
                    yield return new DutyGap(DutyGapKind.LicenceEnds, licence > shift.From ? licence : shift.From, shift.To, own.Key);
                }

                if (before is not null && shift.From < before.To)
                {
                    yield return new DutyGap(DutyGapKind.Twice, shift.From, shift.To < before.To ? shift.To : before.To, own.Key);
                }
                else if (before is not null && shift.From - before.To < settings.Rest)
                {
                    yield return new DutyGap(DutyGapKind.RestShort, before.To, before.To + settings.Rest, own.Key);
                }

                before = before is null || shift.To > before.To ? shift : before;
            }
        }
    }
}
