namespace Dispatch.Runtime.Activations;

/// <summary>What the runtime's own parts ask of an activation beyond <see cref="IGrainContext"/>. Every grain context of this runtime is one.</summary>
internal interface IActivation : IGrainContext
{
    IGrainFactory GrainFactory { get; }

    /// <summary>The silo's clock.</summary>
    TimeProvider Time { get; }

    void DelayDeactivation(TimeSpan period);

    IGrainTimer StartTimer<TState>(Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options);

    /// <summary>
    /// Fences effects of a killed silo: throws <see cref="SiloUnavailableException"/> when this activation's silo is dead.
    /// Storage asks before it tells the grain that a write succeeded.
    /// </summary>
    void EnsureAlive();

    /// <summary>As <see cref="EnsureAlive"/>, and refuses also while the silo has lost touch with the cluster. Storage asks before it sends a write.</summary>
    void EnsureMayCommit();
}
