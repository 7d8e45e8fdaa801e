namespace Dispatch.Runtime.Calls;

/// <summary>
/// The calls of one node that wait for an answer, so that they can fail when their time is up or their silo is gone. Time is looked at in
/// steps: one timer serves all calls and sleeps when none waits, so a call may wait up to one step longer than its timeout.
/// </summary>
internal sealed class PendingCalls
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestStep = TimeSpan.FromMilliseconds(10);

    private readonly PendingList[] _lists = [.. Enumerable.Range(0, 8).Select(_ => new PendingList())];
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;
    private readonly Action<int> _timedOut;
    private long _step = LongestStep.Ticks;
    private int _armed;

    public PendingCalls(TimeProvider time, Action<int> timedOut)
    {
        _time = time;
        _timedOut = timedOut;
        using (ExecutionContext.SuppressFlow())
        {
            _sweep = time.CreateTimer(static self => ((PendingCalls)self!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <param name="call">A call whose answer has been published.</param>
    /// <param name="timeout">How long its caller waits.</param>
    public void Add(Call call, TimeSpan timeout)
    {
        call.Deadline = timeout == Timeout.InfiniteTimeSpan
            ? long.MaxValue
            : _time.GetTimestamp() + (long)(timeout.TotalSeconds * _time.TimestampFrequency);
        if (!_lists[Environment.CurrentManagedThreadId % _lists.Length].Add(call))
        {
            return;
        }

        var step = Math.Clamp(timeout.Ticks / 10, ShortestStep.Ticks, LongestStep.Ticks);
        if (timeout > TimeSpan.Zero && step < Volatile.Read(ref _step))
        {
            Volatile.Write(ref _step, step);
            Volatile.Write(ref _armed, 0);
        }

        Arm();
    }

    /// <summary>Fails every waiting call that meets the condition.</summary>
    public void Fail(Func<Call, bool> condition, Func<Call, Exception> fault)
    {
        List<Call> found = [];
        foreach (var list in _lists)
        {
            list.Collect(condition, found);
        }

        found.ForEach(call => call.Fail(fault(call)));
    }

    public void Stop() => _sweep.Dispose();

    private void Arm()
    {
        if (Volatile.Read(ref _armed) == 0 && Interlocked.Exchange(ref _armed, 1) == 0)
        {
            _sweep.Change(TimeSpan.FromTicks(Volatile.Read(ref _step)), Timeout.InfiniteTimeSpan);
        }
    }

    private void Sweep()
    {
        Volatile.Write(ref _armed, 0);
        var now = _time.GetTimestamp();
        List<Call> late = [];
        var others = false;
        foreach (var list in _lists)
        {
            others |= list.Collect(call => call.Deadline <= now, late);
        }

        if (late.Count > 0)
        {
            _timedOut(late.Count);
            late.ForEach(call => call.Fail(new TimeoutException($"No answer from {call.Method} of {call.Target} within its response timeout.")));
        }

        if (others)
        {
            Arm();
        }
    }
}
