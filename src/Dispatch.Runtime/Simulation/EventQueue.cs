namespace Dispatch.Runtime.Simulation;

/// <summary>What will happen, ordered by virtual time and then by when it was asked for.</summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<IThreadPoolWorkItem, (long Time, long Number)> _later = new();
    private readonly Queue<IThreadPoolWorkItem> _now = new();
    private long _number;

    /// <summary>Virtual ticks of 100 ns since the start.</summary>
    public long Now { get; private set; }

    public bool IsEmpty => _now.Count == 0 && _later.Count == 0;

    public void Add(IThreadPoolWorkItem item, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            _now.Enqueue(item);
        }
        else
        {
            _later.Enqueue(item, (Now + delay.Ticks, _number++));
        }
    }

    /// <summary>Runs the next event if it is due by then. What was asked for earlier and falls due now comes before what is asked for now.</summary>
    public bool RunNext(long until)
    {
        if (_later.TryPeek(out var item, out var due) && (due.Time <= Now || _now.Count == 0))
        {
            if (due.Time > until)
            {
                return false;
            }

            _later.Dequeue();
            AdvanceTo(due.Time);
        }
        else if (!_now.TryDequeue(out item))
        {
            return false;
        }

        item.Execute();
        return true;
    }

    public void AdvanceTo(long time) => Now = Math.Max(Now, time);
}

/// <summary>An event that is a piece of code.</summary>
internal sealed class ActionEvent(Action action) : IThreadPoolWorkItem
{
    public void Execute() => action();
}
