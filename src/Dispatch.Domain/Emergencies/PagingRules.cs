using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;

namespace Dispatch.Domain.Emergencies;

/// <summary>Whom an emergency calls: at second 0, and again, and further, while nobody answers. Software calls; it ends nothing.</summary>
public static class PagingRules
{
    /// <summary>Does all that is due, once however late: what follows is counted from now.</summary>
    public static Emergency Fire(Emergency held, EmergencyTimes times, DateTimeOffset now)
    {
        var next = held;
        if (held.IsOpen)
        {
            next = Team(Climb(Ring(next, times, now), times, now), times, now);
            foreach (var unit in next.Units.Where(each => each.RemindAt <= now).ToList())
            {
                next = next.With(unit with { RemindAt = now + times.Unit }).Raise(PageReason.UnitSilent, unit.Facts.Id, times, now);
            }
        }

        foreach (var person in next.People.Where(each => each.CheckInBy <= now).ToList())
        {
            next = next.With(person with { CheckInBy = now + times.CheckInAgain, Missed = person.Missed + 1 }).Raise(PageReason.CheckInMissed, person.Account, times, now);
        }

        foreach (var person in next.People.Where(each => !next.IsOpen && each.DebriefDue <= now).ToList())
        {
            next = next.With(person with { DebriefAt = now + times.Debrief }).Raise(PageReason.DebriefMissed, person.Account, times, now);
        }

        return next.Alarms.Any(each => each.NextAt <= now)
            ? next with { Alarms = [.. next.Alarms.Select(each => each.NextAt <= now ? each with { Round = each.Round + 1, NextAt = now + times.Repeat } : each)] }
            : next;
    }

    /// <summary>When something is due next; null: nothing is.</summary>
    public static DateTimeOffset? NextAt(Emergency held)
    {
        var moments = held.People.Select(each => each.CheckInBy)
            .Concat(held.People.Select(each => held.IsOpen ? each.NextAt : each.DebriefDue))
            .Concat(held.Alarms.Select(each => each.NextAt))
            .Concat(held.IsOpen ? held.Units.Select(each => each.RemindAt).Concat([held.ClimbAt, held.WideAt, held.TeamBy]) : []);
        return moments.Min();
    }

    /// <summary>Calls one more person: a crisis-qualified counsellor of the station's, or its head.</summary>
    public static Decision<Emergency> CallOne(Emergency held, CallPerson command, EmergencyTimes times, DateTimeOffset now)
    {
        if (!held.IsOpen)
        {
            return PageStepRules.Ended(held);
        }

        var isQualified = held.Wider.Contains(command.Account);
        if (!isQualified && command.Account != held.Head)
        {
            return new Refusal(RefusalCode.EmergencyNotQualified, $"'{command.Account}' is not crisis-qualified at this station.");
        }

        return held.Find(command.Account) is { CannotAt: not null } row
            ? held.With(row with { CannotAt = null, NextAt = now + times.Repeat, Round = row.Round + 1 }).Told(now, "paged", command.By.Account, command.Account)
            : held.Call(command.Account, command.Account == held.Head ? Office.Head : Office.Called, isQualified, times, now, command.By.Account);
    }

    /// <summary>Somebody of the station who was not called comes by itself.</summary>
    public static Emergency Join(Emergency held, Actor by, bool isQualified, EmergencyTimes times, DateTimeOffset now) =>
        held.Call(by.Account, by.Account == held.Head ? Office.Head : Office.Called, isQualified, times, now, by.Account);

    /// <summary>A row of before the clock of silence began anew has none: it gets one.</summary>
    public static Emergency Mend(Emergency held, EmergencyTimes times, DateTimeOffset now) => held.IsOpen ? held.WatchSilence(times, now) : held;

    private static Emergency Ring(Emergency held, EmergencyTimes times, DateTimeOffset now)
    {
        foreach (var person in held.People.Where(each => each.NextAt <= now).ToList())
        {
            held = held.With(person with { Round = person.Round + 1, NextAt = now + times.Repeat });
        }

        return held;
    }

    /// <summary>A silent lead does not stay the only name: whoever of competence has it leads, else the head is called, and then everybody.</summary>
    private static Emergency Climb(Emergency held, EmergencyTimes times, DateTimeOffset now)
    {
        if (held.ClimbAt <= now)
        {
            held = held with { ClimbAt = null };
            if (held.Find(held.Lead)!.AcknowledgedAt is null)
            {
                held = LeadRules.Successor(held) is { } other
                    ? held.LedBy(other, now, Actor.System.Account)
                    : held.Call(held.Head, Office.Head, qualified: false, times, now, Actor.System.Account).Told(now, "climbed", Actor.System.Account, held.Head);
            }
        }

        var isSilent = held.People.All(each => !each.HasIt);
        return held.WideAt <= now && isSilent ? held.Widen(times, now).Raise(PageReason.Silence, null, times, now) : held.WatchSilence(times, now);
    }

    private static Emergency Team(Emergency held, EmergencyTimes times, DateTimeOffset now) =>
        held.TeamBy <= now ? (held with { TeamBy = now + times.Team }).Raise(PageReason.TeamMissing, null, times, now) : held;
}
