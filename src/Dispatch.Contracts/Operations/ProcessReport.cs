using System.Collections.Immutable;

namespace Dispatch.Contracts.Operations;

/// <summary>What a process of the product does.</summary>
[GenerateSerializer, Alias("dispatch.process-kind")]
public enum ProcessKind
{
    /// <summary>Hosts actors.</summary>
    Silo = 1,

    /// <summary>Answers browsers.</summary>
    Web,

    /// <summary>Both, in standalone mode.</summary>
    Standalone,
}

/// <summary>What became of a silo.</summary>
[GenerateSerializer, Alias("dispatch.membership-event")]
public enum MembershipEvent
{
    /// <summary>It takes actors.</summary>
    Joined = 1,

    /// <summary>It stops in order.</summary>
    Leaving,

    /// <summary>It is gone, in order or not.</summary>
    Gone,
}

/// <summary>The figures of one process. Rates and quantiles are of the last minute, or of its life when that is shorter.</summary>
/// <param name="Address">Tells the process from all others and from its earlier lives.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Version">The version of the product.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="Load">Processor and memory.</param>
/// <param name="GrainTypes">By name; none for a process without actors.</param>
/// <param name="Storage">By operation; none for a process without actors.</param>
/// <param name="Reminders">The reminders it delivers.</param>
/// <param name="View">Its view of the cluster; null for a process that is no member.</param>
[GenerateSerializer, Immutable, Alias("dispatch.process-report")]
public sealed record ProcessReport(
    string Address,
    string Name,
    ProcessKind Kind,
    string Version,
    DateTimeOffset StartedAt,
    ProcessLoad Load,
    ImmutableArray<GrainTypeFigures> GrainTypes,
    ImmutableArray<StorageFigures> Storage,
    ReminderFigures Reminders,
    MembershipView? View);

/// <summary>How hard a process works.</summary>
/// <param name="Processor">Processors used; 1.5 is one and a half.</param>
/// <param name="Processors">Processors it may use.</param>
/// <param name="ResidentBytes">Memory in use, as the system counts it.</param>
/// <param name="ManagedBytes">Of that, the managed heap.</param>
/// <param name="WorkItems">Pieces of work that wait for a thread.</param>
[GenerateSerializer, Immutable, Alias("dispatch.process-load")]
public sealed record ProcessLoad(double Processor, int Processors, long ResidentBytes, long ManagedBytes, long WorkItems);

/// <summary>The actors of one type in one process.</summary>
/// <param name="Type">The grain type.</param>
/// <param name="Activations">How many live.</param>
/// <param name="CallsPerSecond">Calls that ended, timer ticks included.</param>
/// <param name="P50Milliseconds">Half of the calls took no longer, waiting included; null when none was measured.</param>
/// <param name="P99Milliseconds">99 of 100 calls took no longer; null when none was measured.</param>
/// <param name="Errors">Calls that failed in the last minute.</param>
/// <param name="Waiting">Calls that wait now.</param>
/// <param name="LongestQueue">The most that wait for one actor now.</param>
[GenerateSerializer, Immutable, Alias("dispatch.grain-type-figures")]
public sealed record GrainTypeFigures(
    string Type,
    long Activations,
    double CallsPerSecond,
    double? P50Milliseconds,
    double? P99Milliseconds,
    long Errors,
    int Waiting,
    int LongestQueue);

/// <summary>One kind of storage operation.</summary>
/// <param name="Operation"><c>read</c>, <c>write</c> or <c>clear</c>.</param>
/// <param name="PerSecond">Operations that ended well.</param>
/// <param name="P50Milliseconds">Half took no longer; null when there was none.</param>
/// <param name="P99Milliseconds">99 of 100 took no longer; null when there was none.</param>
/// <param name="Errors">Operations that failed in the last minute.</param>
/// <param name="Batch">Writes per commit on average; null where nothing is known of it.</param>
[GenerateSerializer, Immutable, Alias("dispatch.storage-figures")]
public sealed record StorageFigures(string Operation, double PerSecond, double? P50Milliseconds, double? P99Milliseconds, long Errors, double? Batch);

/// <summary>Reminders of one process.</summary>
/// <param name="Known">All.</param>
/// <param name="DueSoon">Due within a minute.</param>
/// <param name="Late">Whose time has passed.</param>
[GenerateSerializer, Immutable, Alias("dispatch.reminder-figures")]
public sealed record ReminderFigures(int Known, int DueSoon, int Late);

/// <summary>The cluster as one member sees it.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Silos">Addresses of those that take actors.</param>
/// <param name="Leaving">Addresses of those that stop in order.</param>
/// <param name="History">The last changes, oldest first.</param>
[GenerateSerializer, Immutable, Alias("dispatch.membership-view")]
public sealed record MembershipView(
    long Version, ImmutableArray<string> Silos, ImmutableArray<string> Leaving, ImmutableArray<MembershipChange> History);

/// <summary>One change of the cluster.</summary>
/// <param name="At">When it was seen.</param>
/// <param name="Version">The version of the view that has it.</param>
/// <param name="Silo">The silo's address.</param>
/// <param name="Event">What became of it.</param>
[GenerateSerializer, Immutable, Alias("dispatch.membership-change")]
public sealed record MembershipChange(DateTimeOffset At, long Version, string Silo, MembershipEvent Event);
