using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Stations;

namespace Dispatch.Domain.Records;

/// <summary>The entries of one commit of a station.</summary>
public static class StationEntries
{
    public static ImmutableArray<RecordDraft> Of(StationShards? before, StationShards after, Actor by, DateTimeOffset now)
    {
        if (after.Facts is not { } facts || ReferenceEquals(before?.Facts, facts))
        {
            return [];
        }

        var action = before?.Facts is not { } known ? RecordActions.StationOpened
            : StationShards.SamePolicy(known.Policy, facts.Policy) ? RecordActions.StationChanged
            : RecordActions.PolicyChanged;
        return [new RecordDraft(facts.Id, now, by.Account, ReferenceEquals(by, Actor.System) ? null : by.Role, action, Codes.Station(facts.Id), Facets.None)];
    }
}
