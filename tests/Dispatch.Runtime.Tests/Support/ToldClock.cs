namespace Dispatch.Runtime.Tests.Support;

/// <summary>A clock that moves only when told; what falls due on the way runs in order before it returns.</summary>
public sealed class ToldClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero) + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    private TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _elapsed;
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        var until = Elapsed + time;
        while (NextDue(until) is { } due)
        {
            due.Fire();
        }

        lock (_gate)
        {
            _elapsed = until;
        }
    }

    private Timer? NextDue(TimeSpan until)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due);
            _elapsed = next?.Due is { } due && due > _elapsed ? due : _elapsed;
            next?.Rearm();
            return next;
        }
    }

    private sealed class Timer(ToldClock clock, Action callback) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                (Due, _period) = (dueTime == Timeout.InfiniteTimeSpan ? null : clock._elapsed + dueTime, period);
                if (Due is not null)
                {
                    clock._timers.Add(this);
                }

                return true;
            }
        }

        public void Rearm()
        {
            Due = _period > TimeSpan.Zero ? Due + _period : null;
            if (Due is null)
            {
                clock._timers.Remove(this);
            }
        }

        public void Fire() => callback();

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
