using Dispatch.Contracts;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Stations;

[GrainType("station")]
internal sealed class StationGrain([PersistentState("station")] IPersistentState<Stored<StationShards>> store, IOptions<StationOptions> options)
    : CommittingGrain<StationShards>(store), IStationGrain
{
    private StationShards Station => State ?? new(null, new ShardCounts(options.Value.OpenShards, options.Value.DutyShards));

    public async Task<Reply> ConfigureAsync(StationFacts facts)
    {
        if (StationCheck.Fault(Id, facts) is { } fault)
        {
            return fault;
        }

        await CommitAsync(Station.Configure(facts));
        await GrainFactory.GetGrain<IDirectoryGrain>(DirectoryGrain.Key).ListAsync(facts);
        return Reply.Done;
    }

    public Task<StationFacts?> GetAsync() => Task.FromResult(State?.Facts);

    public Task<ShardCounts> ShardsAsync() => Task.FromResult(Station.Counts);

    public async Task<ShardCounts> GrowAsync(SetKind set, int shards)
    {
        if (shards > SetLimits.Shards)
        {
            throw new LimitExceededException($"Station '{Id}' cannot have {shards} shards of a set; {SetLimits.Shards} are the most.");
        }

        await CommitAsync(Station.Grow(set, shards));
        return Station.Counts;
    }
}
