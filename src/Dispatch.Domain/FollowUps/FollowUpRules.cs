using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.FollowUps;

/// <summary>Tries, the ladder of missed contacts, and the supervisor's word.</summary>
public static class FollowUpRules
{
    /// <summary>Tries that one clock keeps; after that the supervisor decides.</summary>
    public const int TriesMost = 50;

    public static Decision<FollowUpSchedule> Try(FollowUpSchedule schedule, RecordTry command, LevelPlan plan, DateTimeOffset now)
    {
        if (schedule.Find(command.Number) is not { } clock)
        {
            return new Refusal(RefusalCode.ClockUnknown, $"Case '{schedule.CaseId}' has no follow-up {command.Number}.");
        }

        if (MayTry(clock, command, now) is { } refused)
        {
            return refused;
        }

        if (!clock.Left || clock.Tries.Length >= TriesMost)
        {
            return new Refusal(RefusalCode.ClockState, $"Follow-up {clock.Number} is {clock.Standing(now)} after {clock.Tries.Length} tries.");
        }

        if (now < clock.CountsFrom)
        {
            return new Refusal(RefusalCode.ClockEarly, $"A contact counts for follow-up {clock.Number} from {clock.CountsFrom:u}.");
        }

        var by = command.Worker.By.Account;
        var tried = clock with { Tries = clock.Tries.Add(new FollowUpTry(now, by, command.Way, command.Result, command.NoteNumber)) };
        return schedule.With(command.Result switch
        {
            ContactResult.Reached => End(tried, clock.Rung == FollowUpRung.HomeCheck ? FollowUpOutcome.MetAtHome : FollowUpOutcome.Reached, by, now),
            ContactResult.Declined => Climb(tried, FollowUpRung.Supervisor, now),
            _ => Missed(tried, command.Way, plan.Ladder, now),
        });
    }

    public static Decision<FollowUpSchedule> Settle(FollowUpSchedule schedule, SettleFollowUp command, DateTimeOffset now)
    {
        if (schedule.Find(command.Number) is not { } clock)
        {
            return new Refusal(RefusalCode.ClockUnknown, $"Case '{schedule.CaseId}' has no follow-up {command.Number}.");
        }

        var by = command.Worker.By;
        if (by.Account != schedule.Supervisor && by.Role != Role.StationHead)
        {
            return new Refusal(RefusalCode.AccessDenied, $"Follow-up {clock.Number} is settled by the supervisor or the station head.");
        }

        var licence = by.Role == Role.Counsellor ? Licence.Check(by, command.Worker.Profile, now) : null;
        if ((licence ?? TextRules.CheckReason(command.Reason, required: true)) is { } refused)
        {
            return refused;
        }

        if (command.Outcome is not (FollowUpOutcome.Declined or FollowUpOutcome.Unreachable or FollowUpOutcome.Ended))
        {
            return new Refusal(RefusalCode.InputInvalid, $"A supervisor does not settle a follow-up as {command.Outcome}.", "outcome");
        }

        if (!clock.Left || clock.Rung != FollowUpRung.Supervisor)
        {
            return new Refusal(RefusalCode.ClockState, $"Follow-up {clock.Number} is {clock.Standing(now)} on the rung {clock.Rung}.");
        }

        return schedule.With(End(clock, command.Outcome, by.Account, now) with { Reason = command.Reason });
    }

    // A lapsed counsellor's call is an act of a licensed person; a volunteer's call for General is none.
    private static Refusal? MayTry(FollowUp clock, RecordTry command, DateTimeOffset now) => command.Worker.By.Role switch
    {
        Role.Counsellor => Licence.Check(command.Worker.By, command.Worker.Profile, now),
        Role.StationHead => null,
        Role.Volunteer when clock.Level == RiskLevel.General && clock.Rung == FollowUpRung.Call && command.Way == ContactWay.Call && command.NoteNumber is null => null,
        _ => new Refusal(RefusalCode.AccessDenied, $"The role {command.Worker.By.Role} does not make this contact."),
    };

    private static FollowUp Missed(FollowUp clock, ContactWay way, Ladder ladder, DateTimeOffset now) => clock.Rung switch
    {
        // A failed call while the home check is out changes nothing; only a visit can be that check.
        FollowUpRung.HomeCheck => way == ContactWay.Visit ? Climb(clock, FollowUpRung.Supervisor, now) : clock,
        FollowUpRung.Supervisor => clock,
        _ when clock.Tries.Count(each => each.Result == ContactResult.Missed) >= ladder.Tries => Climb(clock, FollowUpRung.HomeCheck, now + ladder.HomeCheck),
        _ => clock with { NextAt = now + ladder.Between, Told = 0 },
    };

    private static FollowUp Climb(FollowUp clock, FollowUpRung rung, DateTimeOffset nextAt) => clock with { Rung = rung, NextAt = nextAt, Told = 0 };

    private static FollowUp End(FollowUp clock, FollowUpOutcome outcome, string by, DateTimeOffset now) =>
        clock with { Outcome = outcome, NextAt = null, EndedAt = now, EndedBy = by };
}
