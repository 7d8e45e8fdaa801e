namespace Dispatch.Grains.Storage;

/// <summary>A reentrant grain that many others write to: whoever comes while a write is under way shares the next one.</summary>
/// <remarks>The derived class carries <c>[Reentrant]</c>, changes what it gathers in one step without awaiting, and then awaits <see cref="NextWrite"/>.</remarks>
internal abstract class GatheringGrain<TState>(IPersistentState<Stored<TState>> store) : CommittingGrain<TState>(store)
    where TState : class
{
    private Task _current = Task.CompletedTask;
    private Task? _next;

    /// <summary>What is durable will soon be something else.</summary>
    protected bool Writing => _next is not null || !_current.IsCompleted;

    /// <summary>The state with every change that was asked for.</summary>
    protected abstract TState Gathered { get; }

    /// <summary>Completes when everything gathered so far is durable.</summary>
    protected Task NextWrite() => _next ??= WriteNextAsync();

    private async Task WriteNextAsync()
    {
        // Not before the caller has noted this task, and so that all of this moment are in the same write.
        await Task.Yield();
        await _current.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _next = null;
        _current = CommitAsync(Gathered);
        await _current;
    }
}
