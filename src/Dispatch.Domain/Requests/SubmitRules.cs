using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Requests;

/// <summary>The first state of a request.</summary>
public static class SubmitRules
{
    /// <summary>The version of the first commit.</summary>
    private const long FirstVersion = 1;

    public static Request Create(string id, Intake intake, int openShard)
    {
        var (need, station, _, triage, _) = intake;
        var policy = station.Policy.Of(Lanes.Of(triage.Level));
        var now = need.SubmittedAt;
        var request = new Request(
            id,
            need with { OpenShard = openShard },
            Version: 0,
            RequestState.Submitted,
            triage.Level,
            triage.Provisional,
            triage.Reasons,
            Lanes.Owner(triage.Level, station),
            Deadline(need, policy),
            Lanes.Needed(need.RespondersAsked, policy),
            Attempt: 1,
            Cycle: 1,
            Wave: 0,
            MatchAt: now,
            Front: false,
            Offers: [],
            NextOffer: 1,
            Assignments: [],
            Refused: [],
            Later: [],
            Outbox: [],
            NextItem: 1,
            Timeline: [],
            CompletedAt: null,
            CloseReason: null)
        {
            Dangers = triage.Level == RiskLevel.HighRisk ? 1 : 0,
            Demand = intake.Demand,
        };
        request = request.Told(now, "submitted", need.SubmittedBy);
        return triage.Level > intake.Service.Level ? request.Told(now, StaffRules.Raised, Actor.System.Account) : request;
    }

    /// <summary>By when responders must have been found: counted from submission; for a start far ahead, until the calm ends and the owner must act.</summary>
    public static DateTimeOffset Deadline(Need need, LanePolicy policy) => Deadline(need, policy, need.SubmittedAt);

    /// <summary>The same, counted from when the search began anew.</summary>
    public static DateTimeOffset Deadline(Need need, LanePolicy policy, DateTimeOffset from)
    {
        var within = from.AddSeconds(policy.AssignWithinSeconds);
        var calmEnds = need.StartsAt - MatchPlan.Calm;
        return calmEnds > within ? calmEnds : within;
    }

    /// <summary>The submitter's answer: the first one, however often it is asked for and whatever has happened since.</summary>
    public static Submitted Answer(Request request) =>
        new(request.Id, RequestState.Submitted, FirstVersion, request.Need.IntakeLevel, request.Need.StationId, request.Need.PossibleDuplicates);
}
