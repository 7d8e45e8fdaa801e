namespace Orleans;

/// <summary>What every grain class is: something that lives in a context.</summary>
public interface IGrainBase
{
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first call; state has been read.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last call. It does not run when the process dies.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}

/// <summary>The usual base of grain classes.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1725", Justification = "Stock Orleans names the parameters so.")]
public abstract class Grain : IGrainBase, IAddressable
{
    protected Grain()
        : this(Dispatch.Runtime.Activations.ActivationScope.Entering)
    {
    }

    protected Grain(IGrainContext grainContext)
    {
        GrainContext = grainContext;
    }

    public IGrainContext GrainContext { get; }

    public string IdentityString => GrainContext.GrainId.ToString();

    protected IGrainFactory GrainFactory => Dispatch.Runtime.Activations.ActivationScope.FactoryOf(GrainContext);

    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation once its running calls are done; later calls go to a fresh one.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps this activation from idle collection for so long.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Dispatch.Runtime.Activations.ActivationScope.Delay(GrainContext, timeSpan);
}
