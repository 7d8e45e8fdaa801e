using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Requests;

/// <summary>What the passing of time does to a request, and when it must be looked at next.</summary>
public static class TimeRules
{
    /// <summary>Applies everything that is due. The same request when nothing is.</summary>
    public static Request Elapse(Request request, StationFacts station, DateTimeOffset now)
    {
        if (request.Closed)
        {
            return request;
        }

        if (request is { State: RequestState.Completed, CompletedAt: { } completed })
        {
            return now < completed + ProgressRules.ConfirmWithin
                ? request
                : ProgressRules.Close(request, RequestState.Confirmed, "confirmed-by-timeout", Actor.System.Account, null, now);
        }

        return MissProgress(AskAgain(Overtake(Lapse(request, now), now), now), station, now);
    }

    /// <summary>When the next thing is due; null when only others can move the request.</summary>
    public static DateTimeOffset? NextWake(Request request)
    {
        if (request.Closed)
        {
            return null;
        }

        if (request is { State: RequestState.Completed, CompletedAt: { } completed })
        {
            return completed + ProgressRules.ConfirmWithin;
        }

        DateTimeOffset? next = request.Missing() > 0 && request.Pause is null ? request.MatchAt : null;
        foreach (var offer in request.Pending())
        {
            next = Earlier(next, offer.ExpiresAt);
            next = offer.DeliveredAt is null && !offer.Overtaken ? Earlier(next, offer.SentAt + OfferRules.DeliverWithin) : next;
        }

        foreach (var assignment in request.Standing())
        {
            next = CanBeMissed(assignment) ? Earlier(next, assignment.Deadline!.Value) : next;
        }

        return request.Later.Aggregate(next, (earliest, wish) => Earlier(earliest, wish.At));
    }

    private static Request Lapse(Request request, DateTimeOffset now)
    {
        var lapsed = request.Pending().Where(o => o.ExpiresAt <= now).ToList();
        foreach (var offer in lapsed)
        {
            // The responder settles by its own clock, unless the process that held the clock died: then this wakes it.
            request = request
                .With(offer with { State = OfferState.Lapsed })
                .Send(OutboxKind.Withdraw, offer.Id, offer.ResponderId, offer.Kind)
                .Told(now, "lapsed", offer.ResponderId, offer.Name);
        }

        if (lapsed.Count == 0 || request.Missing() == 0)
        {
            return request;
        }

        // A wave that was widened to by hand has its own offers to wait for: those of an earlier one lapse without skipping it.
        var open = request.Pending().Any();
        return request with
        {
            MatchAt = now,
            Wave = open || lapsed.TrueForAll(o => o.Wave < request.Wave) ? request.Wave : request.Wave + 1,
            State = open || request.State == RequestState.Unfilled ? request.State : RequestState.Matching,
        };
    }

    private static Request Overtake(Request request, DateTimeOffset now)
    {
        foreach (var offer in request.Pending().Where(o => !o.Overtaken && o.DeliveredAt is null && o.SentAt + OfferRules.DeliverWithin <= now).ToList())
        {
            request = request.With(offer with { Overtaken = true }).Told(now, "undelivered", offer.ResponderId, offer.Name) with { MatchAt = now };
        }

        return request;
    }

    private static Request AskAgain(Request request, DateTimeOffset now)
    {
        var due = request.Later.RemoveAll(wish => wish.At > now);
        if (due.IsEmpty)
        {
            return request;
        }

        var names = due.Select(wish => wish.ResponderId).ToHashSet(StringComparer.Ordinal);
        request = request with { Later = request.Later.RemoveAll(wish => wish.At <= now), Refused = request.Refused.RemoveAll(names.Contains) };
        return request.Missing() > 0 ? request with { MatchAt = now } : request;
    }

    private static Request MissProgress(Request request, StationFacts station, DateTimeOffset now)
    {
        foreach (var missed in request.Standing().Where(a => CanBeMissed(a) && a.Deadline <= now).ToList())
        {
            request = ProgressRules.Reopen(request, missed, AssignmentState.NoShow, null, station, now)
                .Send(OutboxKind.Withdraw, missed.OfferId, missed.ResponderId, missed.Kind);
        }

        return request;
    }

    // Somebody who has arrived is no no-show: a late finish shows on the board and the owner calls.
    private static bool CanBeMissed(Assignment assignment) =>
        assignment is { State: AssignmentState.Accepted or AssignmentState.EnRoute, Deadline: not null };

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } first && first < other ? first : other;
}
