using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.FollowUps;
using Dispatch.Domain.Levels;

namespace Dispatch.Domain.Cases;

/// <summary>What a change of level does to a case: its plan, its signatures, and whether it is open.</summary>
public static class CaseLevels
{
    /// <summary>Anyone sees danger. A closed case opens again, and the handler's word that all is done no longer stands.</summary>
    public static Decision<CareCase> Raise(CareCase held, RaiseLevel command, FollowUpPlans plans, DateTimeOffset now)
    {
        var level = LevelRules.Raise(held.Level, command, now);
        return level.Refused is { } refused ? refused : Take(held, level.Next!, command.By, plans, now);
    }

    /// <summary>The level was raised or warned of by a cue or a screening.</summary>
    public static CareCase Take(CareCase held, LevelRecord level, Actor by, FollowUpPlans plans, DateTimeOffset now)
    {
        if (level.Version == held.Level.Version)
        {
            return held;
        }

        var raised = level.Level > held.Level.Level;
        var next = held with { Level = level, State = CaseState.Open, Handled = null, Closed = null };
        if (held.State == CaseState.Closed)
        {
            return CaseOpening.Again(next, plans, by, null, now);
        }

        return (raised ? next with { FollowUps = Plan(next, plans, by, met: false, lowered: false, now) } : next)
            .Told(raised ? "level-raised" : "level-warned", by, now);
    }

    /// <summary>A licensed counsellor decides. A changed level, and every further assessment, re-plans what is left; confirming what stands for the first time does not.</summary>
    /// <param name="held">The case.</param>
    /// <param name="command">The decision.</param>
    /// <param name="met">The person was seen or heard for it.</param>
    /// <param name="counsellor">The own record of whoever decides.</param>
    /// <param name="plans">Plans by level.</param>
    /// <param name="now">The moment.</param>
    public static Decision<CareCase> Confirm(
        CareCase held, ConfirmLevel command, bool met, ResponderProfile? counsellor, FollowUpPlans plans, DateTimeOffset now)
    {
        if (CaseGate.Check(held, new CareWorker(command.By, counsellor), CaseAct.Assess, now) is { } refused)
        {
            return refused;
        }

        var level = LevelRules.Confirm(held.Level, command, counsellor, now);
        if (level.Refused is { } wrong)
        {
            return wrong;
        }

        if (level.Next!.Version == held.Level.Version)
        {
            return held;
        }

        if (command.To <= held.Level.Level && held.FollowUps.Clocks.Length >= FollowUpPlanning.Most)
        {
            return new Refusal(RefusalCode.CaseFull, $"Case '{held.Id}' holds {held.FollowUps.Clocks.Length} follow-ups, which is the most.");
        }

        var next = held with { Level = level.Next, State = CaseState.Open, Handled = null };
        var first = command.To == held.Level.Level && held.Level.Confirmed is null;
        return (first ? next : next with { FollowUps = Plan(next, plans, command.By, met, command.To < held.Level.Level, now) })
            .Told(command.To < held.Level.Level ? "level-lowered" : "level-confirmed", command.By, now);
    }

    /// <summary>Another licensed counsellor than the owner looks at the person.</summary>
    public static Decision<CareCase> Reassess(CareCase held, ReassessCase command, DateTimeOffset now)
    {
        var by = command.Worker.By;
        if (CaseGate.Check(held, command.Worker, CaseAct.Reassess, now) is { } refused)
        {
            return refused;
        }

        if (by.Role != Role.Counsellor)
        {
            return new Refusal(RefusalCode.AccessDenied, $"The role {by.Role} does not reassess.");
        }

        if (by.Account == held.Owner || by.Account == held.Handled?.By)
        {
            return new Refusal(RefusalCode.CaseSamePerson, $"Case '{held.Id}' is reassessed by another counsellor than '{by.Account}'.");
        }

        if ((CaseWork.Note(held, command.NoteNumber) ?? CaseLimits.Check(held, "reassessments", held.Reassessments.Length, CaseLimits.Entries)) is { } wrong)
        {
            return wrong;
        }

        var looked = new Reassessment(held.Reassessments.Length + 1, by.Account, now, command.Stable, command.NoteNumber);
        return (held with
        {
            Reassessments = held.Reassessments.Add(looked),
            State = command.Stable ? held.State : CaseState.Open,
            Handled = command.Stable ? held.Handled : null,
        }).Told(command.Stable ? "case-stable" : "case-unstable", by, now);
    }

    private static FollowUpSchedule Plan(CareCase held, FollowUpPlans plans, Actor by, bool met, bool lowered, DateTimeOffset now) =>
        FollowUpPlanning.Replan(held.FollowUps, plans.Of(held.Level.Level), new Assessed(held.Owner, held.Deputy, by.Account, met, lowered), now);
}
