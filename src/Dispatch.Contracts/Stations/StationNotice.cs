using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Stations;

/// <summary>Tells a supervisor that somebody opened sealed words, or that contact was lost in a chat. It stays until it was seen.</summary>
/// <param name="Id">Unique: request and number of the opening; alarms of its chat count from 1,001.</param>
/// <param name="StationId">The station of the request.</param>
/// <param name="RequestId">The request.</param>
/// <param name="By">The account that opened them; of an alarm <c>system</c>.</param>
/// <param name="Role">Its role.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in its own words.</param>
/// <param name="To">Whom it is for: the station head, or for a head's own opening the administrator.</param>
/// <param name="SeenAt">When the supervisor said that it was seen; null: not yet.</param>
/// <param name="Kind">What it tells of: <c>sealed-opened</c>, or <c>chat.resident-silent</c> and the like.</param>
[GenerateSerializer, Immutable, Alias("dispatch.station-notice")]
public sealed record StationNotice(
    string Id, string StationId, string RequestId, string By, Role Role, DateTimeOffset At, [property: Sealed] string Reason, Role To, DateTimeOffset? SeenAt = null,
    string Kind = StationNotice.SealedOpened)
{
    /// <summary>Somebody opened sealed words.</summary>
    public const string SealedOpened = "sealed-opened";

    /// <summary>A chat raised an alarm; the reason is empty, and the kind of alarm stands in <see cref="Kind"/> behind a dot.</summary>
    public const string ChatAlarm = "chat";

    /// <summary>The alarm of words that stand for danger.</summary>
    public const string ChatCue = "chat.cue";

    /// <summary>An answer of a screening stands for immediate danger; the reason is empty.</summary>
    public const string ScreeningDanger = "screening.danger";

    /// <summary>A warning curve crossed its limit; the measure stands behind a dot, and the reason is the community's code, empty for the whole station.</summary>
    public const string Curve = "curve";

    /// <summary>Openings of sealed words have numbers up to 64; those of a chat's alarms begin behind them.</summary>
    public const int BehindOpenings = 1_000;

    /// <summary>Those of screenings begin behind the first 1,000 alarms.</summary>
    public const int BehindAlarms = 2_000;

    /// <summary>Those of a case's opened notes begin behind the screenings: a case has its request's id, and two notices of one id are one.</summary>
    public const int BehindScreenings = 3_000;

    /// <summary>A chat's alarms beyond the first 1,000.</summary>
    public const int BehindEverything = 1_000_000;
}

/// <summary>Notices that wait for a supervisor, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.notice-list")]
public sealed record NoticeList(ImmutableArray<StationNotice> Notices);

/// <summary>Lets another station look at this one's board, or ends that. By the administrator, with both stations' consent.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.share-board")]
public sealed record ShareBoard(Actor By, string WithStationId, bool On);
