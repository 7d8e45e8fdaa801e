using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Contracts;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Matching;

namespace Dispatch.Domain.Responders;

/// <summary>All that is durably known of a responder.</summary>
/// <param name="Profile">As entered by staff.</param>
/// <param name="ByHand">Set while on duty by hand; null: the calendar applies.</param>
/// <param name="Held">Offers that wait for an answer or for the request's word; each reserves one place.</param>
/// <param name="Standing">Assignments that are not over.</param>
/// <param name="Ended">The latest offers that are over, oldest first, so that a late answer is told what became of it.</param>
/// <param name="Past">Tasks that are over, newest first.</param>
/// <param name="Entered">The version of the last change that the duty set must know of.</param>
/// <param name="DutySet">The shard that may hold the card; durable before it is used.</param>
/// <param name="Zones">The zones that may hold the card, those left behind included until they have let go.</param>
public sealed record Responder(
    ResponderProfile Profile,
    Duty? ByHand,
    ImmutableArray<HeldOffer> Held,
    ImmutableArray<StandingTask> Standing,
    ImmutableArray<OfferView> Ended,
    ImmutableArray<PastTask> Past,
    int MinutesServed,
    DateTimeOffset? LastCallAt,
    DateTimeOffset? CoolUntil,
    int AlertsThisWeek,
    DateTimeOffset? WeekStart,
    int Calls,
    int Accepts,
    int NoShows,
    long Version,
    long Entered,
    string? DutySet,
    ImmutableArray<string> Zones)
{
    /// <summary>Whether the coarse position may be used while on duty; null: never asked, and sending one says yes.</summary>
    public bool? PositionAllowed { get; init; }

    /// <summary>When the personal data were deleted: this is a tombstone.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>Points gathered in emergencies, oldest first.</summary>
    public ImmutableArray<Exposure> Exposures { get; init; } = [];

    /// <summary>What cases weigh in the caseload.</summary>
    public ImmutableArray<CaseWeight> Cases { get; init; } = [];

    /// <summary>What the head decided on licence, crisis qualification and competences, oldest first.</summary>
    public ImmutableArray<Qualified> Qualifications { get; init; } = [];

    /// <summary>Places taken: offers held and assignments standing.</summary>
    [JsonIgnore]
    public int Load => Held.Length + Standing.Length;

    /// <summary>Can be asked at all: on duty by hand, or at some time by calendar.</summary>
    [JsonIgnore]
    public bool Reachable => ByHand is not null || Calendars.HasHours(Profile.Calendar);

    /// <summary>Where the person is counted from.</summary>
    public GeoPoint Whereabouts() => ByHand?.Position ?? Profile.Home;

    /// <summary>What the indexes hold.</summary>
    public ResponderCard Card() => new(
        Profile,
        ByHand?.Since,
        Whereabouts(),
        ByHand?.TravelMode ?? Profile.TravelMode,
        Load,
        LastCallAt,
        CoolUntil,
        AlertsThisWeek,
        WeekStart,
        Calls,
        Accepts,
        NoShows,
        Version,
        Taken(),
        Cases.Sum(each => each.Points));

    /// <summary>When the places taken are needed.</summary>
    public ImmutableArray<TakenPlace> Taken() => Places(Standing);

    /// <summary>The places taken whose time is the one they were offered for: a raise moves a task to now, whatever else its person has then.</summary>
    public ImmutableArray<TakenPlace> Agreed() => Places(Standing.Where(each => each.Task.StartsAt == each.Offer.StartsAt));

    /// <summary>An assignment on a request; null when none stands.</summary>
    public StandingTask? TaskOn(string requestId) => Standing.FirstOrDefault(each => each.Task.RequestId == requestId);

    /// <summary>An offer by id, whatever became of it; null when it never came or is long over.</summary>
    public OfferView? OfferOf(string offerId) =>
        Held.FirstOrDefault(each => each.Offer.Id == offerId)?.Offer
        ?? Standing.FirstOrDefault(each => each.Offer.Id == offerId)?.Offer
        ?? Ended.LastOrDefault(each => each.Id == offerId);

    /// <summary>Whether the offer waits for an answer or for the request's word.</summary>
    public bool Holds(string offerId) => Held.Any(each => each.Offer.Id == offerId);

    /// <summary>Whether the offer or the assignment it became takes a place.</summary>
    public bool HasPlaceFor(string offerId) => Holds(offerId) || Standing.Any(each => each.Offer.Id == offerId);

    private ImmutableArray<TakenPlace> Places(IEnumerable<StandingTask> standing) =>
    [
        .. Held.Select(each => Place(each.Offer.StartsAt, each.Offer.Minutes, open: true)),
        .. standing.Select(each => Place(each.Task.StartsAt, each.Task.Minutes, open: false)),
    ];

    private static TakenPlace Place(DateTimeOffset from, int minutes, bool open) => new(from, from.AddMinutes(Math.Max(1, minutes)), open);
}

/// <summary>A duty taken up by hand: since when, where (coarse) and how the person travels.</summary>
/// <param name="PlacedAt">When the person told the position; null: it never did, and the home counts.</param>
public sealed record Duty(DateTimeOffset Since, [property: Sealed] GeoPoint Position, TravelMode TravelMode, DateTimeOffset? PlacedAt = null);

/// <summary>What one emergency asked of a person, in points.</summary>
public sealed record Exposure(string EmergencyId, DateTimeOffset At, int Points);

/// <summary>A reservation. It is freed or becomes an assignment by the request's word alone.</summary>
public sealed record HeldOffer(OfferView Offer, DateTimeOffset HeldAt);

/// <summary>An assignment that is not over, with the offer it came from and the arrival if reported.</summary>
public sealed record StandingTask(OfferView Offer, TaskView Task, DateTimeOffset? OnSiteAt);
