using System.Collections.Immutable;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Accounts;

[GrainType("keyring")]
internal sealed class KeyRingGrain([PersistentState("keyring")] IPersistentState<Stored<KeyRing>> store) : CommittingGrain<KeyRing>(store), IKeyRingGrain
{
    private KeyRing Ring => State ?? KeyRing.None;

    public Task<ImmutableArray<string>> GetAsync() => Task.FromResult(Ring.Keys);

    public async Task<bool> AddAsync(string key, int known)
    {
        if (Ring.Add(key, known) is not { } next)
        {
            return false;
        }

        await CommitAsync(next);
        return true;
    }
}
