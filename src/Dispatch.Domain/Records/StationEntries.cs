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

        // Agreements change by themselves: nothing else does in the same commit.
        if (Agreements(Shares(before?.Facts), Shares(facts), facts.Id, by, now) is { IsEmpty: false } agreements)
        {
            return agreements;
        }

        var action = before?.Facts is not { } known ? RecordActions.StationOpened
            : StationShards.SamePolicy(known.Policy, facts.Policy) ? RecordActions.StationChanged
            : RecordActions.PolicyChanged;
        return [Draft(facts.Id, by, action, Facets.None, now)];
    }

    /// <summary>That entries were taken along as a file.</summary>
    public static RecordDraft Exported(string stationId, Actor by, long entries, DateTimeOffset now) =>
        Draft(stationId, by, RecordActions.InsightExported, new Facets(Amount: entries), now);

    private static ImmutableArray<RecordDraft> Agreements(
        ImmutableArray<string> before, ImmutableArray<string> after, string stationId, Actor by, DateTimeOffset now) =>
    [
        .. after.Except(before).Select(with => Draft(stationId, by, RecordActions.StationShared, new Facets(With: Codes.Station(with)), now)),
        .. before.Except(after).Select(with => Draft(stationId, by, RecordActions.StationUnshared, new Facets(With: Codes.Station(with)), now)),
    ];

    private static ImmutableArray<string> Shares(StationFacts? facts) => facts is { SharesBoardWith: { IsDefault: false } shares } ? shares : [];

    private static RecordDraft Draft(string stationId, Actor by, string action, Facets facets, DateTimeOffset now) =>
        new(stationId, now, by.Account, by == Actor.System ? null : by.Role, action, Codes.Station(stationId), facets);
}
