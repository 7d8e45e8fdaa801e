using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Matching;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Responders;

/// <summary>What becomes of offers at the responder's end. The request alone decides; this keeps what it said.</summary>
public static class OfferRules
{
    /// <summary>Reserves a place for an offer that was not known before, or tells why not.</summary>
    public static (Responder Next, RefusalCode? Refused) Hold(Responder held, SendOffer command, DateTimeOffset now)
    {
        if (held.Load >= ResponderLimits.Places)
        {
            return (held, RefusalCode.ResponderFull);
        }

        if (OfferGate.Refuses(held, command, now) is { } code)
        {
            return (held, code);
        }

        var week = Calendars.WeekStart(held.Profile.TimeZone, now);
        return (held with
        {
            Held = held.Held.Add(new HeldOffer(command.Offer, now)),
            LastCallAt = now,
            Calls = held.Calls + 1,
            AlertsThisWeek = held.WeekStart == week ? held.AlertsThisWeek + 1 : 1,
            WeekStart = week,
            Version = held.Version + 1,
        }, null);
    }

    /// <summary>Applies the request's word on an offer or an assignment. Repeated, it changes nothing.</summary>
    public static Told Apply(Responder held, OfferVerdict verdict, DateTimeOffset now)
    {
        if (held.Standing.FirstOrDefault(each => each.Offer.Id == verdict.OfferId) is { } standing)
        {
            return TaskRules.Apply(held, standing, verdict, now);
        }

        if (held.Held.FirstOrDefault(each => each.Offer.Id == verdict.OfferId) is not { } reserved || verdict.State == OfferState.Pending)
        {
            return new(held, null);
        }

        var freed = held with { Held = held.Held.Remove(reserved), Version = held.Version + 1 };
        if (verdict is { State: OfferState.Accepted, Task: { } accepted })
        {
            var offer = reserved.Offer with { State = OfferState.Accepted };
            var taken = new StandingTask(offer, accepted, null);
            var next = freed with { Standing = freed.Standing.Add(taken), Accepts = freed.Accepts + 1 };
            return TaskRules.IsOver(accepted.State) ? TaskRules.Close(next, taken, accepted.State, now) : new(next, offer);
        }

        // Declined is what the person said; there is nothing to explain.
        var code = verdict.State == OfferState.Declined ? null : verdict.Code ?? CodeOf(verdict.State);
        return End(freed, reserved.Offer with { State = verdict.State == OfferState.Accepted ? OfferState.Withdrawn : verdict.State, Code = code });
    }

    /// <summary>The answer to an answer that needs no word of the request; null when the request must be asked.</summary>
    public static Reply<OfferView>? AnswerTo(Responder held, AnswerOffer command, DateTimeOffset now)
    {
        if (TextRules.CheckReason(command.Note, required: false, "note") is { } refused)
        {
            return refused;
        }

        if (command.Answer == Answer.Later && (command.At is not { } at || at <= now || at > now + ResponderLimits.Later))
        {
            return new Refusal(RefusalCode.TimeInvalid, "The answer 'later' needs a time within the next 60 days.");
        }

        if (held.OfferOf(command.OfferId) is not { } offer)
        {
            return new Refusal(RefusalCode.OfferUnknown, $"Responder '{held.Profile.Id}' holds no offer '{command.OfferId}'.");
        }

        return held.Holds(offer.Id) ? null : Seen(offer, command.Answer);
    }

    /// <summary>What the person who gave this answer is told: the offer, and a refusal beside it when the answer came to nothing.</summary>
    public static Reply<OfferView> Seen(OfferView offer, Answer answer)
    {
        var code = offer.State switch
        {
            OfferState.Accepted => null,
            OfferState.Declined => answer == Answer.Accept ? RefusalCode.OfferDeclined : null,
            _ => offer.Code ?? CodeOf(offer.State),
        };
        var refused = code is { } known ? new Refusal(known, $"Offer '{offer.Id}' ended as {offer.State}.") : null;
        return new Reply<OfferView>(offer with { Code = code }, refused);
    }

    /// <summary>Remembers an offer that is over, without what only an open one needs.</summary>
    internal static Told End(Responder held, OfferView over)
    {
        var slim = Over(over);
        var ended = held.Ended.RemoveAll(each => each.Id == over.Id).Add(slim);
        return new(held with { Ended = ended.Length > ResponderLimits.Ended ? ended.RemoveAt(0) : ended }, slim);
    }

    /// <summary>An offer that is over, as it may still be shown: not even the area (house, section 6).</summary>
    private static OfferView Over(OfferView offer) =>
        offer with { Why = [], Skills = [], Languages = [], Area = null, DistanceMetres = null, TravelMinutes = null };

    private static RefusalCode? CodeOf(OfferState state) => state switch
    {
        OfferState.Lapsed => RefusalCode.OfferLapsed,
        OfferState.Withdrawn => RefusalCode.OfferWithdrawn,
        // Accepted, yet not this responder's assignment: somebody else has it.
        OfferState.Accepted => RefusalCode.OfferTaken,
        _ => null,
    };
}
