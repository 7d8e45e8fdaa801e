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
        _before = store.State;
        store.State = next;
        try
        {
            await store.WriteStateAsync();
        }
        catch
        {
            // Whether the write landed is unknown, so forget what we hold and read it again on the next call.
            store.State = _before;
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            _before = null;
        }
    }
}
