using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A timer that ticks as turns of its activation and dies with it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets when it ticks next and how long after the end of each tick the following one comes.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>When a grain timer ticks, and how it meets other turns.</summary>
public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Until the first tick; <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>The tick may run beside calls.</summary>
    public bool Interleave { get; init; }

    /// <summary>A tick counts as use and keeps the activation from idle collection.</summary>
    public bool KeepAlive { get; init; }
}
