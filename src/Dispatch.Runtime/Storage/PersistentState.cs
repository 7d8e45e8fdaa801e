using Dispatch.Runtime.Activations;
using Orleans.Storage;

namespace Dispatch.Runtime.Storage;

/// <summary>The state of one activation. Its operations run one after another, in the order in which they were asked for.</summary>
internal sealed class PersistentState<TState>(string stateName, IGrainContext context, IGrainStorage storage) : IPersistentState<TState>, IActivationPart
{
    private readonly GrainState<TState> held = new(EmptyState.Create<TState>());
    private Task last = Task.CompletedTask;
    private Task? waitingWrite;
    private bool loaded;

    public TState State
    {
        get => held.State!;
        set => held.State = value;
    }

    public string? Etag => held.ETag;

    public bool RecordExists => loaded ? held.RecordExists : throw new InvalidOperationException("The state has not been read yet.");

    public Task ActivateAsync(CancellationToken cancellationToken) => ReadStateAsync(cancellationToken);

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken)
    {
        waitingWrite = null;
        return last = last.IsCompleted ? ReadAsync(cancellationToken) : After(last, () => ReadAsync(cancellationToken));
    }

    public Task WriteStateAsync(CancellationToken cancellationToken)
    {
        if (last.IsCompleted)
        {
            waitingWrite = null;
            return last = WriteAsync(cancellationToken);
        }

        // A write that has not begun will carry whatever the state is when it begins, so it serves this caller as well.
        if (!cancellationToken.CanBeCanceled && waitingWrite is { } waiting)
        {
            return waiting;
        }

        last = After(last, () =>
        {
            waitingWrite = null;
            return WriteAsync(cancellationToken);
        });
        waitingWrite = cancellationToken.CanBeCanceled ? null : last;
        return last;
    }

    public Task ClearStateAsync(CancellationToken cancellationToken)
    {
        waitingWrite = null;
        return last = last.IsCompleted ? ClearAsync(cancellationToken) : After(last, () => ClearAsync(cancellationToken));
    }

    private static async Task After(Task previous, Func<Task> operation)
    {
        // The failure of an earlier operation belongs to whoever asked for it.
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await operation();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await StorageInstruments.Read.Measure(storage.ReadStateAsync(stateName, context.GrainId, held, cancellationToken), stateName);
        loaded = true;
    }

    private Task WriteAsync(CancellationToken cancellationToken)
        => Fenced(StorageInstruments.Write, () => storage.WriteStateAsync(stateName, context.GrainId, held, cancellationToken));

    private Task ClearAsync(CancellationToken cancellationToken)
        => Fenced(StorageInstruments.Clear, () => storage.ClearStateAsync(stateName, context.GrainId, held, cancellationToken));

    // An activation of a dead silo neither changes the store nor learns that it did. One that met another version is not the
    // grain's only activation, or no longer: it goes away, and the next call makes one that reads what is stored.
    private async Task Fenced(StorageInstruments instruments, Func<Task> operation)
    {
        (context as IActivation)?.EnsureMayCommit();
        try
        {
            await instruments.Measure(operation(), stateName);
        }
        catch (InconsistentStateException conflict)
        {
            context.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, conflict, "Another activation wrote the state."));
            throw;
        }

        (context as IActivation)?.EnsureAlive();
    }
}
