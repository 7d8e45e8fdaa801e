using Dispatch.Contracts;
using Dispatch.Contracts.Care;

namespace Dispatch.Domain.Cases;

/// <summary>What holds of a case at every commit.</summary>
public static class CaseInvariants
{
    public static void Hold(CareCase held)
    {
        Invariant.Holds(
            held.Owner.Length > 0 && held.Deputy.Length > 0 && held.Owner != held.Deputy && held.Supervisor.Length > 0,
            $"Case '{held.Id}' names an owner, another as deputy, and a supervisor.");
        Invariant.Holds((held.State == CaseState.Closed) == held.Closed is not null, $"Case '{held.Id}' is {held.State} and its closing signature says otherwise.");
        Invariant.Holds(held.State == CaseState.Open == held.Handled is null, $"Case '{held.Id}' is {held.State} and its handler's signature says otherwise.");
        Invariant.Holds(held.Closed is null || IsSigned(held, held.Closed), $"Case '{held.Id}' was closed without the signatures of {held.Bar}.");
        Invariant.Holds(
            held.FollowUps.Clocks.All(clock => clock.Left == clock.NextAt is not null && (clock.Successor is not { } next || held.FollowUps.Find(next) is not null)),
            $"Case '{held.Id}' lost a follow-up.");
    }

    private static bool IsSigned(CareCase held, Signature closed) => held.Bar switch
    {
        RiskLevel.HighRisk => closed.Role == Role.StationHead && held.FollowUps.Complete
            && held.Reassessments.LastOrDefault() is { Stable: true } last && last.By != held.Handled?.By,
        RiskLevel.Serious => closed.Role == Role.Counsellor && closed.By != held.Handled?.By,
        _ => closed.Role == Role.Counsellor,
    };
}
