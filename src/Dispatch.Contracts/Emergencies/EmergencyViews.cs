using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Emergencies;

/// <summary>An emergency as staff and the crisis team see it: service class; the place only for whoever has acknowledged.</summary>
/// <param name="Sent">At least two crisis-qualified people are on the way or there: only then is a team sent.</param>
/// <param name="TeamBy">When it alarms that no team is sent; null: one is, or it ended.</param>
/// <param name="Mine">What the reader may do.</param>
[GenerateSerializer, Immutable, Alias("dispatch.emergency-view")]
public sealed record EmergencyView(
    string Id,
    string StationId,
    string Service,
    string? Area,
    EmergencyState State,
    DateTimeOffset OpenedAt,
    int Episode,
    long Version,
    string Lead,
    string Head,
    bool Sent,
    bool RequestRunning,
    DateTimeOffset? TeamBy,
    ImmutableArray<PersonRow> People,
    ImmutableArray<UnitRow> Units,
    ImmutableArray<AlarmView> Alarms,
    ImmutableArray<EmergencyEvent> Events,
    StoodDown? End,
    ScenePlace? Place,
    MayDo Mine);

/// <summary>One line of the matrix: how far one person is. Times that have not come are null.</summary>
/// <param name="CheckInBy">When the next word of being well is due.</param>
/// <param name="Missed">Words of being well that did not come.</param>
/// <param name="Points">Exposure points of this emergency.</param>
/// <param name="Said">What was said last in this person's place; the reason for the team alone.</param>
[GenerateSerializer, Immutable, Alias("dispatch.emergency-person")]
public sealed record PersonRow(
    string Account,
    Office Office,
    bool Qualified,
    bool IsLead,
    int Round,
    DateTimeOffset PagedAt,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? SeenAt,
    DateTimeOffset? AcknowledgedAt,
    DateTimeOffset? OnTheWayAt,
    DateTimeOffset? ArrivedAt,
    DateTimeOffset? BackAt,
    DateTimeOffset? CannotAt,
    DateTimeOffset? CheckInBy,
    int Missed,
    DateTimeOffset? DebriefBy,
    DateTimeOffset? DebriefedAt,
    int Points,
    SaidFor? Said);

/// <summary>What the lead or the head said last for somebody who could not.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.said-for")]
public sealed record SaidFor(DateTimeOffset At, string By, PageStep Step, [property: Sealed] string Reason);

/// <summary>One line of the matrix: how far a linked unit is.</summary>
/// <param name="ToldAt">When its page was made to be passed on; null: nobody has told it yet.</param>
/// <param name="LinkUntil">Until when the page opens; null: there is none.</param>
[GenerateSerializer, Immutable, Alias("dispatch.emergency-unit")]
public sealed record UnitRow(
    string UnitId,
    UnitKind Kind,
    string NameZh,
    string NameEn,
    DateTimeOffset? ToldAt,
    DateTimeOffset? LinkUntil,
    DateTimeOffset? SeenAt,
    DateTimeOffset? AcknowledgedAt,
    DateTimeOffset? OnTheWayAt,
    DateTimeOffset? ArrivedAt);

/// <summary>Something that went wrong and rings until somebody says it is being seen to.</summary>
/// <param name="About">The account or unit it is about; null: the emergency itself.</param>
[GenerateSerializer, Immutable, Alias("dispatch.emergency-alarm")]
public sealed record AlarmView(int Number, PageReason Reason, string? About, DateTimeOffset At, int Round, DateTimeOffset? AnsweredAt, string? AnsweredBy);

/// <summary>One thing that happened. <c>What</c> is a code of the locale files.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.emergency-event")]
public sealed record EmergencyEvent(int Number, DateTimeOffset At, string What, string By, string? About);

/// <summary>How it ended.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.stood-down")]
public sealed record StoodDown(DateTimeOffset At, string By, Role Role, Outcome Outcome, [property: Sealed] string Reason);

/// <summary>Where to go and whom to ask for. Exact only for whoever has acknowledged, and gone once the emergency ended.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.scene-place")]
public sealed record ScenePlace(
    string? Area, [property: Sealed] GeoPoint? Location, [property: Sealed] string? Address, [property: Sealed] string? Alias, [property: Sealed] string? Contact);

/// <summary>What the reader of an emergency may do.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.emergency-may")]
public sealed record MayDo(bool Answer, bool Lead, bool Link, bool StandDown);

/// <summary>An emergency in a list.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.emergency-brief")]
public sealed record EmergencyBrief(
    string Id, string StationId, string Service, string? Area, EmergencyState State, DateTimeOffset OpenedAt, string Lead, bool Sent, int Acknowledged, int Alarms);

/// <summary>A page on one person's phone. It names an area and nothing of the person in need.</summary>
/// <param name="Number">Grows with every change of this page; an older one is passed over.</param>
/// <param name="Rings">It sounds until answered.</param>
/// <param name="IsOver">Nothing is left for this person to do: the page leaves the screen.</param>
/// <param name="Alone">Arrived, and no second person is on the way or there: do not go in.</param>
/// <param name="DebriefBy">A debrief is due; null: none.</param>
[GenerateSerializer, Immutable, Alias("dispatch.page-view")]
public sealed record PageView(
    string EmergencyId,
    string StationId,
    long Number,
    Office Office,
    string Service,
    string? Area,
    EmergencyState State,
    DateTimeOffset PagedAt,
    int Round,
    bool Rings,
    bool IsOver,
    bool IsLead,
    bool Alone,
    bool Sent,
    DateTimeOffset? AcknowledgedAt,
    DateTimeOffset? OnTheWayAt,
    DateTimeOffset? ArrivedAt,
    DateTimeOffset? BackAt,
    DateTimeOffset? CheckInBy,
    DateTimeOffset? DebriefBy,
    ImmutableArray<AlarmView> Alarms);

/// <summary>Pages on one person's phone, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.page-list")]
public sealed record PageList(ImmutableArray<PageView> Pages);

/// <summary>What a linked unit sees by its one-time page: the area at first, place and contact once it has acknowledged, nothing once it ended.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.unit-page-view")]
public sealed record UnitPageView(
    string UnitZh,
    string UnitEn,
    string StationZh,
    string StationEn,
    EmergencyState State,
    DateTimeOffset OpenedAt,
    DateTimeOffset LinkUntil,
    ScenePlace? Place,
    int OnTheWay,
    DateTimeOffset? AcknowledgedAt,
    DateTimeOffset? OnTheWayAt,
    DateTimeOffset? ArrivedAt);
