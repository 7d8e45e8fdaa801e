using System.Collections.Immutable;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Stations;

[GrainType("directory")]
internal sealed class DirectoryGrain([PersistentState("directory")] IPersistentState<Stored<StationList>> store)
    : CommittingGrain<StationList>(store), IDirectoryGrain
{
    /// <summary>The only key.</summary>
    public const string Key = "stations";

    public Task ListAsync(StationFacts facts) => CommitAsync((State ?? StationList.Empty).With(facts));

    public Task<ImmutableArray<StationFacts>> GetAsync() => Task.FromResult((State ?? StationList.Empty).Stations);
}
