using System.Collections.Immutable;
using Dispatch.Contracts.Rosters;

namespace Dispatch.Domain.Rosters;

/// <summary>A station's watch as its actor stores it.</summary>
/// <param name="Counsellors">What their own actors told last.</param>
/// <param name="Running">Emergencies that run, oldest first.</param>
public sealed record Roster(ImmutableArray<CounsellorFacts> Counsellors, ImmutableArray<string> Running)
{
    public static readonly Roster Empty = new([], []);

    /// <summary>Shifts as the duty roster told them last.</summary>
    public ImmutableArray<WatchShift> Shifts { get; init; } = [];

    /// <summary>Which version of the duty roster they are of.</summary>
    public long ShiftsVersion { get; init; }
}
