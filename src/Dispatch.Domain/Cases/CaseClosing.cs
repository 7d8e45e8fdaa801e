using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Cases;

/// <summary>Who ends a case (G05): General its handler; Serious a second licensed counsellor; High-risk the station head, after a second counsellor's reassessment.</summary>
public static class CaseClosing
{
    /// <summary>The handler's word that the work is done. Whatever speaks against it later takes it back.</summary>
    public static Decision<CareCase> Handle(CareCase held, HandleCase command, CarePathway pathway, DateTimeOffset now)
    {
        if ((CaseGate.Check(held, command.Worker, CaseAct.Handle, now) ?? Done(held, pathway)) is { } refused)
        {
            return refused;
        }

        return held.Handled is not null
            ? held
            : (held with { State = CaseState.Handled, Handled = Sign(command.Worker.By, now) }).Told("case-handled", command.Worker.By, now);
    }

    /// <summary>Closes the case by the rule of its bar. Clocks that are left, which a High-risk case cannot have, go on.</summary>
    public static Decision<CareCase> Close(CareCase held, CloseCase command, CarePathway pathway, DateTimeOffset now)
    {
        var by = command.Worker.By;
        if ((CaseGate.Check(held, command.Worker, CaseAct.Close, now) ?? TextRules.CheckReason(command.Reason, required: true)) is { } refused)
        {
            return refused;
        }

        if (held.Closed is { } closed)
        {
            return closed.By == by.Account ? held : new Refusal(RefusalCode.CaseState, $"Case '{held.Id}' is closed.");
        }

        var wrong = held.Bar switch
        {
            RiskLevel.HighRisk => HighRisk(held, by, pathway),
            RiskLevel.Serious => Serious(held, by, pathway),
            _ => General(held, by, pathway),
        };
        return wrong is not null
            ? wrong
            : (held with { State = CaseState.Closed, Closed = Sign(by, now), Handled = held.Handled ?? Sign(by, now) }).Told("case-closed", by, now, command.Reason);
    }

    private static Refusal? General(CareCase held, Actor by, CarePathway pathway) =>
        by.Account == held.Owner || by.Account == held.Deputy ? Done(held, pathway) : new Refusal(RefusalCode.AccessDenied, $"Case '{held.Id}' is closed by its handler.");

    private static Refusal? Serious(CareCase held, Actor by, CarePathway pathway)
    {
        if (by.Role != Role.Counsellor)
        {
            return new Refusal(RefusalCode.AccessDenied, $"Case '{held.Id}' is closed by a second licensed counsellor.");
        }

        if (held.Handled is not { } handled)
        {
            return Unsigned(held, "its handler's word");
        }

        return handled.By == by.Account ? Same(held, by) : Done(held, pathway);
    }

    private static Refusal? HighRisk(CareCase held, Actor by, CarePathway pathway)
    {
        if (by.Role != Role.StationHead)
        {
            return new Refusal(RefusalCode.AccessDenied, $"Case '{held.Id}' is closed by the station head.");
        }

        if (!held.FollowUps.Complete)
        {
            return new Refusal(RefusalCode.CasePlanOpen, $"Case '{held.Id}' has {held.FollowUps.Clocks.Count(clock => clock.Left)} follow-ups left.");
        }

        if (held.Handled is not { } handled)
        {
            return Unsigned(held, "its handler's word");
        }

        var seconded = held.Reassessments.LastOrDefault() is { Stable: true } last && last.By != handled.By && last.By != held.Owner && last.At >= handled.At;
        return seconded ? Done(held, pathway) : Unsigned(held, "a second counsellor's reassessment since then");
    }

    // What no level is handled without: somebody spoke with the person, a counsellor stands for the level, and no unit is left waiting.
    private static Refusal? Done(CareCase held, CarePathway pathway)
    {
        var missing = new List<StepCriterion>();
        if (!held.Contacts.Any(contact => contact.At >= held.OpenedAt))
        {
            missing.Add(StepCriterion.ContactRecorded);
        }

        if (!StepRules.IsMet(held, StepCriterion.LevelConfirmed))
        {
            missing.Add(StepCriterion.LevelConfirmed);
        }

        if (held.Referrals.Any(referral => referral.State == ReferralState.Sent))
        {
            missing.Add(StepCriterion.ReferralSettled);
        }

        if (held.Bar == RiskLevel.HighRisk)
        {
            missing.AddRange(StepRules.Missing(held, CareStep.FollowUp, pathway));
        }

        return missing.Count > 0
            ? StepRules.Lacks(held, missing)
            : held.Bar == RiskLevel.HighRisk && held.Step.Step != CareStep.FollowUp
                ? new Refusal(RefusalCode.CaseStep, $"Case '{held.Id}' stands at the step {held.Step.Step}.")
                : null;
    }

    private static Refusal Unsigned(CareCase held, string what) => new(RefusalCode.CaseSignature, $"Case '{held.Id}' lacks {what}.");

    private static Refusal Same(CareCase held, Actor by) => new(RefusalCode.CaseSamePerson, $"Case '{held.Id}' needs another counsellor than '{by.Account}'.");

    private static Signature Sign(Actor by, DateTimeOffset now) => new(by.Account, by.Role, now);
}
