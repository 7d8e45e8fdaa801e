using System.Collections.Immutable;

namespace Dispatch.Contracts.Requests;

/// <summary>Opens the sealed words of a request for 15 minutes and for this account alone. The reason has 10 to 500 characters; the resident reads it.</summary>
/// <remarks>
/// Station heads for their own station, and the administrator. Repeated while it is open it answers the same opening. Refused with
/// <see cref="RefusalCode.RequestState"/> where nothing is sealed, and with <see cref="RefusalCode.LimitRate"/> after 64 openings.
/// </remarks>
[GenerateSerializer, Immutable, Alias("dispatch.open-sealed")]
public sealed record OpenSealed(Actor By, string Reason);

/// <summary>What residents and responders wrote, where dispatch does not see it (house, data class case).</summary>
/// <param name="Description">What the resident asked for, in plain words.</param>
/// <param name="CloseReason">Why it ended.</param>
/// <param name="Words">Entries of the timeline whose notes are withheld from dispatch.</param>
/// <param name="Until">When it closes again.</param>
[GenerateSerializer, Immutable, Alias("dispatch.sealed-view")]
public sealed record SealedView(
    string RequestId, string? Description, string? CloseReason, ImmutableArray<TimelineEntry> Words, DateTimeOffset Until);

/// <summary>Who opened the sealed words, as the resident sees it: the office and the reason, no name.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.help-opening")]
public sealed record HelpOpening(DateTimeOffset At, Role Role, string StationId, string Reason);

/// <summary>All that happened to a request, oldest first, at most 200 entries.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.request-timeline")]
public sealed record RequestTimeline(ImmutableArray<TimelineEntry> Entries);

/// <summary>Who could serve a request, and for everyone else in reach why not. At most 200, best first.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.candidate-list")]
public sealed record CandidateList(ImmutableArray<Matching.CandidateView> Candidates);
