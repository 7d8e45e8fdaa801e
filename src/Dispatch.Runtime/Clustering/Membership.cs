using System.Collections.Immutable;

namespace Dispatch.Runtime.Clustering;

/// <summary>Who is in the cluster. Each node is told of every change, in order.</summary>
internal interface IMembership
{
    ClusterView Current { get; }

    /// <summary>Tells this node of the present view and of each later one.</summary>
    void Watch(Node node);

    void Unwatch(Node node);

    Task JoinAsync(SiloAddress silo);

    /// <summary>An orderly leave by the silo itself, or the removal of a dead one by others.</summary>
    Task LeaveAsync(SiloAddress silo);
}

/// <summary>The membership of nodes that share a process: all see a change at once.</summary>
internal sealed class InProcessMembership : IMembership
{
    private readonly Lock _gate = new();
    private ImmutableArray<Node> _watchers = [];

    public ClusterView Current { get; private set; } = ClusterView.Empty;

    public void Watch(Node node)
    {
        lock (_gate)
        {
            _watchers = _watchers.Add(node);
            node.Apply(Current);
        }
    }

    public void Unwatch(Node node)
    {
        lock (_gate)
        {
            _watchers = _watchers.Remove(node);
        }
    }

    public Task JoinAsync(SiloAddress silo) => Change(silos => [.. silos.Append(silo).Distinct().Order()]);

    public Task LeaveAsync(SiloAddress silo) => Change(silos => silos.Remove(silo));

    private Task Change(Func<ImmutableArray<SiloAddress>, ImmutableArray<SiloAddress>> change)
    {
        lock (_gate)
        {
            Current = new(Current.Version + 1, change(Current.Silos));
            foreach (var node in _watchers)
            {
                node.Apply(Current);
            }
        }

        return Task.CompletedTask;
    }
}
