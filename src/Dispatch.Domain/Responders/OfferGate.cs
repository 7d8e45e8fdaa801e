using Dispatch.Contracts;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Matching;

namespace Dispatch.Domain.Responders;

/// <summary>The responder's own check of an offer: the index that proposed it may be stale.</summary>
public static class OfferGate
{
    /// <summary>The gravest reason to refuse; null when the offer may be held.</summary>
    public static RefusalCode? Refuses(Responder held, SendOffer command, DateTimeOffset now)
    {
        if (held.TaskOn(command.Offer.RequestId) is not null || held.Held.Any(each => each.Offer.RequestId == command.Offer.RequestId))
        {
            return RefusalCode.ResponderIneligible;
        }

        // Whom the request leaves out is the request's business: it may name this responder for this very offer.
        var query = command.Query with { Excluded = [] };
        RefusalCode? gravest = null;
        foreach (var gate in Gates.Check(held.Card(), query, now, command.ByHand))
        {
            var code = CodeOf(gate);
            gravest = gravest is null || code < gravest ? code : gravest;
        }

        return gravest;
    }

    private static RefusalCode CodeOf(string gate) => gate switch
    {
        "capacity" => RefusalCode.ResponderFull,
        "duty" => RefusalCode.ResponderAway,
        "quiet" or "budget" => RefusalCode.ResponderQuiet,
        _ => RefusalCode.ResponderIneligible,
    };
}
