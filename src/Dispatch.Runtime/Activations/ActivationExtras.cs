using Dispatch.Runtime.Timers;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Runtime.Activations;

/// <summary>What most activations never need, so that the others stay small.</summary>
internal sealed class ActivationExtras
{
    public AsyncServiceScope? Scope { get; set; }

    public Dictionary<Type, object>? Components { get; set; }

    public List<GrainTimer>? Timers { get; set; }

    public TaskCompletionSource? Deactivated { get; set; }

    public DeactivationReason Reason { get; set; }

    /// <summary>Idle collection waits until then, in seconds of the silo's coarse clock.</summary>
    public int KeepUntil { get; set; }
}
