using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Access;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Stations;

namespace Dispatch.Grains.Requests;

/// <summary>What a request asks of stations, sets and zones.</summary>
internal sealed partial class RequestGrain
{
    /// <summary>Station facts change rarely; a request looks again after this time.</summary>
    private static readonly TimeSpan FactsAge = TimeSpan.FromSeconds(30);

    /// <summary>Most candidates explained.</summary>
    private const int MostExplained = 200;

    private StationFacts? stationFacts;
    private DateTimeOffset stationReadAt;

    public async Task<Reply<CandidateList>> CandidatesAsync(Actor by)
    {
        if (Refusal(AccessTable.ReadCandidates, by) is { } refused)
        {
            return refused;
        }

        var request = Current!;
        var station = await StationAsync();
        var all = new List<CandidateView>();
        foreach (var (zone, query) in Widest(request, station!))
        {
            all.AddRange(await GrainFactory.GetGrain<IZoneGrain>(zone).ExplainAsync(query, MostExplained));
        }

        return new CandidateList(DemandRules.Mask(HandRules.Merge(all, request.Lane, MostExplained)));
    }

    private async Task<CandidateView?> CandidateAsync(Request request, string responderId, StationFacts station)
    {
        var views = new List<CandidateView>();
        foreach (var (zone, query) in Widest(request, station))
        {
            if (await GrainFactory.GetGrain<IZoneGrain>(zone).ExplainOneAsync(query, responderId) is { } view)
            {
                views.Add(view);
            }
        }

        return HandRules.Merge(views, request.Lane, 1).FirstOrDefault();
    }

    /// <summary>The widest questions; none once the place is deleted that they would start from.</summary>
    private ImmutableArray<ZoneQuery> Widest(Request request, StationFacts station) =>
        request.ErasedAt is not null ? [] : MatchPlan.Queries(request, Service(request), station, MatchPlan.Waves(request, station), Now);

    private async Task<StationFacts?> StationAsync()
    {
        if (Current is null)
        {
            return null;
        }

        if (stationFacts is null || Now - stationReadAt > FactsAge)
        {
            stationFacts = await GrainFactory.GetGrain<IStationGrain>(Current.Need.StationId).GetAsync();
            stationReadAt = Now;
        }

        return stationFacts ?? throw new InvalidOperationException($"Station '{Current.Need.StationId}' of request '{Id}' has no facts; configure it.");
    }

    /// <summary>Durably lists the request as open before its first commit; answers the shard, and what it knows of a pause.</summary>
    private async Task<(int Shard, PauseWord? Pause)> EnterOpenSetAsync(string stationId)
    {
        var station = GrainFactory.GetGrain<IStationGrain>(stationId);
        var count = (await station.ShardsAsync()).Open;
        while (true)
        {
            foreach (var shard in ShardWalk.Order(Id, count))
            {
                if (await GrainFactory.GetGrain<IOpenSetGrain>(ShardWalk.Key(stationId, shard)).AddAsync(Id) is { Entered: true } entry)
                {
                    return (shard, entry.Pause);
                }
            }

            count = (await station.GrowAsync(SetKind.Open, count + 1)).Open;
        }
    }

    private static string OpenSetKey(Request request) => ShardWalk.Key(request.Need.StationId, request.Need.OpenShard);
}
