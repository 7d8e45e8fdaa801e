using System.Collections.Immutable;

namespace Dispatch.Contracts.Stations;

/// <summary>A station that takes requests.</summary>
/// <param name="Id">Station id.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Kind">Kind of station, a code of the demo data.</param>
/// <param name="Centre">Centre of the service circle.</param>
/// <param name="RadiusMetres">Radius of the service circle.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Head">Account of the station head, who is duty lead until a roster says otherwise.</param>
/// <param name="Coordinator">Account that owns what nobody owns yet.</param>
/// <param name="Neighbours">Stations asked when the own responders are exhausted, nearest first.</param>
/// <param name="BorrowsCounsellorsFrom">Stations whose counsellors may serve remotely here, by agreement.</param>
/// <param name="Areas">Areas of the circle.</param>
/// <param name="Policy">How the station dispatches.</param>
/// <param name="SharesBoardWith">Stations whose staff may look at this one's board, by agreement; changed by <see cref="IStationGrain.ShareAsync"/> alone.</param>
[GenerateSerializer, Immutable, Alias("dispatch.station-facts")]
public sealed record StationFacts(
    string Id,
    string NameZh,
    string NameEn,
    string Kind,
    GeoPoint Centre,
    int RadiusMetres,
    string TimeZone,
    string Head,
    string Coordinator,
    ImmutableArray<string> Neighbours,
    ImmutableArray<string> BorrowsCounsellorsFrom,
    ImmutableArray<AreaFacts> Areas,
    StationPolicy Policy,
    ImmutableArray<string> SharesBoardWith = default);

/// <summary>An area by code, names and centroid.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.area-facts")]
public sealed record AreaFacts(string Code, string NameZh, string NameEn, GeoPoint Centre);

/// <summary>How a station dispatches: lanes, weights and speeds. Data, editable per station.</summary>
/// <param name="CaseCap">Caseload in points from which on a counsellor is asked for no further case, High-risk aside (ours; docs/care-matching.md).</param>
[GenerateSerializer, Immutable, Alias("dispatch.station-policy")]
public sealed record StationPolicy(
    LanePolicy Ordinary,
    LanePolicy Urgent,
    LanePolicy Emergency,
    ScoreWeights Weights,
    bool NearestFirst = false,
    int CaseCap = 40)
{
    /// <summary>The defaults of docs/protocol.md.</summary>
    public static readonly StationPolicy Default = new(LanePolicy.Ordinary, LanePolicy.Urgent, LanePolicy.Emergency, ScoreWeights.Default);

    /// <summary>The policy of one lane.</summary>
    public LanePolicy Of(Lane lane) => lane switch
    {
        Lane.Emergency => Emergency,
        Lane.Urgent => Urgent,
        _ => Ordinary,
    };
}

/// <summary>How one lane goes through its waves.</summary>
/// <param name="Batched">The first wave is assigned together with others of the zone.</param>
/// <param name="OffersPerWave">How many offers at once, by wave; the last value repeats. 0: all.</param>
/// <param name="RadiiMetres">Radius by wave; its length is the number of waves within the own station.</param>
/// <param name="OfferSeconds">How long an offer lives.</param>
/// <param name="CalmOfferSeconds">How long an offer lives for a start more than 2 h ahead.</param>
/// <param name="RespondersNeeded">The least number of responders.</param>
/// <param name="RepeatSeconds">After the last wave the request looks again at this interval for whoever has come on duty; an emergency tells everybody again. 0: never.</param>
/// <param name="AssignWithinSeconds">The request's deadline for having its responders, counted from submission (ours).</param>
/// <param name="ActWithinSeconds">The owner's deadline to act on an unfilled request (ours).</param>
/// <param name="StartGraceSeconds">How long after the agreed start (and travel) an assignment may stand without progress before it is a no-show (ours).</param>
/// <param name="OpenOffersPerAsked">At most so many offers are open for each person a wave asks, undelivered ones included (ours).</param>
[GenerateSerializer, Immutable, Alias("dispatch.lane-policy")]
public sealed record LanePolicy(
    bool Batched,
    ImmutableArray<int> OffersPerWave,
    ImmutableArray<int> RadiiMetres,
    int OfferSeconds,
    int CalmOfferSeconds,
    int RespondersNeeded,
    int RepeatSeconds,
    int AssignWithinSeconds,
    int ActWithinSeconds,
    int StartGraceSeconds,
    int OpenOffersPerAsked = 2)
{
    /// <summary>General requests.</summary>
    public static readonly LanePolicy Ordinary = new(true, [1, 3], [2_000, 4_000, 8_000, 16_000, 20_000], 120, 900, 1, 60, 1_800, 900, 900);

    /// <summary>Serious requests.</summary>
    public static readonly LanePolicy Urgent = new(false, [3], [4_000, 8_000, 16_000, 20_000], 60, 900, 1, 30, 300, 300, 600);

    /// <summary>High-risk requests: everyone qualified, two needed.</summary>
    public static readonly LanePolicy Emergency = new(false, [0], [20_000], 30, 30, 2, 30, 60, 60, 300);
}

/// <summary>Points per term of the score. Ours; a station may change them.</summary>
/// <param name="Travel">Per minute of travel, subtracted.</param>
/// <param name="Continuity">For a helper the resident knows.</param>
/// <param name="Fairness">Per hour since the last call, up to 24.</param>
/// <param name="Load">Per offer or assignment held, subtracted.</param>
/// <param name="Team">For a member of the preferred 1+N team.</param>
/// <param name="Reliability">Times the share of assignments kept.</param>
/// <param name="Acceptance">Times the predicted probability of acceptance.</param>
/// <param name="Station">For the own station before others.</param>
/// <param name="WalkKmh">Walking speed, km/h.</param>
/// <param name="EBikeKmh">E-bike speed, km/h.</param>
/// <param name="CarKmh">Car speed, km/h.</param>
/// <param name="Detour">Road distance over straight distance.</param>
/// <param name="Presence">For whoever is on duty by hand: that phone is at hand.</param>
[GenerateSerializer, Immutable, Alias("dispatch.score-weights")]
public sealed record ScoreWeights(
    double Travel,
    double Continuity,
    double Fairness,
    double Load,
    double Team,
    double Reliability,
    double Acceptance,
    double Station,
    double WalkKmh,
    double EBikeKmh,
    double CarKmh,
    double Detour,
    double Presence = 12.0)
{
    /// <summary>The house's defaults.</summary>
    public static readonly ScoreWeights Default = new(1.0, 8.0, 0.25, 6.0, 3.0, 5.0, 10.0, 4.0, 4.8, 15.0, 25.0, 1.3);
}
