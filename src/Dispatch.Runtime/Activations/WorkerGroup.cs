namespace Dispatch.Runtime.Activations;

/// <summary>The activations of one stateless worker on one silo.</summary>
internal sealed class WorkerGroup(GrainId id, GrainClass grainClass)
{
    private readonly List<Activation> _workers = [];
    private int _next;

    /// <summary>An idle worker, else a new one while the bound allows, else the next in the round.</summary>
    public Activation Next()
    {
        lock (_workers)
        {
            if (_workers.Find(worker => !worker.IsBusy) is { } idle)
            {
                return idle;
            }

            if (_workers.Count < grainClass.Workers)
            {
                _workers.Add(new(id, grainClass));
                return _workers[^1];
            }

            _next = (_next + 1) % _workers.Count;
            return _workers[_next];
        }
    }

    public void Remove(Activation worker)
    {
        lock (_workers)
        {
            _workers.Remove(worker);
        }
    }

    public IEnumerable<Activation> All()
    {
        lock (_workers)
        {
            return _workers.ToArray();
        }
    }
}
