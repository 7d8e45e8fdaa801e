namespace Dispatch.Runtime.Timers;

/// <summary>One of <see cref="ManyTimers"/>.</summary>
internal sealed class HeapTimer(TimerHeap heap, TimerCallback callback, object? state) : ITimer, IThreadPoolWorkItem
{
    /// <summary>Not in the heap.</summary>
    public const int Nowhere = -1;

    private bool _disposed;

    /// <summary>The place in the heap; the heap's own.</summary>
    public int Place { get; set; } = Nowhere;

    /// <summary>When it is due, as a timestamp of the clock; the heap's own.</summary>
    public long Due { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(period, Timeout.InfiniteTimeSpan);
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        }

        if (_disposed)
        {
            return false;
        }

        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            heap.Remove(this);
        }
        else
        {
            heap.Put(this, dueTime);
        }

        return true;
    }

    public void Execute() => callback(state);

    public void Dispose()
    {
        _disposed = true;
        heap.Remove(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
