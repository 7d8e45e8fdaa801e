using System.Collections.Immutable;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Incidents;

/// <summary>A public incident as staff of the station see it.</summary>
/// <param name="Place">Where to meet.</param>
/// <param name="Released">After the end: every open set has heard that nothing is paused any more.</param>
/// <param name="People">Most urgent first.</param>
[GenerateSerializer, Immutable, Alias("dispatch.incident-view")]
public sealed record IncidentView(
    string Id,
    string StationId,
    string Kind,
    string Area,
    [property: Sealed] string? Place,
    string By,
    Role ByRole,
    [property: Sealed] string Reason,
    DateTimeOffset At,
    IncidentState State,
    DateTimeOffset? EndedAt,
    string? EndedBy,
    IncidentOutcome? Outcome,
    [property: Sealed] string? EndReason,
    bool Released,
    long Version,
    ImmutableArray<IncidentPersonRow> People,
    ImmutableArray<StaffCallRow> Calls,
    IncidentMay Mine);

/// <summary>One person of the mass intake.</summary>
/// <param name="RequestId">The request for psychological support; null: none is needed, or it has not been raised yet.</param>
/// <param name="TaskId">The request for practical help; null: none.</param>
/// <param name="IsPending">Something of this person was not told to its requests yet.</param>
/// <param name="CaseLevel">The level of the person's case where it is another one, which only a decision in the case changes; null: it is the same, or not known.</param>
[GenerateSerializer, Immutable, Alias("dispatch.incident-person")]
public sealed record IncidentPersonRow(
    int Number,
    [property: Sealed] string? Alias,
    string? AgeBand,
    LevelView Level,
    bool Practical,
    bool Support,
    string? RequestId,
    string? TaskId,
    bool IsPending,
    string By,
    DateTimeOffset At,
    RiskLevel? CaseLevel = null);

/// <summary>How far one of the called is. Times that have not come are null.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.staff-call")]
public sealed record StaffCallRow(
    string Account,
    Role Role,
    int Round,
    DateTimeOffset CalledAt,
    DateTimeOffset? SeenAt,
    DateTimeOffset? ComingAt,
    DateTimeOffset? ArrivedAt,
    DateTimeOffset? CannotAt);

/// <summary>What the reader may do.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.incident-may")]
public sealed record IncidentMay(bool Enter, bool Confirm, bool End);

/// <summary>An incident in a list, and on the bar of every page of the station's staff. It names no person in need.</summary>
/// <param name="Mine">The reader's own line; null: was not called.</param>
[GenerateSerializer, Immutable, Alias("dispatch.incident-brief")]
public sealed record IncidentBrief(
    string Id,
    string StationId,
    string Kind,
    string Area,
    IncidentState State,
    DateTimeOffset At,
    DateTimeOffset? EndedAt,
    long Version,
    int People,
    int Called,
    int Seen,
    int Coming,
    StaffCallRow? Mine);

/// <summary>Incidents of a station, newest first, and whether the reader may declare one.</summary>
/// <param name="Kinds">Codes of the kinds that can be declared.</param>
[GenerateSerializer, Immutable, Alias("dispatch.incident-list")]
public sealed record IncidentList(ImmutableArray<IncidentBrief> Incidents, bool MayDeclare, ImmutableArray<IncidentKind> Kinds);

/// <summary>A kind of incident, in both languages.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.incident-kind")]
public sealed record IncidentKind(string Code, string NameZh, string NameEn);

/// <summary>The number that a person got, and whether the care team is asked.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.person-entered")]
public sealed record PersonEntered(int Number, bool IsCare);

/// <summary>The incident that runs after a declaring.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.incident-declared")]
public sealed record IncidentDeclared(string Id);
