namespace Dispatch.Runtime.Timers;

/// <summary>The clock of all grain timers of a process: as many as there are grains, most of them far from due.</summary>
/// <remarks>
/// .NET keeps timers in lists and goes through all of a list, three times a second, to find what will be due next; a hundred thousand grains that each wait
/// for something hold up every core's list for tens of milliseconds. Here they lie in heaps, each with one timer of the clock underneath.
/// </remarks>
internal sealed class ManyTimers : TimeProvider
{
    // More than cores, so that two that change a timer at once rarely wait for each other.
    private const int Heaps = 16;

    private readonly TimeProvider _clock;
    private readonly TimerHeap[] _heaps;
    private uint _next;

    /// <param name="clock">What tells the time.</param>
    /// <param name="slack">How much too early a timer of that clock may come; it then counts as in time.</param>
    /// <param name="fire">Fires one that is due. Grains may run at once where they are called, and those due beside it must not wait for them.</param>
    public ManyTimers(TimeProvider clock, TimeSpan slack, Action<HeapTimer> fire)
    {
        _clock = clock;
        _heaps = [.. Enumerable.Range(0, Heaps).Select(_ => new TimerHeap(clock, slack, fire))];
    }

    /// <summary>The machine's own clock, whose timers count whole milliseconds.</summary>
    public static ManyTimers OfTheSystem { get; } = new(
        System, TimeSpan.FromMilliseconds(1), static timer => ThreadPool.UnsafeQueueUserWorkItem(timer, preferLocal: false));

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => _clock.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // Whoever needs ticks sets the next one when the last is done, as grain timers do.
        ArgumentOutOfRangeException.ThrowIfNotEqual(period, Timeout.InfiniteTimeSpan);
        var timer = new HeapTimer(_heaps[Interlocked.Increment(ref _next) % Heaps], callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
