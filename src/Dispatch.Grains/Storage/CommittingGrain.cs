using Orleans.Storage;

namespace Dispatch.Grains.Storage;

/// <summary>A grain whose state is true only once it is durable.</summary>
internal abstract class CommittingGrain<TState>(IPersistentState<Stored<TState>> store) : Grain
    where TState : class
{
    /// <summary>The key; an id, safe to log.</summary>
    protected string Id => this.GetPrimaryKeyString();

    /// <summary>What was true before the write that is under way; null while none is.</summary>
    private Stored<TState>? _before;

    /// <summary>The committed state, also for whoever looks while a write is under way; null before the first commit.</summary>
    protected TState? State => (_before ?? store.State).Value;

    /// <summary>Whether a row exists, were it only a tombstone.</summary>
    protected bool RowExists => store.RecordExists;

    /// <summary>
    /// Whether the actor ends when a write has failed, and is read again. One that phones hang on stays while the store is away: before it writes the
    /// next time it reads again, and when the failed write landed after all the caller has to decide anew.
    /// </summary>
    private protected virtual bool EndsWhenUnsure => true;

    private bool _isUnsure;

    /// <summary>Reads again after a write that failed. True: it had landed, and what is true now is what it wrote.</summary>
    private async Task<bool> SettleAsync()
    {
        if (!_isUnsure)
        {
            return false;
        }

        var etag = store.Etag;
        await store.ReadStateAsync();
        _isUnsure = false;
        return store.Etag != etag;
    }

    /// <summary>Writes a row without a state, so that an older activation's late first commit fails on its ETag.</summary>
    protected Task CommitTombstoneAsync() => WriteAsync(new Stored<TState>());

    /// <summary>Makes the next state durable, and only then true in memory.</summary>
    protected Task CommitAsync(TState next) =>
        ReferenceEquals(next, State) ? Task.CompletedTask : WriteAsync(new Stored<TState> { Value = next, Unrecorded = Carried() });

    /// <summary>Deletes what is stored; nothing when there is no row.</summary>
    protected async Task ClearAsync()
    {
        if (!store.RecordExists)
        {
            return;
        }

        try
        {
            await store.ClearStateAsync();
        }
        catch
        {
            // As after a failed write: whether the row went is unknown.
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>What the committed row has to tell the ledgers; null: it never had anything.</summary>
    private protected Unrecorded? Unrecorded => (_before ?? store.State).Unrecorded;

    /// <summary>What of it goes into the next row.</summary>
    private protected virtual Unrecorded? Carried() => Unrecorded;

    private protected async Task WriteAsync(Stored<TState> next)
    {
        if (await SettleAsync())
        {
            throw new WrittenAfterAllException($"What '{Id}' could not be sure to have written was written: decide anew.");
        }

        _before = store.State;
        next.Memory = _before.Memory;
        store.State = next;
        try
        {
            await store.WriteStateAsync();
        }
        catch
        {
            // Whether the write landed is unknown, so forget what we hold and read it again on the next call.
            store.State = _before;
            _isUnsure = true;
            if (EndsWhenUnsure)
            {
                DeactivateOnIdle();
            }

            throw;
        }
        finally
        {
            _before = null;
        }
    }
}
