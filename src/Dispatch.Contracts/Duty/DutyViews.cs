using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Duty;

/// <summary>A shift as planned, and how it began.</summary>
/// <param name="Id">Unique within the station.</param>
/// <param name="Day">The day on which it starts, in the station's zone.</param>
/// <param name="FromMinute">First minute of that day, 0..1,439.</param>
/// <param name="ToMinute">Minute at which it ends, 1..1,440; not after <paramref name="FromMinute"/>: on the day after.</param>
/// <param name="From">The same start as a moment.</param>
/// <param name="To">The same end as a moment, exclusive.</param>
/// <param name="Primary">First counsellor.</param>
/// <param name="Secondary">Second counsellor; null: none.</param>
/// <param name="Lead">Duty lead; null: the station head.</param>
/// <param name="Expert">Expert on call; null: none.</param>
/// <param name="BegunBy">Who is at work, the first counsellor or whoever stands in; null: nobody has begun.</param>
/// <param name="BegunAt">Since when.</param>
/// <param name="SoonAt">When its people were told that it starts soon.</param>
/// <param name="MissingAt">When the second was told that the first had not begun.</param>
/// <param name="ClimbedAt">When the head was told last that nobody had.</param>
/// <param name="PlannedAt">When it got its start: whoever is planned into a running shift has the time of grace from then.</param>
[GenerateSerializer, Immutable, Alias("duty.shift")]
public sealed record DutyShift(
    string Id,
    DateOnly Day,
    int FromMinute,
    int ToMinute,
    DateTimeOffset From,
    DateTimeOffset To,
    string Primary,
    string? Secondary,
    string? Lead,
    string? Expert,
    string? BegunBy = null,
    DateTimeOffset? BegunAt = null,
    DateTimeOffset? SoonAt = null,
    DateTimeOffset? MissingAt = null,
    DateTimeOffset? ClimbedAt = null,
    DateTimeOffset? PlannedAt = null);

/// <summary>A span of time in which the plan is not as it should be.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="From">From when.</param>
/// <param name="To">Until when, exclusive.</param>
/// <param name="Account">Whom it concerns; null: nobody is there.</param>
[GenerateSerializer, Immutable, Alias("duty.gap")]
public sealed record DutyGap(DutyGapKind Kind, DateTimeOffset From, DateTimeOffset To, string? Account);

/// <summary>A wish to give a place in a shift to a colleague.</summary>
[GenerateSerializer, Immutable, Alias("duty.swap")]
public sealed record DutySwap(int Number, string ShiftId, DutyPart Part, string From, string To, DateTimeOffset AskedAt, DutyAnswer State, DateTimeOffset? AnsweredAt);

/// <summary>A hand-over of the watch. Until it is accepted, and where something cannot go along, everything stays with whoever hands over.</summary>
/// <param name="Note">Words for whoever takes over, up to 2,000 characters; to those two and the head alone.</param>
/// <param name="Items">What goes along: named when it is accepted, and then moved one by one.</param>
/// <param name="RemindedAt">When it was told that nobody has answered.</param>
[GenerateSerializer, Immutable, Alias("duty.hand-over")]
public sealed record DutyHandOver(
    int Number,
    string From,
    string To,
    [property: Sealed] string Note,
    DateTimeOffset At,
    DutyAnswer State,
    DateTimeOffset? AnsweredAt,
    ImmutableArray<DutyItem> Items,
    DateTimeOffset? RemindedAt = null);

/// <summary>One thing of a hand-over, by the request that it belongs to.</summary>
/// <param name="Code">Why it stays, a refusal's code; null: it does not.</param>
[GenerateSerializer, Immutable, Alias("duty.item")]
public sealed record DutyItem(DutyItemKind Kind, string RequestId, DutyItemState State, string? Code = null);

/// <summary>Something that a person is told until it says that it has seen it.</summary>
/// <param name="About">The shift, or the number of a swap or hand-over; null: a gap.</param>
/// <param name="Gap">The gap that lies ahead; null: it is not about one.</param>
/// <param name="From">When the shift or gap begins; null: it is about neither.</param>
[GenerateSerializer, Immutable, Alias("duty.alert")]
public sealed record DutyAlert(
    int Number, DutyAlertKind Kind, string To, DateTimeOffset At, string? About, DutyGapKind? Gap, DateTimeOffset? From, DateTimeOffset? SeenAt = null);

/// <summary>A counsellor who can be planned.</summary>
/// <param name="Lent">Belongs to a station that lends its counsellors.</param>
[GenerateSerializer, Immutable, Alias("duty.person")]
public sealed record DutyPerson(string Account, DateTimeOffset? LicensedUntil, bool CrisisQualified, bool OnDuty, bool Lent);

/// <summary>A station's roster over some days, as one person sees it.</summary>
/// <param name="Current">The shift that runs; null: none.</param>
/// <param name="Acting">Who is in charge of what nobody owns: at work as the first counsellor, or standing in; null: nobody.</param>
/// <param name="Lead">The named duty lead at this moment.</param>
/// <param name="Gaps">To the station's people: of the days shown.</param>
/// <param name="Swaps">Those that wait, and the reader's own.</param>
/// <param name="HandOvers">The reader's own, newest first; the head sees all.</param>
/// <param name="People">Who can be planned, and asked.</param>
/// <param name="MayPlan">The reader plans this roster.</param>
[GenerateSerializer, Immutable, Alias("duty.view")]
public sealed record DutyView(
    string StationId,
    string TimeZone,
    string Head,
    ImmutableArray<DutyShift> Shifts,
    string? Current,
    string? Acting,
    string Lead,
    ImmutableArray<DutyGap> Gaps,
    ImmutableArray<DutySwap> Swaps,
    ImmutableArray<DutyHandOver> HandOvers,
    ImmutableArray<DutyPerson> People,
    bool MayPlan,
    long Version);
