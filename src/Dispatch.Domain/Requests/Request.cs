using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;

namespace Dispatch.Domain.Requests;

/// <summary>A request as its grain stores it.</summary>
/// <param name="Need">What was asked for; never changes.</param>
/// <param name="Version">Grows with every commit.</param>
/// <param name="Attempt">Grows when a completed request turns out not kept; assignments of earlier attempts no longer count.</param>
/// <param name="Cycle">Number of the first offer of the present round of waves; lapsed offers before it no longer exclude.</param>
/// <param name="Wave">The wave that runs, counted from 1; 0 before the first.</param>
/// <param name="MatchAt">When to look for responders; null: nothing to look for.</param>
/// <param name="Front">Served before others: it was assigned once and lost its responder.</param>
/// <param name="Outbox">What others must still be told; part of the same commit as the decision.</param>
public sealed record Request(
    string Id,
    Need Need,
    long Version,
    RequestState State,
    RiskLevel Level,
    bool LevelProvisional,
    ImmutableArray<string> LevelReasons,
    string Owner,
    DateTimeOffset? Deadline,
    int RespondersNeeded,
    int Attempt,
    int Cycle,
    int Wave,
    DateTimeOffset? MatchAt,
    bool Front,
    ImmutableArray<Offer> Offers,
    int NextOffer,
    ImmutableArray<Assignment> Assignments,
    ImmutableArray<string> Refused,
    ImmutableArray<LaterWish> Later,
    ImmutableArray<OutboxItem> Outbox,
    long NextItem,
    ImmutableArray<TimelineEntry> Timeline,
    DateTimeOffset? CompletedAt,
    [property: Sealed] string? CloseReason)
{
    /// <summary>Every time that sealed words were opened, oldest first.</summary>
    public ImmutableArray<Opening> Openings { get; init; } = [];

    /// <summary>The resident does not want helpers of other stations to be asked.</summary>
    public bool KeepsToStation { get; init; }

    /// <summary>The resident allows that a copy of the chat is taken.</summary>
    public bool AllowsTranscript { get; init; }

    /// <summary>When the resident last took a copy of the data.</summary>
    public DateTimeOffset? ExportedAt { get; init; }

    /// <summary>When words, places, contacts and names were deleted.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>When what was left of the service was deleted: this is a tombstone.</summary>
    public DateTimeOffset? ReducedAt { get; init; }

    /// <summary>What its case must still hear, in order; part of the same commit as what it tells of.</summary>
    public ImmutableArray<CareNews> Care { get; init; } = [];

    /// <summary>Number of the last word to its case; 0: it is no request of care.</summary>
    public long CareLast { get; init; }

    /// <summary>Version of the case's level that was heard last.</summary>
    public long CareLevel { get; init; }

    /// <summary>What it asks of its counsellors, as intake or its case said it last; null: nothing.</summary>
    [Sealed, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CareDemand? Demand { get; init; }

    /// <summary>How often somebody spoke of danger to life: at intake, by a raise or a warning to High-risk, in whatever state. It never falls.</summary>
    public int Dangers { get; init; }

    /// <summary>How many dangers that were spoken of at the case are counted here.</summary>
    public int CareDangers { get; init; }

    /// <summary>The public incident that keeps it waiting; null: none does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Pause? Pause { get; init; }

    /// <summary>The incident whose pause was lifted by hand: it is not paused by that one again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReleasedFrom { get; init; }

    /// <summary>An incident keeps it waiting: somebody is missing, and nobody is asked.</summary>
    [JsonIgnore]
    public bool IsPaused => Pause is not null && Running && Missing() > 0;

    /// <summary>Lane of the level.</summary>
    [JsonIgnore]
    public Lane Lane => Lanes.Of(Level);

    /// <summary>Confirmed, Cancelled or Referred.</summary>
    [JsonIgnore]
    public bool Closed => State is RequestState.Confirmed or RequestState.Cancelled or RequestState.Referred;

    /// <summary>Still to be carried out.</summary>
    [JsonIgnore]
    public bool Running => !Closed && State != RequestState.Completed;

    /// <summary>Assignments that count towards the number asked for.</summary>
    public IEnumerable<Assignment> Standing() => Assignments.Where(a => a.Attempt == Attempt && a.Stands);

    /// <summary>How many responders are still missing.</summary>
    public int Missing() => Math.Max(0, RespondersNeeded - Standing().Count());

    /// <summary>Offers that wait for an answer.</summary>
    public IEnumerable<Offer> Pending() => Offers.Where(o => o.State == OfferState.Pending);
}

/// <summary>What was asked for, checked and completed at intake, and what the submitter was told of it.</summary>
/// <param name="Incident">The public incident that it comes from; null: none.</param>
public sealed record Need(
    [property: Sealed] string BodyDigest,
    string Service,
    [property: Sealed] string? Description,
    ImmutableArray<SkillLevel> Skills,
    ImmutableArray<string> Languages,
    [property: Sealed] GeoPoint? Position,
    bool Exact,
    string? Area,
    [property: Sealed] string? Address,
    DateTimeOffset StartsAt,
    int Minutes,
    Gender Gender,
    string StationId,
    bool OutsideCircles,
    bool Remote,
    int RespondersAsked,
    [property: Sealed] string? Alias,
    [property: Sealed] string? Contact,
    Channel Channel,
    string SubmittedBy,
    DateTimeOffset SubmittedAt,
    int OpenShard,
    RiskLevel IntakeLevel,
    ImmutableArray<string> PossibleDuplicates,
    string? AgeBand = null,
    string? Incident = null);

/// <summary>The pause of an ordinary request while a public incident runs at its station.</summary>
public sealed record Pause(string Incident, DateTimeOffset At);

/// <summary>One person asked to take the request.</summary>
/// <param name="Overtaken">Stays open, but no longer keeps the next from being asked: undelivered for too long, or the search was widened by hand.</param>
public sealed record Offer(
    string Id,
    int Number,
    string ResponderId,
    ResponderKind Kind,
    string StationId,
    [property: Sealed] string Name,
    OfferState State,
    int Wave,
    DateTimeOffset SentAt,
    DateTimeOffset ExpiresAt,
    bool Held,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? SeenAt,
    DateTimeOffset? AnsweredAt,
    [property: Sealed] string? Reason,
    bool ByHand,
    bool Overtaken,
    int? DistanceMetres,
    int? TravelMinutes,
    ImmutableArray<ScoreFactor> Why,
    bool CrisisQualified = false);

/// <summary>One accepted offer and how far it got.</summary>
public sealed record Assignment(
    string OfferId,
    string ResponderId,
    ResponderKind Kind,
    [property: Sealed] string Name,
    AssignmentState State,
    bool Lead,
    int Attempt,
    DateTimeOffset AcceptedAt,
    DateTimeOffset? Deadline,
    int? TravelMinutes,
    bool CrisisQualified = false)
{
    /// <summary>Accepted and neither given back nor taken away.</summary>
    [JsonIgnore]
    public bool Stands => State is AssignmentState.Accepted or AssignmentState.EnRoute or AssignmentState.OnSite or AssignmentState.Completed;

    /// <summary>Stands and is not finished.</summary>
    [JsonIgnore]
    public bool Active => Stands && State != AssignmentState.Completed;
}

/// <summary>"No, but at 16:00": when to ask this responder again.</summary>
public sealed record LaterWish(string ResponderId, DateTimeOffset At);

/// <summary>What a responder must be told, repeated until its own call acknowledges it.</summary>
public sealed record OutboxItem(long Number, OutboxKind Kind, string OfferId, string ResponderId, ResponderKind To);

/// <summary>Kinds of outbox items.</summary>
public enum OutboxKind
{
    /// <summary>An offer to hold.</summary>
    Offer,

    /// <summary>An offer or assignment taken back.</summary>
    Withdraw,

    /// <summary>The offer became an assignment.</summary>
    Assigned,
}
