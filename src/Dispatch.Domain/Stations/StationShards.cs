using System.Collections.Immutable;
using System.Numerics;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Stations;

/// <summary>What a station durably knows of itself: its facts, and how many shards its sets have.</summary>
public sealed record StationShards(StationFacts? Facts, ShardCounts Counts)
{
    /// <summary>What supervisors were told; those seen are forgotten in time.</summary>
    public ImmutableArray<StationNotice> Notices { get; init; } = [];

    /// <summary>The station with other facts. Agreements are not among what is configured: they stay.</summary>
    public StationShards Configure(StationFacts facts)
    {
        var given = facts with { SharesBoardWith = Facts is { } held ? held.SharesBoardWith : [] };
        return Facts is not null && SameAs(Facts, given) ? this : this with { Facts = given };
    }

    /// <summary>The station with at least this many shards of a set, rounded up to a power of two; itself when there are enough.</summary>
    /// <remarks>One more shard at a time would send everybody who enters to that one, and make them wait for each other.</remarks>
    public StationShards Grow(SetKind set, int shards) => set switch
    {
        SetKind.Open when shards > Counts.Open => this with { Counts = Counts with { Open = Roomy(shards) } },
        SetKind.Duty when shards > Counts.Duty => this with { Counts = Counts with { Duty = Roomy(shards) } },
        _ => this,
    };

    private static int Roomy(int shards) => (int)Math.Min(SetLimits.Shards, BitOperations.RoundUpToPowerOf2((uint)shards));

    /// <summary>Whether two policies say the same.</summary>
    public static bool SamePolicy(StationPolicy held, StationPolicy given) =>
        SameLane(held.Ordinary, given.Ordinary)
        && SameLane(held.Urgent, given.Urgent)
        && SameLane(held.Emergency, given.Emergency)
        && given with { Ordinary = held.Ordinary, Urgent = held.Urgent, Emergency = held.Emergency } == held;

    // Records compare immutable arrays by identity, so facts that travelled never equal those held; compare what they hold.
    private static bool SameAs(StationFacts held, StationFacts given) =>
        held.Neighbours.SequenceEqual(given.Neighbours)
        && held.BorrowsCounsellorsFrom.SequenceEqual(given.BorrowsCounsellorsFrom)
        && held.Areas.SequenceEqual(given.Areas)
        && SamePolicy(held.Policy, given.Policy)
        && given with
        {
            Neighbours = held.Neighbours,
            BorrowsCounsellorsFrom = held.BorrowsCounsellorsFrom,
            Areas = held.Areas,
            Policy = held.Policy,
        } == held;

    private static bool SameLane(LanePolicy held, LanePolicy given) =>
        held.OffersPerWave.SequenceEqual(given.OffersPerWave)
        && held.RadiiMetres.SequenceEqual(given.RadiiMetres)
        && given with { OffersPerWave = held.OffersPerWave, RadiiMetres = held.RadiiMetres } == held;
}
