using System.Collections.Immutable;
using Dispatch.Contracts.Responders;
using Orleans.Concurrency;

namespace Dispatch.Contracts.Matching;

/// <summary>The index of available responders of one 0.5-degree cell, or of one station's remote responders.</summary>
/// <remarks>
/// Keyed <c>z{floor(lat*2)}:{floor(lon*2)}</c> or <c>remote:{stationId}</c>. Nothing here is durable: it is rebuilt from the duty sets.
/// It proposes; requests and responders decide.
/// </remarks>
[Alias("dispatch.zone")]
public interface IZoneGrain : IGrainWithStringKey
{
    /// <summary>Enters or replaces a responder's card. An older card than the one held (by its version) is ignored.</summary>
    [Alias("place")]
    Task PlaceAsync(ResponderCard card);

    /// <summary>Takes a responder out.</summary>
    [Alias("remove")]
    Task RemoveAsync(string responderId, long version);

    /// <summary>The best <paramref name="count"/> (1..500) of all who pass the gates, in a stated order that does not depend on insertion.</summary>
    [Alias("rank")]
    Task<ImmutableArray<Ranked>> RankAsync(MatchQuery query, int count);

    /// <summary>Everyone in reach with why and why not, best first, at most <paramref name="count"/> (1..500).</summary>
    [Alias("explain")]
    Task<ImmutableArray<CandidateView>> ExplainAsync(MatchQuery query, int count);

    /// <summary>One responder with why and why not; null when it is not in this index.</summary>
    [Alias("explain-one")]
    Task<CandidateView?> ExplainOneAsync(MatchQuery query, string responderId);

    /// <summary>Joins the batch that is being collected; the answer comes by <c>ProposeAsync</c>. Idempotent per request; the newest question counts.</summary>
    [Alias("enqueue")]
    Task EnqueueAsync(MatchQuery query, int count);
}
