using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.FollowUps;
using Dispatch.Domain.Levels;

namespace Dispatch.Domain.Cases;

/// <summary>Opens a case, opens it again, and gives it to somebody else.</summary>
public static class CaseOpening
{
    /// <summary>Opens the case of a request at the request's level, with its follow-up clocks.</summary>
    public static Decision<CareCase> Open(OpenCase command, LevelRecord level, FollowUpPlans plans, DateTimeOffset now)
    {
        var by = command.Worker.By;
        if ((Licence.Check(by, command.Worker.Profile, now) ?? Fits(command.CaseId, command.RequestId, level.Level, command.Worker, command.Deputy, now)) is { } refused)
        {
            return refused;
        }

        var clocks = FollowUpPlanning.None(command.CaseId, command.Supervisor);
        var opened = new CareCase(
            command.CaseId,
            command.RequestId,
            command.StationId,
            command.Area,
            CaseState.Open,
            level,
            by.Account,
            command.Deputy.By.Account,
            command.Supervisor,
            1,
            now,
            FollowUpPlanning.Open(clocks, plans.Of(level.Level), by.Account, command.Deputy.By.Account, now),
            0);
        return (opened with { Steps = [new StepEntry(CareStep.Ease, now, by.Account, null)] }).Told("case-opened", by, now);
    }

    /// <summary>One act, and the history stays. The clocks of the level run again.</summary>
    public static Decision<CareCase> Reopen(CareCase held, ReopenCase command, FollowUpPlans plans, DateTimeOffset now) =>
        (CaseGate.Check(held, command.Worker, CaseAct.Reopen, now) ?? Requests.TextRules.CheckReason(command.Reason, required: false)) is { } refused
            ? refused
            : held.State == CaseState.Closed
                ? Again(held, plans, command.Worker.By, command.Reason, now)
                : held;

    /// <summary>Gives a case and the clocks that are left to another owner and deputy.</summary>
    public static Decision<CareCase> HandOver(CareCase held, HandOverCase command, DateTimeOffset now)
    {
        if ((CaseGate.Check(held, command.Worker, CaseAct.HandOver, now)
            ?? Requests.TextRules.CheckReason(command.Reason, required: true)
            ?? Fits(held.Id, held.RequestId, held.Level.Level, command.To, command.Deputy, now)) is { } refused)
        {
            return refused;
        }

        return Given(held, command.To.By.Account, command.Deputy.By.Account, command.Worker.By, command.Reason, now);
    }

    /// <summary>The product names others, because owner or deputy gave the request back.</summary>
    public static Decision<CareCase> Replace(CareCase held, CareWorker owner, CareWorker deputy, DateTimeOffset now) =>
        Fits(held.Id, held.RequestId, held.Level.Level, owner, deputy, now) is { } refused
            ? refused
            : Given(held, owner.By.Account, deputy.By.Account, Actor.System, null, now);

    /// <summary>The station has another head.</summary>
    public static CareCase Supervise(CareCase held, string head, DateTimeOffset now) =>
        (held with { Supervisor = head, FollowUps = held.FollowUps with { Supervisor = head } }).Told("supervisor-changed", Actor.System, now);

    private static CareCase Given(CareCase held, string owner, string deputy, Actor by, string? reason, DateTimeOffset now) =>
        owner == held.Owner && deputy == held.Deputy
            ? held
            : (held with
            {
                Owner = owner,
                Deputy = deputy,
                Former = held.Former.Contains(held.Owner) ? held.Former : held.Former.Add(held.Owner),
                FollowUps = FollowUpPlanning.HandOver(held.FollowUps, owner, deputy),
            })
                .Told("case-handed-over", by, now, reason);

    internal static CareCase Again(CareCase held, FollowUpPlans plans, Actor by, string? reason, DateTimeOffset now) => (held with
    {
        State = CaseState.Open,
        Opening = held.Opening + 1,
        OpenedAt = now,
        Handled = null,
        Closed = null,
        FollowUps = FollowUpPlanning.Open(held.FollowUps, plans.Of(held.Level.Level), held.Owner, held.Deputy, now),
        Steps = held.Steps.Add(new StepEntry(CareStep.Assess, now, by.Account, reason)),
    }).Told("case-reopened", by, now, reason);

    private static Refusal? Fits(string caseId, string requestId, RiskLevel level, CareWorker owner, CareWorker deputy, DateTimeOffset now)
    {
        foreach (var worker in new[] { owner, deputy })
        {
            if (Licence.Check(worker.By, worker.Profile, now) is not null)
            {
                return new Refusal(RefusalCode.ResponderIneligible, $"'{worker.By.Account}' is no counsellor with a valid licence.");
            }

            if (worker.Profile!.Conflicts.Contains(caseId) || worker.Profile.Conflicts.Contains(requestId))
            {
                return new Refusal(RefusalCode.ResponderIneligible, $"'{worker.By.Account}' has a conflict of interest.");
            }
        }

        return owner.By.Account == deputy.By.Account
            ? new Refusal(RefusalCode.CaseSamePerson, $"'{owner.By.Account}' cannot be the own deputy.")
            : level == RiskLevel.HighRisk && !owner.Profile!.CrisisQualified
                ? new Refusal(RefusalCode.ResponderIneligible, $"'{owner.By.Account}' is not crisis-qualified.")
                : null;
    }
}
