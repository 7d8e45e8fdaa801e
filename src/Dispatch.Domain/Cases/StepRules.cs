using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Cases;

/// <summary>When a step is done, and which may follow it.</summary>
public static class StepRules
{
    /// <summary>What a step still wants, in the order of the pathway's file.</summary>
    public static ImmutableArray<StepCriterion> Missing(CareCase held, CareStep step, CarePathway pathway) =>
        [.. pathway.Of(step).DoneWhen.Where(criterion => !IsMet(held, criterion))];

    /// <summary>
    /// The stage of a case: that of its step; during the crisis whenever it is High-risk and not found stable; after it once it is closed.
    /// </summary>
    public static CrisisStage Stage(CareCase held, CarePathway pathway) => held switch
    {
        { State: CaseState.Closed } => CrisisStage.After,
        { Level.Level: RiskLevel.HighRisk } when !IsMet(held, StepCriterion.Stabilised) => CrisisStage.During,
        _ => pathway.Of(held.Step.Step).Stage,
    };

    /// <summary>
    /// Steps are taken in order; one event may complete several, so any number may be entered at once. What is unmet then is passed over with a reason, save
    /// at High-risk, where nothing is, and save the confirmed level, which no reason replaces. A step may be taken again, with a reason.
    /// </summary>
    public static Decision<CareCase> Advance(CareCase held, AdvanceCase command, CarePathway pathway, DateTimeOffset now)
    {
        if ((CaseGate.Check(held, command.Worker, CaseAct.Plan, now) ?? TextRules.CheckReason(command.Reason, required: false)) is { } refused)
        {
            return refused;
        }

        if (!Enum.IsDefined(command.To))
        {
            return new Refusal(RefusalCode.InputInvalid, $"There is no step {(int)command.To}.", "to");
        }

        var from = held.Step.Step;
        if (command.To == from)
        {
            return held;
        }

        var missing = Enum.GetValues<CareStep>().Where(step => step >= from && step < command.To).SelectMany(step => Missing(held, step, pathway)).Distinct().ToList();
        if (missing.Count > 0 && (held.Level.Level == RiskLevel.HighRisk || missing.Contains(StepCriterion.LevelConfirmed)))
        {
            return Lacks(held, missing);
        }

        if ((command.To < from || missing.Count > 0) && TextRules.CheckReason(command.Reason, required: true) is { } unsaid)
        {
            return unsaid;
        }

        if (CaseLimits.Check(held, "steps", held.Steps.Length, CaseLimits.Steps) is { } full)
        {
            return full;
        }

        return (held with { Steps = held.Steps.Add(new StepEntry(command.To, now, command.Worker.By.Account, command.Reason)) })
            .Told("step-entered", command.Worker.By, now, command.Reason);
    }

    internal static bool IsMet(CareCase held, StepCriterion criterion) => criterion switch
    {
        StepCriterion.ContactRecorded => held.Contacts.Any(contact => contact.At >= Since(held, CareStep.Ease)),
        StepCriterion.LevelConfirmed => !held.Level.Unanswered && held.Level.Confirmed is not null && IsAnew(held),
        StepCriterion.ReferralSettled => IsSettled(held, Since(held, CareStep.Refer)),
        StepCriterion.Stabilised => held.Reassessments.LastOrDefault() is { Stable: true } last && last.By != held.Owner && last.At >= Called(held),
        StepCriterion.PlanComplete => held.FollowUps.Complete,
        _ => held.Contacts.Any(contact => contact.ClientVoice && contact.At >= held.OpenedAt),
    };

    internal static Refusal Lacks(CareCase held, IReadOnlyCollection<StepCriterion> missing) =>
        new(RefusalCode.CaseStep, $"Case '{held.Id}' still wants: {string.Join(", ", missing)}.");

    // A step that is taken again wants its criterion again; the first time whatever this opening brought counts.
    private static DateTimeOffset Since(CareCase held, CareStep step) =>
        held.Steps.LastOrDefault(entry => entry.Step == step && entry.At > held.OpenedAt && Turned(held, entry))?.At ?? held.OpenedAt;

    private static bool Turned(CareCase held, StepEntry entry) =>
        held.Steps.Any(other => other.Step >= entry.Step && other.At < entry.At && other.At >= held.OpenedAt);

    private static bool IsAnew(CareCase held) =>
        held.Opening == 1 || held.Level.Changes.Any(change => change.Step is LevelStep.Confirmed or LevelStep.Lowered && change.At >= held.OpenedAt);

    private static bool IsSettled(CareCase held, DateTimeOffset since) =>
        held.Referrals.All(referral => referral.State != ReferralState.Sent)
        && (held.Kept.Any(kept => kept.At >= since) || held.Referrals.Any(referral => referral.State == ReferralState.Accepted && referral.AnsweredAt >= since));

    // Whoever spoke for danger after the last look at the person has to be answered by another look.
    private static DateTimeOffset Called(CareCase held) =>
        held.Level.Changes.LastOrDefault(change => change.Step is LevelStep.Raised or LevelStep.Warned)?.At is { } call && call > held.OpenedAt ? call : held.OpenedAt;
}
