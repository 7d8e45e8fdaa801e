namespace Dispatch.Runtime.Activations;

/// <summary>Turns that are ready to run. Nearly always there is at most one, which needs no queue.</summary>
internal struct ReadyTasks
{
    private Task? _first;
    private Queue<Task>? _more;

    public readonly bool Any => _first is not null;

    public void Add(Task task)
    {
        if (_first is null)
        {
            _first = task;
        }
        else
        {
            (_more ??= new()).Enqueue(task);
        }
    }

    public Task? Take()
    {
        var task = _first;
        _first = null;
        _more?.TryDequeue(out _first);
        return task;
    }

    /// <summary>Lets go of the queue's memory.</summary>
    public void Trim()
    {
        if (_first is null)
        {
            _more = null;
        }
    }
}
