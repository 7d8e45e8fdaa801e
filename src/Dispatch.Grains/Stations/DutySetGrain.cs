using System.Collections.Immutable;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Stations;

[GrainType("duty-set")]
internal sealed class DutySetGrain([PersistentState("duty-set")] IPersistentState<Stored<DutyShard>> store)
    : CommittingGrain<DutyShard>(store), IDutySetGrain
{
    private DutyShard Shard => State ?? DutyShard.Empty;

    public async Task<bool> PutAsync(ResponderCard card)
    {
        if (Shard.Put(card) is not { } next)
        {
            return false;
        }

        await CommitAsync(next);
        return true;
    }

    public Task RemoveAsync(string responderId)
    {
        var next = Shard.Remove(responderId);
        return ReferenceEquals(next, Shard) ? Task.CompletedTask : CommitAsync(next);
    }

    public Task<ImmutableArray<ResponderCard>> ListAsync() => Task.FromResult(Shard.Cards);
}
