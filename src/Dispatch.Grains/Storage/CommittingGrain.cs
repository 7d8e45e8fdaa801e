namespace Dispatch.Grains.Storage;

/// <summary>A grain whose state is true only once it is durable.</summary>
internal abstract class CommittingGrain<TState>(IPersistentState<Stored<TState>> store) : Grain
    where TState : class
{
    /// <summary>The key; an id, safe to log.</summary>
    protected string Id => this.GetPrimaryKeyString();

    /// <summary>The committed state; null before the first commit.</summary>
    protected TState? State => store.State.Value;

    /// <summary>Makes the next state durable, and only then true in memory.</summary>
    protected async Task CommitAsync(TState next)
    {
        if (ReferenceEquals(next, State))
        {
            return;
        }

        var before = store.State;
        store.State = new Stored<TState> { Value = next };
        try
        {
            await store.WriteStateAsync();
        }
        catch
        {
            // Whether the write landed is unknown, so forget what we hold and read it again on the next call.
            store.State = before;
            DeactivateOnIdle();
            throw;
        }
    }
}
