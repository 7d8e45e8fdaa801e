using Dispatch.Runtime.Clustering;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Runtime.Hosting;

/// <summary>What a health endpoint may say of this process's part in the cluster.</summary>
public sealed class NodeHealth
{
    private readonly Lazy<Node> _node;
    private readonly TaskCompletionSource _death = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal NodeHealth(IServiceProvider services)
    {
        _node = new(() => services.GetService<Silo>() ?? (Node)services.GetRequiredService<ClientNode>());
    }

    /// <summary>Silos came or went: what observers subscribed to may live elsewhere now. Handlers must be done at once.</summary>
    public event Action ClusterChanged
    {
        add => _node.Value.ViewChanged += value;
        remove => _node.Value.ViewChanged -= value;
    }

    /// <summary>The other silos declared this one dead: the process must end, and may be started again.</summary>
    public bool WasDeclaredDead => Death.IsCompleted;

    /// <summary>Ends when the other silos have declared this one dead.</summary>
    public Task Death => _death.Task;

    internal void Die() => _death.TrySetResult();

    /// <summary>Calls can be served: the node runs, sees silos, and, if it is a silo, has started and is in touch with the others.</summary>
    public bool IsReady => _node.Value is { IsDead: false } node && node.View.Silos.Length > 0
        && (node is not Silo silo || (silo.IsActive && silo.Parts.Membership.MayCommit));
}
