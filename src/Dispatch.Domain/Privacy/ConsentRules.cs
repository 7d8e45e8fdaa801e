using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Request = Dispatch.Domain.Requests.Request;

namespace Dispatch.Domain.Privacy;

/// <summary>Consent for each purpose, given and taken back, and what follows at once (G01, G12).</summary>
public static class ConsentRules
{
    /// <summary>Why an offer to a neighbour's helper is taken back.</summary>
    public const string Withdrawn = "consent-withdrawn";

    /// <summary>Neighbours are asked unless the resident took that back; where life is in danger they are asked in any case.</summary>
    public static bool MayAskNeighbours(Request request) => !request.KeepsToStation || request.Lane == Lane.Emergency;

    /// <summary>What the resident allows.</summary>
    public static ImmutableArray<Consent> Of(Request request) => 
        [new Consent(Purpose.Neighbours, !request.KeepsToStation), new Consent(Purpose.Transcript, request.AllowsTranscript)];

    /// <summary>What the responder allows.</summary>
    public static ImmutableArray<Consent> Of(Responder responder) => [new Consent(Purpose.Position, responder.PositionAllowed == true)];

    /// <summary>The resident's word. Offers that wait at other stations are taken back with the consent; who has accepted stays.</summary>
    public static Decision<Request> Set(Request request, Consent consent, DateTimeOffset now)
    {
        if (consent.Purpose == Purpose.Transcript)
        {
            // Also after the end: it is taken back for as long as there are words.
            return request.AllowsTranscript == consent.Given ? request : request with { AllowsTranscript = consent.Given };
        }

        if (consent.Purpose != Purpose.Neighbours)
        {
            return new Refusal(RefusalCode.InputInvalid, $"Purpose '{consent.Purpose}' is none that a resident decides on.", "purpose");
        }

        if (request.Closed)
        {
            return new Refusal(RefusalCode.RequestState, "The request has ended: nothing is shared any longer.");
        }

        if (request.KeepsToStation != consent.Given)
        {
            return request;
        }

        var next = request with { KeepsToStation = !consent.Given };
        return MayAskNeighbours(next) ? next : AskAtHomeInstead(next, now);
    }

    /// <summary>Takes back what waits at other stations; who is missing then is looked for anew.</summary>
    private static Request AskAtHomeInstead(Request request, DateTimeOffset now)
    {
        var left = request.WithdrawOffers(offer => offer.StationId != request.Need.StationId, Withdrawn);
        return ReferenceEquals(left, request) || left.State != RequestState.Offered ? left
            : left with { MatchAt = now, State = left.Pending().Any() ? RequestState.Offered : RequestState.Matching };
    }

    /// <summary>The responder's word. With the consent the position goes at once; the running duty is counted from home.</summary>
    public static Decision<Responder> Set(Responder responder, Consent consent) =>
        consent.Purpose != Purpose.Position ? new Refusal(RefusalCode.InputInvalid, $"Purpose '{consent.Purpose}' is none that a responder decides on.", "purpose")
        : responder.PositionAllowed == consent.Given ? responder
        : DutyRules.Allow(responder, consent.Given);
}
