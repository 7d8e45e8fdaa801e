using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Requests;

/// <summary>Waves and offers: how many to ask, whom, and what when nobody is left.</summary>
public static class OfferRules
{
    /// <summary>An offer not delivered by then stays open, but the next candidate is asked as well.</summary>
    public static readonly TimeSpan DeliverWithin = TimeSpan.FromSeconds(10);

    /// <summary>Most messages that may wait in an outbox.</summary>
    public const int OutboxMost = 64;

    /// <summary>Most people asked at once in an emergency.</summary>
    public const int AllAtOnce = 48;

    /// <summary>How long those who let an offer lapse are waited for: until they have heard, and their index that they are free.</summary>
    public static readonly TimeSpan ReturnWithin = TimeSpan.FromSeconds(5);

    /// <summary>
    /// In an emergency somebody who can help remotely is asked to come instead up to this journey; ours, from the replay of docs/simulation.md.
    /// </summary>
    public const int AtHandMinutes = 10;

    /// <summary>How soon to look again when something will have changed in a moment.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Whether responders are to be looked for now.</summary>
    public static bool Wants(Request request, DateTimeOffset now) =>
        request.Running && request.Pause is null && request.MatchAt is { } at && at <= now && request.Missing() > 0;

    /// <summary>Whether the first wave is to be assigned together with others of the zone.</summary>
    public static bool Batched(Request request, StationFacts station) =>
        station.Policy.Of(request.Lane).Batched && request.Wave == 0 && !request.Front && request.NextOffer == 1;

    /// <summary>How many more offers the wave wants, undelivered ones not counted.</summary>
    public static int Wanted(Request request, int wave, StationFacts station, DateTimeOffset now)
    {
        var perWave = station.Policy.Of(request.Lane).OffersPerWave;
        var atOnce = perWave[Math.Min(Math.Max(wave, 1), perWave.Length) - 1];
        var open = request.Pending().Count(o => !o.Overtaken);

        // Withdrawals of what has just lapsed must not keep the next people from being asked; when their receivers stay away they count as well.
        var offers = request.Outbox.Count(item => item.Kind == OutboxKind.Offer);
        var room = Math.Min(OutboxMost - offers, (2 * OutboxMost) - request.Outbox.Length);
        var wanted = atOnce == 0 ? AllAtOnce : Math.Max(atOnce, request.Missing()) - open;
        if (WaitRules.IsAhead(request, now))
        {
            // What is planned can wait for a phone that is switched off; only so many people are kept free for it.
            wanted = Math.Min(wanted, WaitRules.MostOpen(request, wave, station) - request.Pending().Count());
        }

        return Math.Clamp(wanted, 0, Math.Max(0, room));
    }

    /// <summary>Whether enough people are being asked to fill what is missing.</summary>
    public static bool Enough(Request request) => request.Pending().Count(o => !o.Overtaken) >= request.Missing();

    /// <summary>Nothing more to ask for now; an emergency asks again by itself, a full outbox is tried again shortly.</summary>
    public static Request Wait(Request request, StationFacts station, DateTimeOffset now) => request with
    {
        MatchAt = request.Outbox.Length >= OutboxMost && !Enough(request) ? now + Moment : Louder(request, station.Policy.Of(request.Lane), now),
    };

    /// <summary>Merges the answers of several indexes: best first, and each person once, in the way that suits the lane.</summary>
    public static ImmutableArray<Ranked> Merge(IEnumerable<Ranked> ranked, Lane lane) =>
    [
        .. ranked
            .OrderBy(r => Detour(lane, r.TravelMinutes))
            .ThenByDescending(r => r.Score)
            .DistinctBy(r => r.ResponderId)
            .OrderByDescending(r => r.Score)
            .ThenBy(r => r.ResponderId, StringComparer.Ordinal),
    ];

    /// <summary>
    /// Of two ways to reach one person the one with the lesser value is taken. In person comes before remotely, although a remote answer scores
    /// higher, having no way to go: somebody around the corner is not to stay on the phone. But an emergency does not wait for a journey: whoever
    /// is farther away than <see cref="AtHandMinutes"/> helps at once and remotely, beside those who come in person.
    /// </summary>
    internal static int Detour(Lane lane, int? travelMinutes) =>
        travelMinutes is not { } minutes ? 1 : lane == Lane.Emergency && minutes > AtHandMinutes ? 2 : 0;

    /// <summary>Makes the offers of a wave. <paramref name="ranked"/> must not be empty.</summary>
    public static Request Ask(Request request, int wave, IEnumerable<Ranked> ranked, StationFacts station, DateTimeOffset now)
    {
        var policy = station.Policy.Of(request.Lane);
        var expires = Expires(request, policy, now);
        if (wave > Math.Max(1, request.Wave))
        {
            request = request.Told(now, "widened", Actor.System.Account, wave.ToString(CultureInfo.InvariantCulture));
        }

        request = request with { Wave = wave, State = RequestState.Offered, MatchAt = Louder(request, policy, now), Front = false };
        foreach (var candidate in ranked)
        {
            request = Ask(request, candidate, expires, now, byHand: false);
        }

        return WaitRules.Release(request, WaitRules.MostOpen(request, wave, station)).Forget();
    }

    /// <summary>A coordinator's own choice.</summary>
    public static Request AskByHand(Request request, Ranked candidate, DispatchByHand command, StationFacts station, DateTimeOffset now)
    {
        var expires = Expires(request, station.Policy.Of(request.Lane), now);
        return Ask(request with { State = RequestState.Offered, Wave = Math.Max(1, request.Wave) }, candidate, expires, now, byHand: true)
            .Told(now, "dispatched", command.By.Account, command.Reason);
    }

    /// <summary>Nobody is left to ask in any wave: the owner acts, and whoever comes on duty meanwhile is asked all the same.</summary>
    public static Request Exhausted(Request request, StationFacts station, DateTimeOffset now)
    {
        var policy = station.Policy.Of(request.Lane);
        request = request with { MatchAt = Again(request, policy, now), Wave = MatchPlan.Waves(request, station), Front = false };
        if (request.State == RequestState.Unfilled)
        {
            return request;
        }

        if (request.Pending().Any())
        {
            // Somebody may still say yes; nobody else is being looked for.
            return request with { State = RequestState.Offered };
        }

        if (Returning(request, now))
        {
            return request with { State = RequestState.Matching };
        }

        return (request with
        {
            State = RequestState.Unfilled,
            Owner = request.Lane == Lane.Ordinary ? request.Owner : station.Head,
            Deadline = now.AddSeconds(policy.ActWithinSeconds),
        }).Told(now, "unfilled", Actor.System.Account);
    }

    private static Request Ask(Request request, Ranked candidate, DateTimeOffset expires, DateTimeOffset now, bool byHand)
    {
        Invariant.Holds(
            Lanes.Meets(request.Level, candidate.Kind, candidate.CrisisQualified),
            $"I5: request '{request.Id}' is High-risk and was about to be offered to somebody who is no crisis-qualified counsellor.");
        var offer = new Offer(
            string.Create(CultureInfo.InvariantCulture, $"{request.Id}.{request.NextOffer}"),
            request.NextOffer,
            candidate.ResponderId,
            candidate.Kind,
            candidate.StationId,
            candidate.Name,
            OfferState.Pending,
            Math.Max(1, request.Wave),
            now,
            expires,
            Held: false,
            DeliveredAt: null,
            SeenAt: null,
            AnsweredAt: null,
            Reason: null,
            byHand,
            Overtaken: false,
            candidate.DistanceMetres,
            candidate.TravelMinutes,
            candidate.Why,
            candidate.CrisisQualified);
        return (request with { NextOffer = request.NextOffer + 1 })
            .With(offer)
            .Send(OutboxKind.Offer, offer.Id, offer.ResponderId, offer.Kind)
            .Told(now, "offer-sent", Actor.System.Account, candidate.Name);
    }

    private static DateTimeOffset Expires(Request request, LanePolicy policy, DateTimeOffset now) =>
        now.AddSeconds(WaitRules.IsAhead(request, now) ? policy.CalmOfferSeconds : policy.OfferSeconds);

    /// <summary>An emergency tells everybody again, louder, until enough have accepted.</summary>
    private static DateTimeOffset? Louder(Request request, LanePolicy policy, DateTimeOffset now) =>
        request.Lane == Lane.Emergency && request.Missing() > 0 ? Again(request, policy, now) : null;

    /// <summary>When to look again; in a moment while somebody an emergency needs still holds a place for an offer that is over.</summary>
    private static DateTimeOffset? Again(Request request, LanePolicy policy, DateTimeOffset now)
    {
        var soon = Returning(request, now) || (request.Lane == Lane.Emergency && request.Outbox.Any(item => item.Kind == OutboxKind.Withdraw));
        return policy.RepeatSeconds <= 0 ? null : soon ? now + Moment : now.AddSeconds(policy.RepeatSeconds);
    }

    /// <summary>
    /// Everybody an emergency asked let the offer lapse just now. Their places come free only by its word, so for a moment no index shows them;
    /// that must not pass for "nobody is left".
    /// </summary>
    private static bool Returning(Request request, DateTimeOffset now) =>
        request.Lane == Lane.Emergency && request.Offers.Any(o => o.State == OfferState.Lapsed && now < o.ExpiresAt + ReturnWithin);
}
