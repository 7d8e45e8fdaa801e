using Dispatch.Runtime.Activations;

namespace Dispatch.Runtime.Timers;

/// <summary>
/// A timer of one activation. Each tick is a call to the activation, so it waits for its turn like any other; the next tick is set when
/// the callback is done, so ticks never pile up.
/// </summary>
internal abstract class GrainTimer : IGrainTimer
{
    private readonly ITimer _clock;
    private readonly CancellationTokenSource _ended = new();
    private readonly bool _isOfTheSystem;
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private bool _changedDuringTick;
    private bool _dueDuringTick;
    private bool _ticking;
    private bool _disposed;

    protected GrainTimer(Activation activation, bool interleaves, bool keepsAlive)
    {
        Activation = activation;
        Interleaves = interleaves;
        KeepsAlive = keepsAlive;
        using var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        // Clocks of tests and simulations keep the order of all their timers themselves.
        _isOfTheSystem = activation.Time == TimeProvider.System;
        var time = _isOfTheSystem ? ManyTimers.OfTheSystem : activation.Time;
        _clock = time.CreateTimer(
            static self => ((GrainTimer)self!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Activation Activation { get; }

    public bool Interleaves { get; }

    public bool KeepsAlive { get; }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        bool isDue;
        lock (_ended)
        {
            if (_disposed)
            {
                return;
            }

            // Orleans' timers treat a period of zero as "once", as System.Threading.Timer does.
            _period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
            _changedDuringTick = _ticking;
            _dueDuringTick = false;
            isDue = Set(dueTime);
        }

        if (isDue)
        {
            Due();
        }
    }

    public void Dispose()
    {
        lock (_ended)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _clock.Dispose();
        }

        Activation.Forget(this);
        _ended.Cancel();
    }

    /// <summary>Runs the callback, unless the timer ended while the tick waited for its turn.</summary>
    public Task TickAsync() => _disposed ? Task.CompletedTask : Callback(_ended.Token);

    public void Ticked()
    {
        var isDue = false;
        lock (_ended)
        {
            _ticking = false;
            if (_disposed)
            {
                return;
            }

            if (_dueDuringTick)
            {
                // The next tick, as changed during this one, came due before this one ended.
                _dueDuringTick = false;
                isDue = Set(TimeSpan.Zero);
            }
            else if (!_changedDuringTick)
            {
                isDue = Set(_period);
            }
        }

        if (isDue)
        {
            Due();
        }
    }

    protected abstract Task Callback(CancellationToken ended);

    /// <summary>Sets the clock. True: it is due at once, and no clock's thread need say so.</summary>
    private bool Set(TimeSpan dueTime)
    {
        var isDue = dueTime == TimeSpan.Zero && _isOfTheSystem;
        _clock.Change(isDue ? Timeout.InfiniteTimeSpan : dueTime, Timeout.InfiniteTimeSpan);
        return isDue;
    }

    private void Due()
    {
        lock (_ended)
        {
            if (_disposed)
            {
                return;
            }

            if (_ticking)
            {
                _dueDuringTick = true;
                return;
            }

            _ticking = true;
            _changedDuringTick = false;
        }

        // A tick belongs to no caller, even when one made it due.
        using var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        Activation.Post(Interleaves ? new InterleavingTick(this) : new TimerTick(this));
    }
}

/// <summary>A timer with its callback and state.</summary>
internal sealed class GrainTimer<TState>(
    Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    : GrainTimer(activation, options.Interleave, options.KeepAlive)
{
    protected override Task Callback(CancellationToken ended) => callback(state, ended);
}
