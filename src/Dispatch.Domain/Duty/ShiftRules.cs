using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Duty;

namespace Dispatch.Domain.Duty;

/// <summary>Planning: what cannot be is refused, what should not be is planned all the same and stands among the gaps.</summary>
public static class ShiftRules
{
    /// <summary>Shifts in one roster; half a year of four a day has 736.</summary>
    public const int Most = 1_000;

    /// <summary>So far ahead is planned.</summary>
    public const int DaysAhead = 184;

    /// <summary>Weeks that are planned again at once.</summary>
    public const int MostWeeks = 12;

    public static Decision<DutyRoster> Plan(DutyRoster roster, PlanShift command, DutyPeople people, DateTimeOffset now)
    {
        var before = command.Id is null ? Same(roster, command) : roster.Find(command.Id);
        if (command.Id is not null && before is null)
        {
            return Unknown(command.Id);
        }

        if ((Check(command, people, now) ?? CheckPeople(command, people)) is { } refused)
        {
            return refused;
        }

        if (before is null && roster.Shifts.Length >= Most)
        {
            return new Refusal(RefusalCode.DutyFull, $"The roster holds {Most} shifts.");
        }

        var (from, to) = ShiftTimes.Span(command.Day, command.FromMinute, command.ToMinute, people.Zone);
        if (to <= from)
        {
            return new Refusal(RefusalCode.InputInvalid, "On that day the clocks skip the whole shift.", "toMinute");
        }

        if (to <= now || (before is not null && (before.To <= now || (before.From <= now && before.From != from))))
        {
            return new Refusal(RefusalCode.DutyState, "The shift is over, or has begun and keeps its start.", "day");
        }

        var planned = (before ?? new DutyShift($"s{roster.Next}", default, 0, 0, default, default, "", null, null, null)) with
        {
            Day = command.Day,
            FromMinute = command.FromMinute,
            ToMinute = command.ToMinute,
            From = from,
            To = to,
            Primary = command.Primary,
            Secondary = command.Secondary,
            Lead = command.Lead == people.Head ? null : command.Lead,
            Expert = command.Expert,
            PlannedAt = before?.From == from ? before.PlannedAt : now,
        };
        return planned == before ? roster : Keep(roster, before, planned, command.By, now);
    }

    public static Decision<DutyRoster> Drop(DutyRoster roster, DropShift command, DateTimeOffset now)
    {
        if (roster.Find(command.Id) is not { } shift)
        {
            return Unknown(command.Id);
        }

        if (shift.From <= now)
        {
            return new Refusal(RefusalCode.DutyState, $"Shift '{shift.Id}' has begun.");
        }

        var without = SwapRules.Lapse(LookSoon(roster, now) with { Shifts = roster.Shifts.Remove(shift) }, shift.Id, now);
        return PeopleOf(shift).Where(account => account != command.By.Account)
            .Aggregate(without, (next, account) => next.Tell(DutyAlertKind.ShiftChanged, account, now, shift.Id, shift.From));
    }

    /// <summary>The seven days once more, week after week. What begins on the same minute of a day already is left as it is.</summary>
    public static Decision<DutyRoster> Copy(DutyRoster roster, CopyWeek command, DutyPeople people, DateTimeOffset now)
    {
        if (!ShiftTimes.IsNear(command.From, now))
        {
            return new Refusal(RefusalCode.InputInvalid, $"A week is planned again from at most {ShiftTimes.NearDays} days away.", "from");
        }

        if (command.Weeks is < 1 or > MostWeeks)
        {
            return new Refusal(RefusalCode.InputInvalid, $"A week is planned again for 1 to {MostWeeks} weeks.", "weeks");
        }

        var week = roster.Shifts.Where(shift => shift.Day >= command.From && shift.Day < command.From.AddDays(7)).ToList();
        var next = roster;
        for (var ahead = 1; ahead <= command.Weeks; ahead++)
        {
            foreach (var shift in week)
            {
                var day = shift.Day.AddDays(7 * ahead);
                var (begins, ends) = ShiftTimes.Span(day, shift.FromMinute, shift.ToMinute, people.Zone);
                if (next.Shifts.Any(each => each.Day == day && each.FromMinute == shift.FromMinute) || ends <= now || ends <= begins)
                {
                    continue;
                }

                var plan = new PlanShift(command.By, null, day, shift.FromMinute, shift.ToMinute, shift.Primary, shift.Secondary, shift.Lead, shift.Expert);
                var planned = Plan(next, plan, people, now);
                if (planned.Refused is { } refused)
                {
                    return refused;
                }

                next = planned.Next!;
            }
        }

        return next;
    }

    /// <summary>Who has a place in it.</summary>
    public static IEnumerable<string> PeopleOf(DutyShift shift) => new[] { shift.Primary, shift.Secondary, shift.Lead, shift.Expert }.OfType<string>().Distinct();

    /// <summary>A shift that somebody began who has no place in it any more has not begun.</summary>
    internal static DutyShift Begun(DutyShift shift) => shift.BegunBy is { } worker && (worker == shift.Primary || worker == shift.Secondary)
        ? shift
        : shift with { BegunBy = null, BegunAt = null, MissingAt = null, ClimbedAt = null };

    internal static Refusal Unknown(string id) => new(RefusalCode.DutyUnknown, $"The roster has no shift '{id}'.");

    private static DutyShift? Same(DutyRoster roster, PlanShift command) => roster.Shifts.FirstOrDefault(shift =>
        shift.Day == command.Day && shift.FromMinute == command.FromMinute && shift.ToMinute == command.ToMinute && shift.Primary == command.Primary);

    /// <summary>A changed shift is told anew to whoever is in it, and begins anew when it moved or its people changed.</summary>
    private static DutyRoster Keep(DutyRoster roster, DutyShift? before, DutyShift planned, Actor by, DateTimeOffset now)
    {
        var fresh = Begun(planned);
        var moved = before is not null && before.From != planned.From;
        var looked = LookSoon(roster, now);
        var next = (before is null ? looked with { Next = roster.Next + 1 } : SwapRules.Lapse(looked, planned.Id, now)).With(fresh with { SoonAt = moved ? null : fresh.SoonAt });

        // Whoever is planned weeks ahead reads the roster; a change is told to those whom it brings in, moves or lets go.
        var told = before is null ? []
            : moved || before.To != planned.To ? PeopleOf(before).Union(PeopleOf(planned))
            : PeopleOf(before).Except(PeopleOf(planned)).Concat(PeopleOf(planned).Except(PeopleOf(before)));
        return told.Where(account => account != by.Account).Aggregate(next, (each, account) => each.Tell(DutyAlertKind.ShiftChanged, account, now, planned.Id, planned.From));
    }

    /// <summary>The plan changed: it is looked through soon.</summary>
    internal static DutyRoster LookSoon(DutyRoster roster, DateTimeOffset now) =>
        roster.LookAt <= now + DutyClock.LookSoon ? roster : roster with { LookAt = now + DutyClock.LookSoon };

    private static Refusal? Check(PlanShift command, DutyPeople people, DateTimeOffset now)
    {
        var today = ShiftTimes.DayOf(now, people.Zone);
        return command.FromMinute is < 0 or >= ShiftTimes.DayMinutes ? new Refusal(RefusalCode.InputInvalid, "A shift starts at a minute of the day.", "fromMinute")
            : command.ToMinute is < 1 or > ShiftTimes.DayMinutes ? new Refusal(RefusalCode.InputInvalid, "A shift ends at a minute of the day.", "toMinute")
            : command.Day < today.AddDays(-1) || command.Day > today.AddDays(DaysAhead)
                ? new Refusal(RefusalCode.InputInvalid, $"A shift is planned for today and up to {DaysAhead} days ahead.", "day")
            : null;
    }

    private static Refusal? CheckPeople(PlanShift command, DutyPeople people)
    {
        (DutyPart Part, string? Account)[] places =
            [(DutyPart.Primary, command.Primary), (DutyPart.Secondary, command.Secondary), (DutyPart.Lead, command.Lead), (DutyPart.Expert, command.Expert)];
        foreach (var (part, account) in places)
        {
            if (account is not null && people.Check(account, part) is { } refused)
            {
                return refused;
            }
        }

        return command.Primary == command.Secondary
            ? new Refusal(RefusalCode.DutySamePerson, $"'{command.Primary}' cannot be both counsellors of a shift.", "secondary")
            : null;
    }
}
