using System.Collections.Immutable;

namespace Dispatch.Contracts.Operations;

/// <summary>How a process stands.</summary>
[GenerateSerializer, Alias("dispatch.process-state")]
public enum ProcessState
{
    /// <summary>It reports.</summary>
    Running = 1,

    /// <summary>It stops in order.</summary>
    Leaving,

    /// <summary>It should report and does not.</summary>
    Silent,

    /// <summary>A silo that the others count as gone.</summary>
    Gone,
}

/// <summary>One process as the operations page shows it.</summary>
/// <param name="Address">Tells it from all others.</param>
/// <param name="State">How it stands.</param>
/// <param name="HeardAt">When it last reported; null when it never did.</param>
/// <param name="Report">What it said then.</param>
[GenerateSerializer, Immutable, Alias("dispatch.process-view")]
public sealed record ProcessView(string Address, ProcessState State, DateTimeOffset? HeardAt, ProcessReport? Report);

/// <summary>The product at work.</summary>
/// <param name="At">When it was seen so.</param>
/// <param name="Processes">By kind and name.</param>
/// <param name="History">The last changes of the cluster, newest first.</param>
[GenerateSerializer, Immutable, Alias("dispatch.ops-view")]
public sealed record OpsView(DateTimeOffset At, ImmutableArray<ProcessView> Processes, ImmutableArray<MembershipChange> History);
