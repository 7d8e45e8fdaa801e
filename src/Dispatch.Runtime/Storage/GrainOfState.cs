using Dispatch.Runtime.Activations;
using Dispatch.Runtime.Storage;
using Orleans.Core;

namespace Orleans;

/// <summary>An actor with one state, kept in the default storage under the name "state".</summary>
public class Grain<TGrainState> : Grain, IActivationPart
{
    private IStorage<TGrainState>? storage;

    protected Grain()
    {
    }

    protected Grain(IStorage<TGrainState> storage) => this.storage = storage;

    protected TGrainState State
    {
        get => Storage.State;
        set => Storage.State = value;
    }

    private IStorage<TGrainState> Storage
        => storage ?? throw new InvalidOperationException("The state is read just before OnActivateAsync; the constructor is too early for it.");

    protected virtual Task ReadStateAsync() => Storage.ReadStateAsync();

    protected virtual Task WriteStateAsync() => Storage.WriteStateAsync();

    protected virtual Task ClearStateAsync() => Storage.ClearStateAsync();

    // The activation runs this for the grain object itself, after the parts among its constructor arguments.
    Task IActivationPart.ActivateAsync(CancellationToken cancellationToken)
    {
        if (storage is not null)
        {
            return Task.CompletedTask;
        }

        var provider = StorageRegistration.Find(ServiceProvider, null, GrainContext.GrainId.Type.ToString());
        storage = new PersistentState<TGrainState>("state", GrainContext, provider);
        return storage.ReadStateAsync(cancellationToken);
    }
}
