using Dispatch.Runtime.Calls;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Timers;

namespace Dispatch.Runtime.Simulation;

/// <summary>The clock of a simulation: it moves only from event to event.</summary>
internal sealed class SimulatedTime(EventQueue events, DateTimeOffset start, SimulatedTasks tasks) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => start.AddTicks(events.Now);

    public override long GetTimestamp() => events.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // The runtime's own callbacks await nothing; all others run as tasks, so that what they await resumes in the queue.
        var plain = state is GrainTimer or PendingCalls or Silo;
        var timer = new Timer(events, plain ? callback : argument => tasks.RunNow(callback, argument), state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(EventQueue events, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private Due? _next;
        private bool _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed)
            {
                return false;
            }

            _period = period;
            Set(dueTime);
            return true;
        }

        public void Dispose()
        {
            _disposed = true;
            _next = null;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(TimeSpan dueTime)
        {
            _next = null;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                _next = new(this);
                events.Add(_next, dueTime);
            }
        }

        private void Fire(Due due)
        {
            // A timer that was changed or disposed leaves its old event in the queue.
            if (!ReferenceEquals(_next, due))
            {
                return;
            }

            _next = null;
            if (_period > TimeSpan.Zero)
            {
                Set(_period);
            }

            callback(state);
        }

        private sealed class Due(Timer timer) : IThreadPoolWorkItem
        {
            public void Execute() => timer.Fire(this);
        }
    }
}
