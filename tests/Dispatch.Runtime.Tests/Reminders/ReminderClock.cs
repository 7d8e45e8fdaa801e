namespace Dispatch.Runtime.Tests.Reminders;

/// <summary>A clock that moves only when told, firing the timers it passes in their order. Silos may set timers from any thread.</summary>
internal sealed class ReminderClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (Next(end) is { } callback)
        {
            callback();
        }

        lock (gate)
        {
            now = end;
        }
    }

    /// <summary>Moves on to the next timer due by then and gives what it does.</summary>
    private Action? Next(DateTimeOffset end)
    {
        lock (gate)
        {
            if (timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due) is not { } next)
            {
                return null;
            }

            now = next.Due > now ? next.Due.Value : now;
            next.Due = next.Every > TimeSpan.Zero ? next.Due + next.Every : null;
            return next.Callback;
        }
    }

    private sealed class Timer(ReminderClock clock, Action callback) : ITimer
    {
        public Action Callback { get; } = callback;

        public TimeSpan Every { get; private set; }

        public DateTimeOffset? Due { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                Every = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
                clock.timers.Remove(this);
                clock.timers.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                Due = null;
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
