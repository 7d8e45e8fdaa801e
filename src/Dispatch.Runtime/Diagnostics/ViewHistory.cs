using Dispatch.Runtime.Clustering;

namespace Dispatch.Runtime.Diagnostics;

/// <summary>What became of a silo.</summary>
public enum SiloEvent
{
    /// <summary>It takes grains.</summary>
    Joined,

    /// <summary>It stops in order and takes no grains any more.</summary>
    Leaving,

    /// <summary>It is gone, in order or not.</summary>
    Gone,
}

/// <summary>One change of the cluster as one silo saw it.</summary>
/// <param name="At">When that silo learned of it.</param>
/// <param name="Version">The view's version.</param>
/// <param name="Silo">Whom it is about.</param>
/// <param name="Event">What became of it.</param>
public sealed record ViewChange(DateTimeOffset At, long Version, string Silo, SiloEvent Event);

/// <summary>The last changes of one silo's view. What was there when it came is no change.</summary>
internal sealed class ViewHistory
{
    private const int Most = 64;

    private readonly Lock _gate = new();
    private readonly Queue<ViewChange> _changes = new();
    private ClusterView? _last;

    public List<ViewChange> Take()
    {
        lock (_gate)
        {
            return [.. _changes];
        }
    }

    public void Add(ClusterView view, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_last is { } last && view.Version > last.Version)
            {
                Add(view.Silos.Where(silo => !last.Has(silo)), SiloEvent.Joined);
                Add(view.Leaving.Where(silo => !last.Leaving.Contains(silo)), SiloEvent.Leaving);
                Add(last.Silos.Concat(last.Leaving).Where(silo => !view.IsAlive(silo)), SiloEvent.Gone);
            }

            _last = view;
        }

        void Add(IEnumerable<SiloAddress> silos, SiloEvent what)
        {
            foreach (var silo in silos)
            {
                _changes.Enqueue(new(now, view.Version, silo.ToParsableString(), what));
            }

            while (_changes.Count > Most)
            {
                _changes.Dequeue();
            }
        }
    }
}
