using System.Collections.Concurrent;
using Dispatch.Runtime.Clustering;

namespace Dispatch.Runtime.Activations;

/// <summary>The activations of one silo.</summary>
internal sealed class ActivationTable(Silo silo)
{
    private readonly ConcurrentDictionary<GrainId, Activation> _single = new();
    private readonly ConcurrentDictionary<GrainId, WorkerGroup> _workers = new();

    public Activation? Find(GrainId id) => _single.GetValueOrDefault(id);

    /// <summary>The activation that takes the next call of the grain; made when there is none.</summary>
    public Activation For(GrainId id, GrainClass grainClass) => grainClass.Workers > 0
        ? _workers.GetOrAdd(id, static (id, grainClass) => new(id, grainClass), grainClass).Next()
        : _single.GetOrAdd(id, static (id, grainClass) => new(id, grainClass), grainClass);

    public void Remove(Activation activation)
    {
        if (activation.Class.Workers == 0)
        {
            _single.TryRemove(KeyValuePair.Create(activation.GrainId, activation));
        }
        else if (_workers.TryGetValue(activation.GrainId, out var group))
        {
            group.Remove(activation);
        }
    }

    /// <summary>All activations; in deterministic mode in the order of their ids, since a dictionary promises none.</summary>
    public IEnumerable<Activation> All()
    {
        var all = _single.Select(pair => pair.Value).Concat(_workers.SelectMany(pair => pair.Value.All()));
        return silo.Turns.RunsOnCaller ? all : all.OrderBy(activation => activation.GrainId);
    }
}
