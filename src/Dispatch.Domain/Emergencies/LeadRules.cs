using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;

namespace Dispatch.Domain.Emergencies;

/// <summary>Who is named. The name passes on; it is never taken away without another.</summary>
public static class LeadRules
{
    /// <summary>Who has it and may lead: crisis-qualified or the head, whoever said so first.</summary>
    internal static string? Successor(Emergency held) => held.People
        .Where(each => each.Account != held.Lead && each.CannotAt is null && each.AcknowledgedAt is not null && MayLead(held, each))
        .MinBy(each => each.AcknowledgedAt)?.Account;

    /// <summary>The lead cannot. Without anybody who has it, it is the head's; if that is the one who cannot, everybody is called and the head stays named.</summary>
    internal static Emergency Leave(Emergency held, EmergencyTimes times, DateTimeOffset now)
    {
        var leaving = held.Lead;
        if (Successor(held) is { } other)
        {
            return held.LedBy(other, now, leaving);
        }

        if (leaving != held.Head)
        {
            held = held.Call(held.Head, Office.Head, qualified: false, times, now, leaving);
            var head = held.Find(held.Head)!;
            return held.With(head with { CannotAt = null, NextAt = head.AcknowledgedAt is null ? now + times.Repeat : head.NextAt }).LedBy(held.Head, now, leaving);
        }

        held = held.Widen(times, now);
        return held.People.FirstOrDefault(each => each.CannotAt is null && each.Qualified) is { } next
            ? held.LedBy(next.Account, now, leaving)
            : held.With(held.Find(held.Head)! with { NextAt = now + times.Repeat });
    }

    /// <summary>Somebody of competence takes the lead; that says that they have it.</summary>
    public static Decision<Emergency> Take(Emergency held, Actor by, bool isQualified, EmergencyTimes times, DateTimeOffset now)
    {
        if (held.Lead == by.Account && held.Find(by.Account) is { AcknowledgedAt: not null })
        {
            return held;
        }

        if (!held.IsOpen)
        {
            return PageStepRules.Ended(held);
        }

        if (by.Role != Role.StationHead && !isQualified)
        {
            return NotQualified(by);
        }

        var joined = held.Call(by.Account, by.Role == Role.StationHead ? Office.Head : Office.Called, isQualified, times, now, by.Account);
        return PageStepRules.Take(joined, by.Account, PageStep.Acknowledged, times, now) is { Next: { } acknowledged }
            ? acknowledged.LedBy(by.Account, now, by.Account)
            : held;
    }

    /// <summary>At a hand-over of the watch: whoever takes over is called, and leads where it was the giver. Not called to it: nothing.</summary>
    public static Emergency Pass(Emergency held, string from, string to, bool isQualified, EmergencyTimes times, DateTimeOffset now)
    {
        if (!held.IsOpen || held.Find(from) is null)
        {
            return held;
        }

        var isLead = held.Lead == from;
        var called = held.Call(to, isLead ? Office.DutyLead : Office.Called, isQualified, times, now, from);
        if (called.Find(to) is { CannotAt: not null } row)
        {
            // Whoever takes the watch over says that it can by now, and is called once more.
            called = called.With(row with { AcknowledgedAt = null, CannotAt = null, Round = row.Round + 1, PagedAt = now, NextAt = now + times.Repeat });
        }

        return !isLead ? called
            : called.Find(to)!.AcknowledgedAt is null ? called.LedBy(to, now, from) with { ClimbAt = now + times.Climb }
            : called.LedBy(to, now, from);
    }

    /// <summary>
    /// Ends it. Everybody who went owes a debrief, units' pages close, and check-ins run on until everybody is back. Refused while a danger rings that
    /// was spoken of since it opened: somebody has to say by its number that it is being seen to, so that no end answers what nobody has read.
    /// </summary>
    public static Decision<Emergency> StandDown(Emergency held, StandDown command, bool isQualified, EmergencyTimes times, DateTimeOffset now)
    {
        if (held.End is { } end)
        {
            return end.By == command.By.Account && end.Outcome == command.Outcome ? held : PageStepRules.Ended(held);
        }

        if (command.By.Role != Role.StationHead && !isQualified)
        {
            return NotQualified(command.By);
        }

        if (held.Alarms.FirstOrDefault(each => each is { Reason: PageReason.Danger, AnsweredAt: null }) is { } unseen)
        {
            return new Refusal(RefusalCode.EmergencyDangerUnseen, $"Alarm {unseen.Number} of emergency '{held.Id}' says that danger was spoken of again; nobody sees to it yet.");
        }

        if (!Enum.IsDefined(command.Outcome))
        {
            return new Refusal(RefusalCode.InputInvalid, "The outcome is none that can be told.", "outcome");
        }

        if (Requests.TextRules.CheckReason(command.Reason, required: true) is { } refused)
        {
            return refused;
        }

        var ended = held with
        {
            State = EmergencyState.StoodDown,
            End = new StoodDown(now, command.By.Account, command.By.Role, command.Outcome, command.Reason),
            ClimbAt = null,
            WideAt = null,
            TeamBy = null,
            Units = [.. held.Units.Select(each => each with { RemindAt = null, Digest = null, LinkUntil = null })],
            Alarms = [.. held.Alarms.Select(each => each.AnsweredAt is null && each.Reason != PageReason.CheckInMissed
                ? each with { AnsweredAt = now, AnsweredBy = command.By.Account, NextAt = null }
                : each)],
            People = [.. held.People.Select(each => End(each, times, now))],
        };
        return ended.Told(now, "stood-down", command.By.Account);
    }

    private static Called End(Called person, EmergencyTimes times, DateTimeOffset now)
    {
        var due = person.Went ? person.DebriefBy ?? now + times.Debrief : person.DebriefBy;
        return person with
        {
            DebriefBy = due,
            NextAt = null,
            Points = Math.Max(person.Points, person.ArrivedAt is not null ? times.PointsArrived : person.Went ? times.PointsOnTheWay : 0),
        };
    }

    private static bool MayLead(Emergency held, Called person) =>
        person.Account == held.Head || (!held.Barred.Contains(person.Account) && (person.Qualified || person.Office == Office.DutyLead));

    internal static Refusal NotQualified(Actor by) =>
        new(RefusalCode.EmergencyNotQualified, $"'{by.Account}' is neither the station head nor crisis-qualified by a licence that runs.");
}
