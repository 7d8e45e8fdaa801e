namespace Dispatch.Runtime.Timers;

/// <summary>Timers by when they are due, over one timer of the clock. Each timer knows its place, so that changing one is a walk of the heap's height.</summary>
internal sealed class TimerHeap
{
    /// <summary>The clock's own timers bear no more than seven weeks.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>What is due later than that is due then; no process lives so long, and no timestamp overflows.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(3_650);

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly Action<HeapTimer> _fire;
    private readonly ITimer _alarm;
    private readonly long _slack;
    private HeapTimer[] _timers = new HeapTimer[64];
    private int _count;
    private long _alarmAt = long.MaxValue;

    public TimerHeap(TimeProvider clock, TimeSpan slack, Action<HeapTimer> fire)
    {
        (_clock, _fire) = (clock, fire);
        _slack = Ticks(slack);
        using var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _alarm = clock.CreateTimer(static self => ((TimerHeap)self!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Makes the timer due so much later, whenever it was due before.</summary>
    public void Put(HeapTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            var now = _clock.GetTimestamp();
            timer.Due = now + Ticks(dueTime);
            if (timer.Place == HeapTimer.Nowhere)
            {
                if (_count == _timers.Length)
                {
                    Array.Resize(ref _timers, _count * 2);
                }

                _timers[_count] = timer;
                timer.Place = _count++;
            }

            Settle(timer.Place);
            Arm(now);
        }
    }

    public void Remove(HeapTimer timer)
    {
        lock (_gate)
        {
            Take(timer);
        }
    }

    /// <summary>Fires what is due, one at a time and outside of the lock; the alarm is set for the next.</summary>
    private void Fire()
    {
        lock (_gate)
        {
            _alarmAt = long.MaxValue;
        }

        while (NextDue() is { } due)
        {
            _fire(due);
        }
    }

    private HeapTimer? NextDue()
    {
        lock (_gate)
        {
            var now = _clock.GetTimestamp();
            if (_count > 0 && _timers[0].Due <= now + _slack)
            {
                var due = _timers[0];
                Take(due);
                return due;
            }

            Arm(now);
            return null;
        }
    }

    /// <summary>An alarm that comes too early finds nothing and is set anew, so only an earlier one is worth a change.</summary>
    private void Arm(long now)
    {
        if (_count > 0 && _timers[0].Due < _alarmAt)
        {
            var wait = TimeSpan.FromSeconds(Math.Max(0, _timers[0].Due - now) / (double)_clock.TimestampFrequency);
            wait = wait < Longest ? wait : Longest;
            _alarmAt = now + Ticks(wait);
            _alarm.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void Take(HeapTimer timer)
    {
        var place = timer.Place;
        if (place == HeapTimer.Nowhere)
        {
            return;
        }

        timer.Place = HeapTimer.Nowhere;
        var last = _timers[--_count];
        _timers[_count] = null!;
        if (place < _count)
        {
            _timers[place] = last;
            last.Place = place;
            Settle(place);
        }
    }

    /// <summary>Moves the timer up while it is due before the one above, else down while one below is due before it.</summary>
    private void Settle(int place)
    {
        var timer = _timers[place];
        while (place > 0 && timer.Due < _timers[(place - 1) / 2].Due)
        {
            Move((place - 1) / 2, place);
            place = (place - 1) / 2;
        }

        for (var below = (place * 2) + 1; below < _count; below = (place * 2) + 1)
        {
            below = below + 1 < _count && _timers[below + 1].Due < _timers[below].Due ? below + 1 : below;
            if (timer.Due <= _timers[below].Due)
            {
                break;
            }

            Move(below, place);
            place = below;
        }

        _timers[place] = timer;
        timer.Place = place;
    }

    private void Move(int from, int to)
    {
        _timers[to] = _timers[from];
        _timers[to].Place = to;
    }

    private long Ticks(TimeSpan span) => (long)(Math.Min(span.TotalSeconds, Farthest.TotalSeconds) * _clock.TimestampFrequency);
}
