using System.Collections.Concurrent;
using Dispatch.Runtime.Calls;
using Dispatch.Runtime.Clustering;

namespace Dispatch.Runtime.Observers;

/// <summary>The observers of one node. An observer's id names its node, so a call needs no directory to find it.</summary>
internal sealed class ObserverTable(Node node)
{
    private static readonly GrainType Observer = GrainType.Create("sys.observer");

    private readonly ConcurrentDictionary<GrainId, ObserverQueue> _observers = new();
    private long _last;

    public static bool IsObserver(GrainId id) => id.Type == Observer;

    /// <summary>The node on which the observer lives.</summary>
    public static SiloAddress HomeOf(GrainId id)
    {
        var key = id.Key.ToString();
        return SiloAddress.FromParsableString(key[..key.LastIndexOf('+')]);
    }

    public GrainId Add(IGrainObserver observer)
    {
        Sweep();
        var id = GrainId.Create(Observer, $"{node.Address.ToParsableString()}+{Interlocked.Increment(ref _last)}");
        _observers[id] = new(node, observer);
        return id;
    }

    public void Remove(GrainId id) => _observers.TryRemove(id, out _);

    public void Post(Call call)
    {
        if (!_observers.TryGetValue(call.Target, out var queue) || !queue.Post(call))
        {
            _observers.TryRemove(call.Target, out _);
            call.Fail(new ClientNotAvailableException($"The observer {call.Target} is gone."));
        }
    }

    /// <summary>Forgets observers whose objects were collected.</summary>
    private void Sweep()
    {
        if (_last % 1024 != 1023)
        {
            return;
        }

        foreach (var (id, queue) in _observers)
        {
            if (!queue.IsAlive)
            {
                _observers.TryRemove(id, out _);
            }
        }
    }
}
