using System.Collections.Immutable;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Matching;

namespace Dispatch.Domain.Responders;

/// <summary>What a responder's own phone shows.</summary>
public static class ResponderViews
{
    /// <summary>The whole view, with those offers that the request has confirmed.</summary>
    public static ResponderView Of(Responder held, Func<string, bool> confirmed, DateTimeOffset now) => new(
        held.Profile.Id,
        held.Profile.Kind,
        held.Profile.StationId,
        held.Profile.Name,
        held.ByHand is not null,
        held.ByHand?.Since,
        held.ByHand?.TravelMode ?? held.Profile.TravelMode,
        held.ByHand?.Position,
        held.Profile.Capacity,
        held.Profile.Quiet,
        held.Profile.Skills,
        held.Profile.Languages,
        Offers(held, confirmed, now),
        [.. held.Standing.Select(each => each.Task)],
        held.Past,
        held.MinutesServed,
        held.CoolUntil > now ? held.CoolUntil : null,
        held.WeekStart == Calendars.WeekStart(held.Profile.TimeZone, now) ? held.AlertsThisWeek : 0,
        held.Profile.AlertsPerWeek,
        held.PositionAllowed);

    /// <summary>Offers that can be answered, soonest to lapse first.</summary>
    public static ImmutableArray<OfferView> Offers(Responder held, Func<string, bool> confirmed, DateTimeOffset now) =>
    [
        .. held.Held
            .Select(each => each.Offer)
            .Where(offer => offer.ExpiresAt > now && confirmed(offer.Id))
            .OrderBy(offer => offer.ExpiresAt)
            .ThenBy(offer => offer.Id, StringComparer.Ordinal),
    ];
}
