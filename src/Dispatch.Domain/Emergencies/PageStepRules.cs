using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;

namespace Dispatch.Domain.Emergencies;

/// <summary>What becomes of a word of somebody who was called. A step that was taken before changes nothing.</summary>
public static class PageStepRules
{
    /// <summary>The step of one person who was called.</summary>
    public static Decision<Emergency> Take(Emergency held, string account, PageStep step, EmergencyTimes times, DateTimeOffset now)
    {
        if (held.Find(account) is not { } row)
        {
            return new Refusal(RefusalCode.EmergencyUnknown, $"'{account}' was not called to this emergency.");
        }

        if (step is PageStep.Delivered or PageStep.Seen)
        {
            var seenAt = step == PageStep.Seen ? row.SeenAt ?? now : row.SeenAt;
            return row.DeliveredAt is not null && seenAt == row.SeenAt ? held : held.With(row with { DeliveredAt = row.DeliveredAt ?? now, SeenAt = seenAt });
        }

        if (!held.IsOpen && step is not (PageStep.CheckIn or PageStep.Back))
        {
            return Ended(held);
        }

        return step switch
        {
            PageStep.Acknowledged => Acknowledge(held, row, times, now),
            PageStep.OnTheWay => OnTheWay(held, row, times, now),
            PageStep.Arrived => Arrive(held, row, times, now),
            PageStep.CheckIn => CheckIn(held, row, times, now, account),
            PageStep.Back => Back(held, row, times, now, account),
            PageStep.Cannot => Cannot(held, row, times, now),
            _ => new Refusal(RefusalCode.InputInvalid, "No such step.", "step"),
        };
    }

    /// <summary>What an assignment's state says beyond what is known here; null: nothing new.</summary>
    internal static PageStep? OfState(Called row, AssignmentState? state) => state switch
    {
        AssignmentState.Accepted when row.AcknowledgedAt is null => PageStep.Acknowledged,
        AssignmentState.EnRoute when !row.IsOut => PageStep.OnTheWay,
        AssignmentState.OnSite when !row.IsOut || row.ArrivedAt is null => PageStep.Arrived,
        AssignmentState.Completed when row.IsOut => PageStep.Back,
        AssignmentState.HandedBack or AssignmentState.NoShow when !row.IsOut && row.CannotAt is null => PageStep.Cannot,
        _ => null,
    };

    /// <summary>The lead, the head, somebody crisis-qualified or somebody who was called says that an alarm is being seen to.</summary>
    public static Decision<Emergency> AnswerAlarm(Emergency held, AnswerAlarm command, bool isQualified, DateTimeOffset now)
    {
        if (!isQualified && command.By.Role != Role.StationHead && held.Find(command.By.Account) is null)
        {
            return LeadRules.NotQualified(command.By);
        }

        if (held.Alarms.FirstOrDefault(each => each.Number == command.Number) is not { } alarm)
        {
            return new Refusal(RefusalCode.EntryUnknown, $"Emergency '{held.Id}' has no alarm {command.Number}.");
        }

        return alarm.AnsweredAt is not null ? held : held
            .Settle(alarm.Reason, alarm.About, now, command.By.Account)
            .Told(now, "alarm-answered", command.By.Account, alarm.About);
    }

    /// <summary>A debrief was held, by the person's own word or that of whoever answers for the emergency.</summary>
    public static Decision<Emergency> Debrief(Emergency held, RecordDebrief command, DateTimeOffset now)
    {
        if (held.Find(command.Account) is not { DebriefBy: not null } row)
        {
            return new Refusal(RefusalCode.EmergencyState, $"'{command.Account}' owes no debrief of this emergency.");
        }

        return row.DebriefedAt is not null ? held : held
            .With(row with { DebriefedAt = now, DebriefWith = command.With, DebriefAt = null })
            .Settle(PageReason.DebriefMissed, command.Account, now, command.By.Account)
            .Told(now, "debriefed", command.By.Account, command.Account);
    }

    internal static Refusal Ended(Emergency held) => new(RefusalCode.EmergencyState, $"Emergency '{held.Id}' was stood down.");

    private static Emergency Acknowledge(Emergency held, Called row, EmergencyTimes times, DateTimeOffset now)
    {
        if (row.AcknowledgedAt is not null && row.NextAt is null && row.CannotAt is null)
        {
            return held;
        }

        held = held
            .With(row with { AcknowledgedAt = row.AcknowledgedAt ?? now, DeliveredAt = row.DeliveredAt ?? now, SeenAt = row.SeenAt ?? now, NextAt = null, CannotAt = null })
            .Told(now, "acknowledged", row.Account, row.Account);

        // The silence is that of people of competence; anybody else who speaks does not end it.
        held = (row.Qualified ? held.Settle(PageReason.Silence, null, now, row.Account) : held).WatchSilence(times, now);

        // The time of a silent lead is over: whoever of competence has it is named.
        return held.ClimbAt is null && held.Find(held.Lead) is { AcknowledgedAt: null } && LeadRules.Successor(held) is { } other
            ? held.LedBy(other, now, Actor.System.Account)
            : held;
    }

    private static Emergency OnTheWay(Emergency held, Called row, EmergencyTimes times, DateTimeOffset now)
    {
        if (row.IsOut)
        {
            return held;
        }

        held = Acknowledge(held, row, times, now);
        row = held.Find(row.Account)!;
        return held
            .With(row with { OnTheWayAt = now, ArrivedAt = null, BackAt = null, CheckInBy = now + times.OnTheWay })
            .Told(now, "on-the-way", row.Account, row.Account)
            .WatchTeam(times, now, row.Account);
    }

    private static Emergency Arrive(Emergency held, Called row, EmergencyTimes times, DateTimeOffset now)
    {
        if (row is { IsOut: true, ArrivedAt: not null })
        {
            return held;
        }

        held = OnTheWay(held, row, times, now);
        row = held.Find(row.Account)!;
        held = held
            .With(row with { ArrivedAt = now, CheckInBy = now + times.Arrived })
            .Settle(PageReason.CheckInMissed, row.Account, now, row.Account)
            .Told(now, "arrived", row.Account, row.Account);

        // Somebody stands there alone: that is said at once, not when the team's time is over.
        return held.Sent ? held : held.Raise(PageReason.TeamMissing, null, times, now);
    }

    internal static Decision<Emergency> CheckIn(Emergency held, Called row, EmergencyTimes times, DateTimeOffset now, string by) => !row.IsOut
        ? new Refusal(RefusalCode.EmergencyState, $"'{row.Account}' is not on the way and not there.")
        : held
            .With(row with { CheckInBy = now + (row.ArrivedAt is null ? times.OnTheWay : times.Arrived) })
            .Settle(PageReason.CheckInMissed, row.Account, now, by)
            .Told(now, by == row.Account ? "check-in" : "check-in-for", by, row.Account);

    internal static Emergency Back(Emergency held, Called row, EmergencyTimes times, DateTimeOffset now, string by) => !row.IsOut ? held : held
        .With(row with { BackAt = now, CheckInBy = null })
        .Settle(PageReason.CheckInMissed, row.Account, now, by)
        .Told(now, by == row.Account ? "back" : "back-for", by, row.Account)
        .WatchTeam(times, now, by);

    private static Decision<Emergency> Cannot(Emergency held, Called row, EmergencyTimes times, DateTimeOffset now)
    {
        if (row.IsOut)
        {
            return new Refusal(RefusalCode.EmergencyState, $"'{row.Account}' is on the way or there; it says when it is back.");
        }

        if (row.CannotAt is not null)
        {
            return held;
        }

        held = held.With(row with { CannotAt = now, AcknowledgedAt = null, NextAt = null, SeenAt = row.SeenAt ?? now, DeliveredAt = row.DeliveredAt ?? now })
            .Told(now, "cannot", row.Account, row.Account);
        held = held.Lead == row.Account ? LeadRules.Leave(held, times, now) : held;
        return (held.People.Any(each => each.AcknowledgedAt is not null || each.NextAt is not null) ? held : CallOn(held, times, now)).WatchSilence(times, now);
    }

    /// <summary>All who were called cannot: everybody is called, and the lead again and again.</summary>
    private static Emergency CallOn(Emergency held, EmergencyTimes times, DateTimeOffset now)
    {
        held = held.Widen(times, now).Call(held.Head, Office.Head, qualified: false, times, now, Actor.System.Account);
        return held.People.Any(each => each.NextAt is not null) ? held : held.With(held.Find(held.Lead)! with { NextAt = now + times.Repeat });
    }
}
