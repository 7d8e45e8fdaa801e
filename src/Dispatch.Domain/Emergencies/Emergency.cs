using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;

namespace Dispatch.Domain.Emergencies;

/// <summary>An emergency as its actor stores it. It holds accounts, codes and times; the place stays with the request.</summary>
/// <param name="Episode">The attempt of the request that this is about.</param>
/// <param name="Lead">The named human answerable.</param>
/// <param name="Wider">Whom to call when nobody of those on duty has acknowledged.</param>
/// <param name="WideAt">When that is; null: it was done, or is not needed.</param>
/// <param name="ClimbAt">When the head is called for a silent lead; null: it was done, or is not needed.</param>
/// <param name="TeamBy">When it alarms that no team is sent; null: one is, or it ended.</param>
/// <param name="Heard">The version of the request that this knows.</param>
/// <param name="OutcomeKnown">The request has heard the outcome.</param>
/// <param name="Next">Number of the next event or alarm.</param>
public sealed record Emergency(
    string Id,
    string StationId,
    string Service,
    string? Area,
    EmergencyState State,
    DateTimeOffset OpenedAt,
    int Episode,
    string Lead,
    string Head,
    ImmutableArray<Called> People,
    ImmutableArray<LinkedUnit> Units,
    ImmutableArray<Alarm> Alarms,
    ImmutableArray<EmergencyEvent> Events,
    ImmutableArray<string> Wider,
    DateTimeOffset? ClimbAt,
    DateTimeOffset? WideAt,
    DateTimeOffset? TeamBy,
    StoodDown? End,
    bool RequestRunning,
    long Heard,
    bool OutcomeKnown,
    int Next,
    long Version)
{
    /// <summary>How many dangers of the request this has heard of. Above it opens again after its end, and rings while it runs.</summary>
    public int Danger { get; init; }

    /// <summary>Counsellors with a conflict of interest, as the request said last.</summary>
    [Sealed]
    public ImmutableArray<string> Barred { get; init; } = [];

    /// <summary>It opened with the request's owner alone, since no watch answered: the watch is still asked for.</summary>
    public bool WatchMissing { get; init; }

    /// <summary>Every phone knows that nothing is left for it.</summary>
    public bool PhonesFree { get; init; }

    /// <summary>Accounts that it no longer calls, and whose phones may still show a page: told that it is over until they have heard it.</summary>
    public ImmutableArray<string> Leaving { get; init; } = [];

    /// <summary>It keeps of everybody the offer heard of last. A row of before that does not: its next word of the request is no step of theirs.</summary>
    public bool KnowsOffers { get; init; }

    /// <summary>When words and names of it were deleted.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>How many must go: one looks after the person, the other after the first (G40).</summary>
    public const int TeamOfTwo = 2;

    /// <summary>It runs.</summary>
    [JsonIgnore]
    public bool IsOpen => State == EmergencyState.Open;

    /// <summary>Crisis-qualified people on the way or there.</summary>
    public int Out() => People.Count(each => each is { IsOut: true, Qualified: true });

    /// <summary>A team counts as sent only with two.</summary>
    [JsonIgnore]
    public bool Sent => Out() >= TeamOfTwo;

    /// <summary>Nothing is left: everybody is back and debriefed, and no alarm rings.</summary>
    [JsonIgnore]
    public bool IsOver => !IsOpen && OutcomeKnown && People.All(each => !each.IsOut && !each.OwesDebrief && each.IsRested) && Alarms.All(each => each.AnsweredAt is not null);

    /// <summary>It ended and nobody is out any longer: nobody needs the place, and nothing stands in the way of deleting it.</summary>
    [JsonIgnore]
    public bool IsSettled => !IsOpen && People.All(each => !each.IsOut);

    /// <summary>The line of one account; null: it was never called.</summary>
    public Called? Find(string account) => People.FirstOrDefault(each => each.Account == account);
}

/// <summary>One person of the matrix.</summary>
/// <param name="Qualified">Crisis-qualified by a licence that runs, as the watch told last while the emergency ran.</param>
/// <param name="NextAt">When the page rings again; null: it was answered.</param>
/// <param name="CheckInBy">When the next word of being well is due; null: not out.</param>
/// <param name="RestKnown">The responder knows its rest.</param>
/// <param name="DebriefAt">When an owed debrief rings next; null: when it is due.</param>
/// <param name="Offer">The offer of the request that was heard of last.</param>
/// <param name="OfferState">How far it was then; only what differs from it is a step.</param>
/// <param name="Said">What somebody said last in its place; null: nothing.</param>
public sealed record Called(
    string Account,
    Office Office,
    bool Qualified,
    int Round,
    DateTimeOffset PagedAt,
    DateTimeOffset? NextAt,
    DateTimeOffset? DeliveredAt = null,
    DateTimeOffset? SeenAt = null,
    DateTimeOffset? AcknowledgedAt = null,
    DateTimeOffset? OnTheWayAt = null,
    DateTimeOffset? ArrivedAt = null,
    DateTimeOffset? BackAt = null,
    DateTimeOffset? CannotAt = null,
    DateTimeOffset? CheckInBy = null,
    int Missed = 0,
    DateTimeOffset? DebriefBy = null,
    DateTimeOffset? DebriefedAt = null,
    string? DebriefWith = null,
    int Points = 0,
    bool RestKnown = false,
    DateTimeOffset? DebriefAt = null,
    string? Offer = null,
    AssignmentState? OfferState = null,
    SaidFor? Said = null)
{
    /// <summary>Was crisis-qualified while it was out, and is no longer: its rest is told all the same.</summary>
    public bool WasQualified { get; init; }

    /// <summary>On the way or there.</summary>
    [JsonIgnore]
    public bool IsOut => OnTheWayAt is not null && BackAt is null;

    /// <summary>Was ever on the way.</summary>
    [JsonIgnore]
    public bool Went => OnTheWayAt is not null;

    /// <summary>Went, and has not been debriefed.</summary>
    [JsonIgnore]
    public bool OwesDebrief => DebriefBy is not null && DebriefedAt is null;

    /// <summary>When the owed debrief rings; null: none is owed.</summary>
    [JsonIgnore]
    public DateTimeOffset? DebriefDue => OwesDebrief ? DebriefAt ?? DebriefBy : null;

    /// <summary>It rings or has rung for this person, in this episode.</summary>
    [JsonIgnore]
    public bool IsCalled => NextAt is not null || AcknowledgedAt is not null || CannotAt is not null;

    /// <summary>Is crisis-qualified and has it.</summary>
    [JsonIgnore]
    public bool HasIt => Qualified && AcknowledgedAt is not null && CannotAt is null;

    /// <summary>Needs no rest, or its own actor knows of it.</summary>
    [JsonIgnore]
    public bool IsRested => Points == 0 || RestKnown || !(Qualified || WasQualified);
}

/// <summary>One unit of the matrix.</summary>
/// <param name="Digest">Of the secret of its page; null: there is none.</param>
public sealed record LinkedUnit(
    UnitFacts Facts,
    DateTimeOffset? RemindAt,
    DateTimeOffset? ToldAt = null,
    string? Digest = null,
    DateTimeOffset? LinkUntil = null,
    DateTimeOffset? SeenAt = null,
    DateTimeOffset? AcknowledgedAt = null,
    DateTimeOffset? OnTheWayAt = null,
    DateTimeOffset? ArrivedAt = null);

/// <summary>Something that rings with the lead and the head until one of them says that it is being seen to.</summary>
public sealed record Alarm(
    int Number,
    PageReason Reason,
    string? About,
    DateTimeOffset At,
    int Round,
    DateTimeOffset? NextAt,
    DateTimeOffset? AnsweredAt = null,
    string? AnsweredBy = null);
