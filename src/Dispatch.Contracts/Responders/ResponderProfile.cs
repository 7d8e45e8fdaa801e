using System.Collections.Immutable;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Responders;

/// <summary>What a responder brings: entered by station staff, changed rarely.</summary>
/// <param name="Id">The responder's id; equals the account name.</param>
/// <param name="Kind">Volunteer or counsellor.</param>
/// <param name="StationId">The station it belongs to.</param>
/// <param name="Name">Display name for staff and, after acceptance, the resident.</param>
/// <param name="Skills">Skills held, each with the certificate's end; null: no expiry.</param>
/// <param name="Languages">BCP 47 codes.</param>
/// <param name="Gender">As entered.</param>
/// <param name="Trained">Has the psychological-support or elder-care training that trained tasks need.</param>
/// <param name="LicensedUntil">A counsellor's licence end; null for volunteers, or a licence without end.</param>
/// <param name="CrisisQualified">A counsellor who may take High-risk requests.</param>
/// <param name="Home">Where it usually starts from.</param>
/// <param name="TravelMode">How it travels.</param>
/// <param name="RemoteToo">Takes remote tasks.</param>
/// <param name="Capacity">How many offers and assignments for the same time, 1..20.</param>
/// <param name="Team">The 1+N team, if any.</param>
/// <param name="Calendar">When it is available without being put on duty by hand.</param>
/// <param name="Quiet">Hours without offers, unless on duty by hand.</param>
/// <param name="AlertsPerWeek">How many offers a week at most; 0: no limit.</param>
/// <param name="TimeZone">IANA zone in which calendar and quiet hours are read.</param>
/// <param name="Conflicts">Request or resident ids with a conflict of interest.</param>
[GenerateSerializer, Immutable, Alias("dispatch.responder-profile")]
public sealed record ResponderProfile(
    string Id,
    ResponderKind Kind,
    string StationId,
    [property: Sealed] string Name,
    ImmutableArray<HeldSkill> Skills,
    ImmutableArray<string> Languages,
    Gender Gender,
    bool Trained,
    DateTimeOffset? LicensedUntil,
    bool CrisisQualified,
    [property: Sealed] GeoPoint Home,
    TravelMode TravelMode,
    bool RemoteToo,
    int Capacity,
    string? Team,
    Availability Calendar,
    QuietHours? Quiet,
    int AlertsPerWeek,
    string TimeZone,
    ImmutableArray<string> Conflicts)
{
    /// <summary>Competences for populations that the head of the station has confirmed; of counsellors.</summary>
    [Id(0)]
    public ImmutableArray<Population> Competences { get; init; } = [];

    /// <summary>When those of them end that have an end; at most one for each.</summary>
    [Id(1)]
    public ImmutableArray<CompetenceTerm> CompetenceTerms { get; init; } = [];
}

/// <summary>The last moment at which a competence counts; one without a term has no end.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.competence-term")]
public sealed record CompetenceTerm(Population Population, DateTimeOffset Until);

/// <summary>A skill with level 1..3 and the certificate's end (exclusive; null: none).</summary>
[GenerateSerializer, Immutable, Alias("dispatch.held-skill")]
public sealed record HeldSkill(string Code, int Level, DateTimeOffset? ValidUntil);

/// <summary>Weekly hours with exceptions and seasons of absence. Empty: never available by calendar.</summary>
/// <param name="Weekly">Hours of the week.</param>
/// <param name="Exceptions">Days that depart from the week.</param>
/// <param name="Away">Seasons of absence.</param>
/// <param name="PlannedOnly">The hours are for tasks that start more than 2 h ahead; for sooner ones the person goes on duty by hand.</param>
[GenerateSerializer, Immutable, Alias("dispatch.availability")]
public sealed record Availability(
    ImmutableArray<WeeklyHours> Weekly, ImmutableArray<DayException> Exceptions, ImmutableArray<Season> Away, bool PlannedOnly = false)
{
    /// <summary>Available by hand only.</summary>
    public static readonly Availability None = new([], [], []);
}

/// <summary>A weekly span in minutes of the local day, 0 &lt;= from &lt; to &lt;= 1,440.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.weekly-hours")]
public sealed record WeeklyHours(DayOfWeek Day, int FromMinute, int ToMinute);

/// <summary>A local day that departs from the week: away all day (null span) or available in the given minutes.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.day-exception")]
public sealed record DayException(DateOnly Day, int? FromMinute, int? ToMinute);

/// <summary>A yearly span of absence, both days included; it may wrap the new year. Months 1..12, days 1..31.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.season")]
public sealed record Season(int FromMonth, int FromDay, int ToMonth, int ToDay);

/// <summary>Quiet hours in minutes of the local day; they may wrap midnight.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.quiet-hours")]
public sealed record QuietHours(int FromMinute, int ToMinute);

/// <summary>What the index holds of a responder: the profile and the present standing.</summary>
/// <param name="Profile">As entered.</param>
/// <param name="OnDutySince">Put on duty by hand since; null: by calendar only.</param>
/// <param name="Position">Where it is now, coarse, while on duty; otherwise its home.</param>
/// <param name="TravelMode">The mode chosen for this duty.</param>
/// <param name="Load">Offers held and assignments standing.</param>
/// <param name="LastCallAt">When it last got an offer; null: never.</param>
/// <param name="CoolUntil">Rests after heavy contact until then.</param>
/// <param name="AlertsThisWeek">Offers received in the running week.</param>
/// <param name="WeekStart">Start of the week that count belongs to.</param>
/// <param name="Calls">Offers received in all.</param>
/// <param name="Accepts">Offers accepted in all.</param>
/// <param name="NoShows">Assignments without progress in all; only these lower reliability.</param>
/// <param name="Version">Grows with every change; the newest card wins.</param>
/// <param name="Taken">When the places counted by <paramref name="Load"/> are needed.</param>
/// <param name="CaseWeight">A counsellor's caseload in points, as its cases told it; 0 of volunteers.</param>
[GenerateSerializer, Immutable, Alias("dispatch.responder-card")]
public sealed record ResponderCard(
    ResponderProfile Profile,
    DateTimeOffset? OnDutySince,
    [property: Sealed] GeoPoint Position,
    TravelMode TravelMode,
    int Load,
    DateTimeOffset? LastCallAt,
    DateTimeOffset? CoolUntil,
    int AlertsThisWeek,
    DateTimeOffset? WeekStart,
    int Calls,
    int Accepts,
    int NoShows,
    long Version,
    ImmutableArray<TakenPlace> Taken = default,
    int CaseWeight = 0);

/// <summary>A place that an offer or an assignment takes, from the start of its task to its planned end. <c>Open</c>: the offer waits for its answer.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.taken-place")]
public sealed record TakenPlace(DateTimeOffset From, DateTimeOffset To, bool Open);
