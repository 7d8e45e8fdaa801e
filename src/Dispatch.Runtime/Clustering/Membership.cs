using System.Collections.Immutable;
using Dispatch.Runtime.Storage.Postgres;

namespace Dispatch.Runtime.Clustering;

/// <summary>Who is in the cluster. Each node is told of every change, in order.</summary>
internal interface IMembership
{
    ClusterView Current { get; }

    /// <summary>Tells this node of the present view and of each later one.</summary>
    void Watch(Node node);

    void Unwatch(Node node);

    Task JoinAsync(SiloAddress silo);

    /// <summary>The silo takes no more grains; it still answers.</summary>
    Task LeaveAsync(SiloAddress silo);

    /// <summary>The silo is gone: after it has left, or because others found it dead.</summary>
    Task RemoveAsync(SiloAddress silo);

    /// <summary>This process may still write states: it is not cut off from the others' decisions.</summary>
    bool MayCommit => true;

    /// <summary>How the database itself knows this process's writes; null when no table of members is there.</summary>
    WriterFence? Fence => null;

    /// <summary>A call went to the wrong silo: the present view may be old.</summary>
    void Refresh()
    {
    }
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

    public Task JoinAsync(SiloAddress silo) => Change(view => ([.. view.Silos.Append(silo).Distinct().Order()], view.Leaving));

    public Task LeaveAsync(SiloAddress silo) => Change(view => (view.Silos.Remove(silo), view.Leaving.Add(silo)));

    public Task RemoveAsync(SiloAddress silo) => Change(view => (view.Silos.Remove(silo), view.Leaving.Remove(silo)));

    private Task Change(Func<ClusterView, (ImmutableArray<SiloAddress> Silos, ImmutableArray<SiloAddress> Leaving)> change)
    {
        lock (_gate)
        {
            var (silos, leaving) = change(Current);
            Current = new(Current.Version + 1, silos, leaving);
            foreach (var node in _watchers)
            {
                node.Apply(Current);
            }
        }

        return Task.CompletedTask;
    }
}
