namespace Dispatch.Grains.Tests.Clusters;

/// <summary>A clock that moves only when told. A timer that is due at once needs no movement.</summary>
internal sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Moves on, ringing every alarm on the way at its own moment; or back, which rings none.</summary>
    public void Advance(TimeSpan span)
    {
        if (span < TimeSpan.Zero)
        {
            lock (_gate)
            {
                _now += span;
            }

            return;
        }

        var end = GetUtcNow() + span;
        while (NextBefore(end) is { } alarm)
        {
            alarm.Ring();
        }
    }

    private Alarm? NextBefore(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _alarms.Where(alarm => alarm.At <= end).MinBy(alarm => alarm.At);
            _now = next is null ? (end > _now ? end : _now) : next.At > _now ? next.At : _now;
            next?.Roll();
            return next;
        }
    }

    private sealed class Alarm(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset At { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._alarms.Remove(this);
                _period = period;
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                At = clock._now + dueTime;
                if (dueTime > TimeSpan.Zero)
                {
                    clock._alarms.Add(this);
                    return true;
                }

                if (period > TimeSpan.Zero)
                {
                    At += period;
                    clock._alarms.Add(this);
                }
            }

            ThreadPool.UnsafeQueueUserWorkItem(static alarm => alarm.Ring(), this, preferLocal: false);
            return true;
        }

        public void Ring() => callback(state);

        /// <summary>Sets the next ring of a repeating alarm.</summary>
        public void Roll()
        {
            clock._alarms.Remove(this);
            if (_period > TimeSpan.Zero)
            {
                At += _period;
                clock._alarms.Add(this);
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
