using System.Collections.Immutable;
using Dispatch.Contracts.Operations;
using Dispatch.Operations.Metrics;

namespace Dispatch.Operations.Reports;

/// <summary>What the actor runtime of this process says of its silo; each runtime has its own way. Absent in a process without actors.</summary>
internal interface ISiloFigures
{
    SiloFigures Take();
}

/// <summary>A silo at one moment; counts are since its start.</summary>
internal sealed record SiloFigures(
    string Address, MembershipView View, ImmutableArray<GrainTypeCount> GrainTypes, ReminderFigures Reminders);

/// <summary>The actors of one type.</summary>
internal sealed record GrainTypeCount(
    string Type, long Activations, long Calls, long Errors, int Waiting, int LongestQueue, Distribution Latency);
