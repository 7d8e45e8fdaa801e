using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Requests;

namespace Dispatch.Domain.Requests;

/// <summary>Small steps that the rules are made of. Each returns a new request; none decides.</summary>
internal static class RequestChange
{
    /// <summary>Most entries a timeline keeps; the oldest 20 always stay.</summary>
    public const int MostEntries = 200;

    /// <summary>Most closed offers a request remembers; responders who ask about a forgotten one learn that it lapsed.</summary>
    public const int MostClosedOffers = 64;

    private const int OldestKept = 20;

    // What asking the same people again and again says of each of them.
    private static readonly HashSet<string> Repeatable = ["offer-sent", "undelivered", "lapsed"];

    /// <summary>Enters what happened; asking the same person again adds to the entry it has in this round instead.</summary>
    public static Request Told(this Request request, DateTimeOffset at, string what, string by, string? note = null)
    {
        if (Repeatable.Contains(what) && request.Fold(at, what, by, note) is { } folded)
        {
            return folded;
        }

        var timeline = request.Timeline.Length < MostEntries ? request.Timeline : request.Timeline.RemoveAt(OldestKept);
        return request with { Timeline = timeline.Add(new TimelineEntry(at, what, by, note, request.Version + 1)) };
    }

    public static Request With(this Request request, Offer offer)
    {
        // The reasons go out with the offer; once it is held or over they only make every further commit larger.
        offer = !offer.Why.IsEmpty && (offer.Held || offer.State != OfferState.Pending) ? offer with { Why = [] } : offer;
        var index = request.IndexOf(offer.Id);
        return request with { Offers = index < 0 ? request.Offers.Add(offer) : request.Offers.SetItem(index, offer) };
    }

    public static Request With(this Request request, Assignment assignment)
    {
        for (var index = 0; index < request.Assignments.Length; index++)
        {
            if (request.Assignments[index].OfferId == assignment.OfferId)
            {
                return request with { Assignments = request.Assignments.SetItem(index, assignment) };
            }
        }

        return request with { Assignments = request.Assignments.Add(assignment) };
    }

    public static Offer? FindOffer(this Request request, string offerId) =>
        request.IndexOf(offerId) is var index and >= 0 ? request.Offers[index] : null;

    public static Assignment? FindAssignment(this Request request, string offerId) =>
        request.Assignments.FirstOrDefault(a => a.OfferId == offerId);

    /// <summary>Puts a message into the outbox; an unsent offer to the same person about the same offer is overtaken by it.</summary>
    public static Request Send(this Request request, OutboxKind kind, string offerId, string responderId, ResponderKind to) => request with
    {
        Outbox = request.Outbox.RemoveAll(item => item.OfferId == offerId).Add(new OutboxItem(request.NextItem, kind, offerId, responderId, to)),
        NextItem = request.NextItem + 1,
    };

    /// <summary>Takes out what the responder has acknowledged about an offer.</summary>
    public static Request Acknowledged(this Request request, string offerId) =>
        request.Outbox.Any(item => item.OfferId == offerId) ? request with { Outbox = request.Outbox.RemoveAll(item => item.OfferId == offerId) } : request;

    /// <summary>Withdraws every open offer that the filter names, with a reason code.</summary>
    public static Request WithdrawOffers(this Request request, Func<Offer, bool> which, string reason)
    {
        foreach (var offer in request.Pending().Where(which).ToList())
        {
            request = request
                .With(offer with { State = OfferState.Withdrawn, Reason = reason })
                .Send(OutboxKind.Withdraw, offer.Id, offer.ResponderId, offer.Kind);
        }

        return request;
    }

    /// <summary>Open offers stay open, but no longer keep the next people from being asked.</summary>
    public static Request Overtake(this Request request) =>
        request.Pending().Where(o => !o.Overtaken).ToList().Aggregate(request, (next, offer) => next.With(offer with { Overtaken = true }));

    /// <summary>Takes active assignments away that the filter names.</summary>
    public static Request WithdrawAssignments(this Request request, Func<Assignment, bool> which)
    {
        foreach (var assignment in request.Assignments.Where(a => a.Attempt == request.Attempt && a.Active && which(a)).ToList())
        {
            request = request
                .With(assignment with { State = AssignmentState.Withdrawn, Deadline = null })
                .Send(OutboxKind.Withdraw, assignment.OfferId, assignment.ResponderId, assignment.Kind);
        }

        return request;
    }

    /// <summary>Forgets the oldest closed offers above the bound, but none that a message or an assignment still names.</summary>
    public static Request Forget(this Request request)
    {
        var closed = request.Offers.Count(o => o.State != OfferState.Pending);
        if (closed <= MostClosedOffers)
        {
            return request;
        }

        var surplus = closed - MostClosedOffers;
        return request with
        {
            Offers = request.Offers.RemoveAll(o =>
                o.State is not (OfferState.Pending or OfferState.Accepted) && request.Outbox.All(item => item.OfferId != o.Id) && surplus-- > 0),
        };
    }

    /// <summary>The round is what the end of the timeline says of asking alone; anything else that happens begins a new one.</summary>
    private static Request? Fold(this Request request, DateTimeOffset at, string what, string by, string? note)
    {
        for (var index = request.Timeline.Length - 1; index >= 0 && Repeatable.Contains(request.Timeline[index].What); index--)
        {
            var entry = request.Timeline[index];
            if (entry.What == what && entry.By == by && entry.Note == note)
            {
                var again = entry with { Times = entry.Times + 1, LastAt = at, Version = request.Version + 1 };
                return request with { Timeline = request.Timeline.SetItem(index, again) };
            }
        }

        return null;
    }

    private static int IndexOf(this Request request, string offerId)
    {
        for (var index = 0; index < request.Offers.Length; index++)
        {
            if (request.Offers[index].Id == offerId)
            {
                return index;
            }
        }

        return -1;
    }
}
