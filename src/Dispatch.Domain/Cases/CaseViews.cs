using Dispatch.Contracts.Care;
using Dispatch.Domain.FollowUps;

namespace Dispatch.Domain.Cases;

/// <summary>What may be seen of a case, by whom.</summary>
public static class CaseViews
{
    /// <summary>The case for its team and the head of its station; refused to everybody else, and to a counsellor without a valid licence.</summary>
    public static Decision<CaseView> View(CareCase held, CareWorker worker, CarePathway pathway, DateTimeOffset now) =>
        CaseGate.Check(held, worker, CaseAct.Read, now) is { } refused
            ? refused
            : new CaseView(
                held.Id,
                held.RequestId,
                held.StationId,
                held.Area,
                held.State,
                StepRules.Stage(held, pathway),
                held.Step.Step,
                StepRules.Missing(held, held.Step.Step, pathway),
                held.Bar,
                held.Level.View(),
                held.Owner,
                held.Deputy,
                held.Supervisor,
                held.Opening,
                held.Version,
                FollowUpOrder.Views(held.FollowUps, now),
                held.Steps,
                held.Contacts,
                held.Notes,
                held.Goals,
                held.Referrals,
                held.Links,
                held.Supervisions,
                held.Reassessments,
                held.History,
                held.Handled,
                held.Closed,
                CaseGate.ReadsNotes(held, worker, now));
}
