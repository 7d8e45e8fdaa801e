using System.Collections.Immutable;

namespace Dispatch.Contracts.Stations;

/// <summary>Tells a supervisor that somebody opened sealed words. It stays until it was seen.</summary>
/// <param name="Id">Unique: request and number of the opening.</param>
/// <param name="StationId">The station of the request.</param>
/// <param name="RequestId">The request.</param>
/// <param name="By">The account that opened them.</param>
/// <param name="Role">Its role.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in its own words.</param>
/// <param name="To">Whom it is for: the station head, or for a head's own opening the administrator.</param>
/// <param name="SeenAt">When the supervisor said that it was seen; null: not yet.</param>
[GenerateSerializer, Immutable, Alias("dispatch.station-notice")]
public sealed record StationNotice(
    string Id, string StationId, string RequestId, string By, Role Role, DateTimeOffset At, string Reason, Role To, DateTimeOffset? SeenAt = null);

/// <summary>Notices that wait for a supervisor, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.notice-list")]
public sealed record NoticeList(ImmutableArray<StationNotice> Notices);

/// <summary>Lets another station look at this one's board, or ends that. By the administrator, with both stations' consent.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.share-board")]
public sealed record ShareBoard(Actor By, string WithStationId, bool On);
