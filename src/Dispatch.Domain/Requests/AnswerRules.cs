using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Requests;

/// <summary>What responders say about their offers. The request alone judges expiry, at the moment it handles the word.</summary>
public static class AnswerRules
{
    /// <summary>The responder holds the offer or cannot; a refusal is replaced at once.</summary>
    public static Request Acknowledge(Request request, AcknowledgeOffer command, DateTimeOffset now)
    {
        if (request.FindOffer(command.OfferId) is not { } offer || offer.ResponderId != command.ResponderId)
        {
            return request;
        }

        // A withdrawal that is still on its way is acknowledged by settling, not by this.
        var told = request.Outbox.Any(i => i.OfferId == offer.Id && i.Kind == OutboxKind.Offer) ? request.Acknowledged(offer.Id) : request;
        if (command.Held)
        {
            return offer.Held ? told : told.With(offer with { Held = true });
        }

        return offer.State != OfferState.Pending
            ? told
            : Replace(told.With(offer with { State = OfferState.Withdrawn, Reason = command.Refused?.Wire() }), now);
    }

    /// <summary>The responder's answer.</summary>
    public static Request Claim(Request request, ClaimOffer command, StationFacts station, DateTimeOffset now)
    {
        if (request.FindOffer(command.OfferId) is not { State: OfferState.Pending } offer || offer.ResponderId != command.ResponderId || now >= offer.ExpiresAt)
        {
            return request;
        }

        var answered = request.Acknowledged(offer.Id);
        return command.Answer == Answer.Accept
            ? Accept(
                answered,
                offer with { AnsweredAt = now, Held = true, CrisisQualified = offer.CrisisQualified || command.CrisisQualified },
                station,
                now)
            : Decline(answered, offer with { AnsweredAt = now }, command, now);
    }

    /// <summary>The responder has asked what became of the offer, and so knows what the outbox would tell it.</summary>
    public static Request Settle(Request request, string offerId, string responderId) =>
        request.FindOffer(offerId) is { } offer && offer.ResponderId == responderId && offer.State != OfferState.Pending ? request.Acknowledged(offerId) : request;

    /// <summary>The offer reached the phone, or was seen there.</summary>
    public static Request Delivered(Request request, string offerId, string responderId, bool seen, DateTimeOffset now)
    {
        if (request.FindOffer(offerId) is not { } offer || offer.ResponderId != responderId || (offer.DeliveredAt is not null && (!seen || offer.SeenAt is not null)))
        {
            return request;
        }

        return request.With(offer with { DeliveredAt = offer.DeliveredAt ?? now, SeenAt = seen ? offer.SeenAt ?? now : offer.SeenAt });
    }

    /// <summary>What became of an offer, in the words the responder's grain understands.</summary>
    public static OfferVerdict Verdict(Request? request, string offerId, string responderId)
    {
        if (request?.FindOffer(offerId) is not { } offer || offer.ResponderId != responderId)
        {
            return new OfferVerdict(offerId, OfferState.Lapsed, request is null ? RefusalCode.OfferUnknown : RefusalCode.OfferLapsed, null);
        }

        return offer.State switch
        {
            OfferState.Pending => new OfferVerdict(offerId, OfferState.Pending, null, null),
            OfferState.Accepted => Assigned(request, offer),
            OfferState.Declined => new OfferVerdict(offerId, OfferState.Declined, RefusalCode.OfferDeclined, null),
            OfferState.Lapsed => new OfferVerdict(offerId, OfferState.Lapsed, RefusalCode.OfferLapsed, null),
            _ => new OfferVerdict(offerId, OfferState.Withdrawn, offer.Reason == Taken ? RefusalCode.OfferTaken : RefusalCode.OfferWithdrawn, null),
        };
    }

    /// <summary>Reason of offers that went to somebody else.</summary>
    public const string Taken = "taken";

    private static OfferVerdict Assigned(Request request, Offer offer)
    {
        var assignment = request.FindAssignment(offer.Id);
        return assignment is { Stands: true }
            ? new OfferVerdict(offer.Id, OfferState.Accepted, null, RequestViews.Task(request, assignment))
            : new OfferVerdict(offer.Id, OfferState.Withdrawn, RefusalCode.OfferWithdrawn, assignment is null ? null : RequestViews.Task(request, assignment));
    }

    private static Request Accept(Request request, Offer offer, StationFacts station, DateTimeOffset now)
    {
        var assignment = new Assignment(
            offer.Id,
            offer.ResponderId,
            offer.Kind,
            offer.Name,
            AssignmentState.Accepted,
            Lead: !request.Standing().Any(a => a.Lead),
            request.Attempt,
            now,
            ProgressRules.StartBy(request, offer.TravelMinutes, station, now),
            offer.TravelMinutes,
            offer.CrisisQualified);
        request = request
            .With(offer with { State = OfferState.Accepted })
            .With(assignment)
            .Send(OutboxKind.Assigned, offer.Id, offer.ResponderId, offer.Kind)
            .Told(now, "accepted", offer.ResponderId, offer.Name);
        if (request.Missing() == 0)
        {
            return ProgressRules.Settle(request.WithdrawOffers(_ => true, Taken) with { MatchAt = null, State = RequestState.Assigned });
        }

        // Beside a counsellor the door may now be open to volunteers, and the wave has one fewer to find.
        return request with { MatchAt = now, State = request.Pending().Any() ? RequestState.Offered : RequestState.Matching };
    }

    private static Request Decline(Request request, Offer offer, ClaimOffer command, DateTimeOffset now)
    {
        request = request
            .With(offer with { State = OfferState.Declined, Reason = command.Note })
            .Told(now, command.Answer == Answer.Later ? "later" : "declined", offer.ResponderId, command.Note);
        request = request with
        {
            Refused = request.Refused.Contains(offer.ResponderId) ? request.Refused : request.Refused.Add(offer.ResponderId),
            Later = command is { Answer: Answer.Later, At: { } at } && at > now ? request.Later.Add(new LaterWish(offer.ResponderId, at)) : request.Later,
        };
        return Replace(request, now);
    }

    /// <summary>Looks for somebody else at once.</summary>
    internal static Request Replace(Request request, DateTimeOffset now) => request.Running && request.Missing() > 0
        ? request with
        {
            MatchAt = now,
            State = request.State == RequestState.Unfilled || request.Pending().Any() ? request.State : RequestState.Matching,
        }
        : request;
}
