using Dispatch.Contracts;
using Dispatch.Contracts.Duty;

namespace Dispatch.Domain.Duty;

/// <summary>What the time does to a roster: it tells who starts soon, lets the second stand in, climbs to the head, and looks for gaps.</summary>
public static class DutyClock
{
    /// <summary>The plan is looked through at least this often, for licences change without it.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(6);

    /// <summary>After a change of the plan it is looked through, once whoever plans has had the time to go on.</summary>
    internal static readonly TimeSpan LookSoon = TimeSpan.FromMinutes(10);

    /// <summary>A gap that stands is told again.</summary>
    private static readonly TimeSpan TellAgain = TimeSpan.FromDays(1);

    /// <summary>What is over is kept for so long.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromDays(60);

    /// <summary>A hand-over that nobody answered for so long lapses; ours. What was to be handed over is no longer what it was.</summary>
    internal static readonly TimeSpan Unanswered = TimeSpan.FromHours(12);

    private static readonly TimeSpan KeepAlerts = TimeSpan.FromDays(14);

    /// <summary>When something is due next; null: never, since nothing is planned.</summary>
    public static DateTimeOffset? NextAt(DutyRoster roster, DutySettings settings, DateTimeOffset now)
    {
        var moments = roster.Shifts.Where(shift => shift.To > now)
            .SelectMany(shift => Steps(shift, settings))
            .Concat(roster.HandOvers.Where(each => each.State == DutyAnswer.Waiting)
                .Select(each => (DateTimeOffset?)((each.RemindedAt ?? each.At) + settings.HandOverWait)))
            .Append(roster.Shifts.IsEmpty && roster.HandOvers.IsEmpty ? null : roster.LookAt ?? now);
        return moments.Min();
    }

    /// <summary>Does all that is due, once however late.</summary>
    public static DutyRoster Fire(DutyRoster roster, DutyPeople people, DutySettings settings, DateTimeOffset now)
    {
        var next = roster;
        foreach (var shift in roster.Shifts.Where(shift => shift.To > now))
        {
            next = Climb(Begin(Soon(next, shift.Id, settings, now), shift.Id, people, settings, now), shift.Id, people, settings, now);
        }

        foreach (var swap in next.Swaps.Where(swap => swap.State == DutyAnswer.Waiting && !(next.Find(swap.ShiftId)?.From > now)).ToList())
        {
            next = next.With(swap with { State = DutyAnswer.Lapsed, AnsweredAt = now });
        }

        foreach (var held in next.HandOvers.Where(each => each.State == DutyAnswer.Waiting && (each.RemindedAt ?? each.At) + settings.HandOverWait <= now).ToList())
        {
            var about = SwapRules.Text(held.Number);
            var late = held.At + Unanswered <= now ? held with { State = DutyAnswer.Lapsed, AnsweredAt = now } : held with { RemindedAt = now };
            next = new[] { held.To, held.From, people.Head }.Aggregate(
                next.With(late), (each, to) => each.Tell(DutyAlertKind.HandOverWaiting, to, now, about));
        }

        return next.LookAt is { } look && look > now ? next : Tidy(Look(next, people, settings, now), now) with { LookAt = now + LookEvery };
    }

    private static IEnumerable<DateTimeOffset?> Steps(DutyShift shift, DutySettings settings)
    {
        yield return shift.SoonAt is null ? shift.From - settings.Soon : null;
        yield return shift.BegunBy is null && shift.MissingAt is null ? Start(shift) + settings.Grace : null;
        yield return shift.BegunBy is null ? (shift.ClimbedAt ?? Start(shift)) + settings.Climb : null;
    }

    /// <summary>From when its people can be expected: a shift that was planned while it runs begins with its plan.</summary>
    private static DateTimeOffset Start(DutyShift shift) => shift.PlannedAt > shift.From ? shift.PlannedAt.Value : shift.From;

    private static DutyRoster Soon(DutyRoster roster, string id, DutySettings settings, DateTimeOffset now)
    {
        var shift = roster.Find(id)!;
        return shift.SoonAt is not null || now < shift.From - settings.Soon ? roster
            : ShiftRules.PeopleOf(shift).Where(_ => now < shift.From)
                .Aggregate(roster.With(shift with { SoonAt = now }), (next, to) => next.Tell(DutyAlertKind.ShiftSoon, to, now, shift.Id, shift.From));
    }

    /// <summary>Whoever is on duty by hand is at work; a first who is not, after the time of grace, is stood in for.</summary>
    private static DutyRoster Begin(DutyRoster roster, string id, DutyPeople people, DutySettings settings, DateTimeOffset now)
    {
        var shift = roster.Find(id)!;
        if (shift.BegunBy is not null || now < Start(shift) + settings.Grace)
        {
            return roster;
        }

        if (AtWork(shift, people, now) is { } worker)
        {
            var begun = roster.With(shift with { BegunBy = worker, BegunAt = now, MissingAt = worker == shift.Primary ? shift.MissingAt : now });
            return worker == shift.Primary || shift.MissingAt is not null ? begun : begun.Tell(DutyAlertKind.PrimaryMissing, worker, now, shift.Id, shift.From);
        }

        return shift.MissingAt is not null ? roster
            : new[] { shift.Secondary, shift.Primary }.Aggregate(
                roster.With(shift with { MissingAt = now }), (next, to) => next.Tell(DutyAlertKind.PrimaryMissing, to, now, shift.Id, shift.From));
    }

    private static DutyRoster Climb(DutyRoster roster, string id, DutyPeople people, DutySettings settings, DateTimeOffset now)
    {
        var shift = roster.Find(id)!;
        return shift.BegunBy is not null || now < (shift.ClimbedAt ?? Start(shift)) + settings.Climb ? roster
            : roster.With(shift with { ClimbedAt = now }).Tell(DutyAlertKind.NobodyBegan, people.Head, now, shift.Id, shift.From);
    }

    private static string? AtWork(DutyShift shift, DutyPeople people, DateTimeOffset now) => new[] { shift.Primary, shift.Secondary }
        .FirstOrDefault(account => people.Find(account) is { OnDuty: true } && people.IsLicensed(account, now.AddMinutes(1)));

    private static DutyRoster Look(DutyRoster roster, DutyPeople people, DutySettings settings, DateTimeOffset now)
    {
        var told = roster.GapsTold.RemoveAll(each => each.At + TellAgain <= now);
        var gaps = roster.Shifts.IsEmpty ? [] : GapRules.Of(roster, people, settings, now, now.AddDays(settings.GapDays));

        // What was mended meanwhile need not be seen any more.
        var next = roster with
        {
            Alerts = roster.Alerts.RemoveAll(alert => alert is { Kind: DutyAlertKind.GapAhead, SeenAt: null, From: { } from }
                && !gaps.Any(gap => gap.Kind == alert.Gap && gap.Account == alert.About && gap.To > from && gap.From <= (from > now ? from : now))),
        };
        foreach (var gap in gaps)
        {
            // One that runs begins anew with every look, and the last one ends where the look does.
            DateTimeOffset? begins = gap.From > now ? gap.From : null;
            if (gap.From <= now + settings.TellGap && !told.Any(each => each.Kind == gap.Kind && each.From == begins && each.Account == gap.Account))
            {
                told = told.Add(new GapTold(gap.Kind, begins, gap.Account, now));
                next = next.Tell(DutyAlertKind.GapAhead, people.Head, now, gap.Account, gap.From, gap.Kind);
            }
        }

        return next with { GapsTold = told };
    }

    private static DutyRoster Tidy(DutyRoster roster, DateTimeOffset now) => roster with
    {
        Shifts = [.. roster.Shifts.Where(shift => shift.To + Keep > now)],
        Swaps = [.. roster.Swaps.Where(swap => swap.State == DutyAnswer.Waiting || swap.AnsweredAt + Keep > now)],
        HandOvers =
        [
            .. roster.HandOvers.Where(each =>
                each.State == DutyAnswer.Waiting || each.AnsweredAt + Keep > now || each.Items.Any(item => item.State == DutyItemState.Waiting)),
        ],
        Alerts = [.. roster.Alerts.Where(alert => alert.SeenAt is null ? alert.At + KeepAlerts > now : alert.SeenAt + TellAgain > now).TakeLast(AlertsMost)],
    };

    /// <summary>Alerts of one roster.</summary>
    private const int AlertsMost = 1_000;
}
