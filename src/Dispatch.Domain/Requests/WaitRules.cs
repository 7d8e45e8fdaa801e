using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Requests;

/// <summary>Patience: when a request waits for somebody rather than end unfilled, and how many people it keeps waiting for it.</summary>
public static class WaitRules
{
    /// <summary>How soon a request looks again when all who could take it are just being asked by others, or have quiet hours.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>Why an offer was withdrawn that never reached its phone while others were asked instead.</summary>
    public const string Undelivered = "undelivered";

    /// <summary>Whether the task lies so far ahead that it is dispatched in calm.</summary>
    public static bool IsAhead(Request request, DateTimeOffset now) => request.Need.StartsAt > now + MatchPlan.Calm;

    /// <summary>Whether there is time to wait rather than leave the request to its owner. Danger never waits.</summary>
    public static bool MayWait(Request request, DateTimeOffset now) =>
        request.Lane != Lane.Emergency && request.State != RequestState.Unfilled && now < request.Deadline && !request.Pending().Any();

    /// <summary>Whether it waits: since it first found nobody nothing has happened.</summary>
    public static bool IsWaiting(Request request) => request is { State: RequestState.Matching, Timeline: [.., { What: "waiting" }] };

    /// <summary>Nobody can take it yet: the request goes on looking by itself.</summary>
    public static Request Await(Request request, StationFacts station, DateTimeOffset now)
    {
        var seconds = station.Policy.Of(request.Lane).RepeatSeconds;
        var waiting = request with
        {
            State = RequestState.Matching,
            MatchAt = IsAhead(request, now) && seconds > 0 ? now.AddSeconds(seconds) : now + LookAgain,
            Wave = Math.Max(1, request.Wave),
            Front = false,
        };
        return IsWaiting(waiting) ? waiting : waiting.Told(now, "waiting", Actor.System.Account);
    }

    /// <summary>Most offers that are open at a time, undelivered ones included.</summary>
    public static int MostOpen(Request request, int wave, StationFacts station)
    {
        var policy = station.Policy.Of(request.Lane);
        var atOnce = policy.OffersPerWave[Math.Min(Math.Max(wave, 1), policy.OffersPerWave.Length) - 1];
        return Math.Max(1, policy.OpenOffersPerAsked) * (atOnce == 0 ? OfferRules.AllAtOnce : Math.Max(atOnce, request.Missing()));
    }

    /// <summary>Whoever was never reached and has been replaced is free for others again, longest waiting first.</summary>
    internal static Request Release(Request request, int most)
    {
        var surplus = Math.Max(0, request.Pending().Count() - most);
        var unreached = request.Pending().Where(o => o is { Overtaken: true, DeliveredAt: null, ByHand: false });
        var freed = unreached.OrderBy(o => o.Number).Take(surplus).Select(o => o.Id).ToHashSet(StringComparer.Ordinal);
        return freed.Count == 0 ? request : request.WithdrawOffers(o => freed.Contains(o.Id), Undelivered);
    }
}
