using Dispatch.Contracts;
using Dispatch.Contracts.Requests;

namespace Dispatch.Domain.Requests;

/// <summary>The promises of docs/protocol.md that one request can check by itself; asserted at every commit.</summary>
public static class RequestInvariants
{
    public static void Hold(Request request)
    {
        Invariant.Holds(
            request.Standing().Count() <= request.RespondersNeeded,
            $"I1: request '{request.Id}' has more standing assignments than the {request.RespondersNeeded} it asks for.");
        Invariant.Holds(
            request.Closed || (request.Deadline is not null && request.Owner.Length > 0),
            $"I3: request '{request.Id}' is {request.State} without an owner or a deadline.");
        Invariant.Holds(
            request.Level != RiskLevel.HighRisk || !VolunteerInvolved(request),
            $"I5: request '{request.Id}' is High-risk and a volunteer holds an offer or assignment.");
        Invariant.Holds(
            request.Pause is null || (request.Level == RiskLevel.General && !request.Closed && request.Need.Incident is null),
            $"Request '{request.Id}' is {request.Level} and {request.State}, and an incident pauses it.");
        Invariant.Holds(
            request.State != RequestState.Assigned || request.Missing() == 0,
            $"Request '{request.Id}' is Assigned and misses {request.Missing()} responders.");
    }

    private static bool VolunteerInvolved(Request request) =>
        request.Pending().Any(o => o.Kind == ResponderKind.Volunteer) || request.Standing().Any(a => a is { Kind: ResponderKind.Volunteer, Active: true });
}
