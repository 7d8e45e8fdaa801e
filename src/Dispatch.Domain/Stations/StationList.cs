using System.Collections.Immutable;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Stations;

/// <summary>All stations that take requests, by id.</summary>
public sealed record StationList(ImmutableArray<StationFacts> Stations)
{
    /// <summary>No station yet.</summary>
    public static readonly StationList Empty = new([]);

    /// <summary>The list with this station's newest facts.</summary>
    public StationList With(StationFacts facts) =>
        new([.. Stations.Where(each => each.Id != facts.Id).Append(facts).OrderBy(each => each.Id, StringComparer.Ordinal)]);
}
