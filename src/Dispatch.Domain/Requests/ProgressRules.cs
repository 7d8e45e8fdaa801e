using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Requests;

/// <summary>From acceptance to the resident's word.</summary>
public static class ProgressRules
{
    /// <summary>Without a word from the resident a completed request counts as kept after this time.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromHours(72);

    /// <summary>Why a volunteer's offer was withdrawn that was to stand beside a counsellor.</summary>
    public const string CounsellorLeft = "counsellor-left";

    /// <summary>By when an accepted task must show progress: the agreed start or now, the journey, and the lane's grace.</summary>
    public static DateTimeOffset StartBy(Request request, int? travelMinutes, StationFacts station, DateTimeOffset now)
    {
        var from = request.Need.StartsAt > now ? request.Need.StartsAt : now;
        return from.AddMinutes(travelMinutes ?? 0).AddSeconds(station.Policy.Of(request.Lane).StartGraceSeconds);
    }

    public static Decision<Request> Report(Request request, ReportProgress command, StationFacts station, DateTimeOffset now)
    {
        var mine = request.Assignments.LastOrDefault(a => a.ResponderId == command.ResponderId);
        if (mine is not { Stands: true })
        {
            return new Refusal(RefusalCode.AssignmentUnknown, $"Responder '{command.ResponderId}' has no standing assignment on request '{request.Id}'.");
        }

        var step = (AssignmentState)command.Step;
        if (mine.State == step)
        {
            return request;
        }

        if (step < mine.State || !mine.Active)
        {
            return new Refusal(RefusalCode.AssignmentState, $"The assignment is already {mine.State}.");
        }

        // The end frees a place at the responder: should it fail to keep that, it is told again.
        request = (step == AssignmentState.Completed
                ? request.Send(OutboxKind.Assigned, mine.OfferId, mine.ResponderId, mine.Kind)
                : request.Acknowledged(mine.OfferId))
            .With(mine with { State = step, Deadline = Next(mine, step, request, station, now) })
            .Told(now, What(step), mine.ResponderId, mine.Name);
        return Settle(Finish(request, now));
    }

    public static Decision<Request> HandBack(Request request, HandBack command, StationFacts station, DateTimeOffset now)
    {
        if (TextRules.CheckReason(command.Reason, required: true) is { } refused)
        {
            return refused;
        }

        var mine = request.Assignments.LastOrDefault(a => a.ResponderId == command.ResponderId);
        if (mine is { State: AssignmentState.HandedBack })
        {
            return request;
        }

        return mine is not { Active: true }
            ? new Refusal(RefusalCode.AssignmentUnknown, $"Responder '{command.ResponderId}' has no standing assignment on request '{request.Id}'.")
            : Reopen(request, mine, AssignmentState.HandedBack, command.Reason, station, now)
                .Send(OutboxKind.Withdraw, mine.OfferId, mine.ResponderId, mine.Kind);
    }

    /// <summary>
    /// Takes a lost assignment out and looks again: original deadline, a place at the front. Nobody is looked for in place of a counsellor who
    /// only stayed beside.
    /// </summary>
    internal static Request Reopen(
        Request request, Assignment lost, AssignmentState how, string? reason, StationFacts station, DateTimeOffset now)
    {
        request = request
            .With(lost with { State = how, Deadline = null })
            .Told(now, how == AssignmentState.NoShow ? "no-show" : "handed-back", lost.ResponderId, reason);
        request = LeaveNoVolunteerAlone(PassLead(request)) with
        {
            Refused = request.Refused.Contains(lost.ResponderId) ? request.Refused : request.Refused.Add(lost.ResponderId),
        };
        return Settle(Finish(
            Lanes.Meets(request.Level, lost.Kind, lost.CrisisQualified)
                ? request with
                {
                    State = request.Pending().Any() ? RequestState.Offered : RequestState.Matching,
                    MatchAt = now,
                    Front = true,
                    Cycle = request.NextOffer,
                    Wave = 0,
                    Deadline = SubmitRules.Deadline(request.Need, station.Policy.Of(request.Lane)),
                }
                : request with { RespondersNeeded = request.RespondersNeeded - 1 },
            now));
    }

    public static Decision<Request> Confirm(Request request, ConfirmRequest command, StationFacts station, DateTimeOffset now)
    {
        if (TextRules.CheckReason(command.Note, required: false, "note") is { } refused)
        {
            return refused;
        }

        if (command.Kept ? request.State == RequestState.Confirmed : RequestViews.NotKept(request))
        {
            return request;
        }

        if (request.State != RequestState.Completed)
        {
            return new Refusal(RefusalCode.RequestState, $"The request is {request.State}; only a completed one can be confirmed.");
        }

        return command.Kept ? Close(request, RequestState.Confirmed, "confirmed", Actor.Resident.Account, command.Note, now) : NotKept(request, command.Note, station, now);
    }

    /// <summary>Ends a request.</summary>
    internal static Request Close(Request request, RequestState state, string what, string by, string? reason, DateTimeOffset now)
    {
        request = request.WithdrawOffers(_ => true, what).WithdrawAssignments(_ => true).Told(now, what, by, reason);
        return request with { State = state, Deadline = null, MatchAt = null, Later = [], Pause = null, CloseReason = reason };
    }

    /// <summary>The request's deadline while assigned: the earliest of its active assignments.</summary>
    internal static Request Settle(Request request) =>
        request.State == RequestState.Assigned ? request with { Deadline = request.Standing().Where(a => a.Active).Min(a => a.Deadline) ?? request.Deadline } : request;

    private static Request NotKept(Request request, string? note, StationFacts station, DateTimeOffset now) => (request with
    {
        State = RequestState.Unfilled,
        Attempt = request.Attempt + 1,
        Owner = Lanes.Owner(request.Level, station),
        RespondersNeeded = Lanes.Needed(request.Need.RespondersAsked, station.Policy.Of(request.Lane)),
        Deadline = now.AddSeconds(station.Policy.Of(request.Lane).ActWithinSeconds),
        CompletedAt = null,
        MatchAt = null,
    }).Told(now, "not-kept", Actor.Resident.Account, note);

    /// <summary>
    /// Completes the request once everybody who stands has finished. The second of an emergency is the house's own rule, not the resident's: when
    /// it is not there, the work done by as many as the resident asked for is enough, and nobody is called to a person who no longer needs it.
    /// </summary>
    private static Request Finish(Request request, DateTimeOffset now)
    {
        var standing = request.Standing().ToList();
        var counted = standing.Count(a => Lanes.Meets(request.Level, a.Kind, a.CrisisQualified));
        var enough = request.Missing() == 0 || (request.Lane == Lane.Emergency && counted >= request.Need.RespondersAsked);
        if (!enough || standing.Exists(a => a.State != AssignmentState.Completed))
        {
            return request;
        }

        return (request.WithdrawOffers(_ => true, AnswerRules.Taken) with
        {
            State = RequestState.Completed,
            CompletedAt = now,
            Deadline = now + ConfirmWithin,
            MatchAt = null,
        }).Told(now, "all-completed", Actor.System.Account);
    }

    /// <summary>At Serious volunteers are asked beside a counsellor only: when the last one goes, so do the open offers of volunteers.</summary>
    internal static Request LeaveNoVolunteerAlone(Request request) =>
        request.Level != RiskLevel.Serious || request.Standing().Any(a => a.Kind == ResponderKind.Counsellor)
            ? request
            : request.WithdrawOffers(o => o.Kind == ResponderKind.Volunteer, CounsellorLeft);

    /// <summary>Sees to it that somebody who meets the level leads, and nobody else; the next to accept when there is none.</summary>
    internal static Request PassLead(Request request)
    {
        var (fit, beside) = (new List<Assignment>(), new List<Assignment>());
        foreach (var assignment in request.Standing())
        {
            (Lanes.Meets(request.Level, assignment.Kind, assignment.CrisisQualified) ? fit : beside).Add(assignment);
        }

        request = beside.Where(a => a.Lead).Aggregate(request, (next, a) => next.With(a with { Lead = false }));
        return fit.Count == 0 || fit.Exists(a => a.Lead) ? request : request.With(fit[0] with { Lead = true });
    }

    private static DateTimeOffset? Next(Assignment mine, AssignmentState step, Request request, StationFacts station, DateTimeOffset now) => step switch
    {
        AssignmentState.EnRoute => StartBy(request, (mine.TravelMinutes ?? 0) * 2, station, now),
        AssignmentState.OnSite => now.AddMinutes((request.Need.Minutes * 2) + 30),
        _ => null,
    };

    private static string What(AssignmentState step) => step switch
    {
        AssignmentState.EnRoute => "en-route",
        AssignmentState.OnSite => "on-site",
        _ => "completed",
    };
}
