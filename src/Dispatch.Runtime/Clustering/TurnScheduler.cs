using System.Diagnostics;

namespace Dispatch.Runtime.Clustering;

/// <summary>Where turns run: the thread pool, or one queue in deterministic mode.</summary>
internal abstract class TurnScheduler
{
    /// <summary>Whether a call may run its first turn on the caller's thread when the callee is idle.</summary>
    public abstract bool RunsOnCaller { get; }

    /// <summary>For how many timestamp ticks one activation may keep a thread; without bound where time must not decide.</summary>
    public virtual long Slice => long.MaxValue;

    /// <summary>Where observers and other code outside activations run.</summary>
    public abstract TaskScheduler Outside { get; }

    /// <summary>Runs the item soon, on another stack.</summary>
    public abstract void Schedule(IThreadPoolWorkItem item);
}

/// <summary>Turns on the thread pool.</summary>
internal sealed class PoolScheduler : TurnScheduler
{
    private static readonly long HalfMillisecond = Stopwatch.Frequency / 2_000;

    public override long Slice => HalfMillisecond;

    public override bool RunsOnCaller => true;

    public override TaskScheduler Outside => TaskScheduler.Default;

    public override void Schedule(IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
}
