using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Requests;

/// <summary>What the resident may see of the own request. <c>Responders</c> hold display names of those who accepted, nothing else.</summary>
/// <param name="NotKept">The resident said that it was not kept, and nobody has been looked for since.</param>
/// <param name="Openings">Who opened the sealed words, and why; oldest first.</param>
/// <param name="Consents">What the resident allows.</param>
/// <param name="CanErase">The personal data can be deleted now.</param>
/// <param name="ErasedAt">When they were deleted.</param>
/// <param name="PausedAt">Since when a public incident keeps it waiting; null: none does.</param>
/// <param name="HasContact">A contact was given whose last four digits open the copy and the deletion; without one only the station can help.</param>
[GenerateSerializer, Immutable, Alias("dispatch.help-view")]
public sealed record HelpView(
    RequestState State,
    long Version,
    string Service,
    RiskLevel Level,
    DateTimeOffset SubmittedAt,
    DateTimeOffset StartsAt,
    DateTimeOffset? NextStepAt,
    int OffersOpen,
    int RespondersNeeded,
    ImmutableArray<HelpResponder> Responders,
    ImmutableArray<HelpStep> Steps,
    bool CanCancel,
    bool CanConfirm,
    string StationId,
    bool NotKept,
    ImmutableArray<HelpOpening> Openings,
    ImmutableArray<Consent> Consents,
    bool CanErase,
    DateTimeOffset? ErasedAt,
    bool HasContact,
    DateTimeOffset? PausedAt = null);

/// <summary>Who is coming, as the resident sees it.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.help-responder")]
public sealed record HelpResponder(string Name, ResponderKind Kind, AssignmentState State, int? TravelMinutes);

/// <summary>One thing that happened, as the resident sees it. <c>What</c> is a code of the locale files.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.help-step")]
public sealed record HelpStep(DateTimeOffset At, string What);

/// <summary>What staff see of a request: service class only; no address, contact or alias, and no free text of psychological services.</summary>
/// <remarks><c>OwnerName</c>, what the owner is called, is put in where staff are shown the request; null for anybody else.</remarks>
[GenerateSerializer, Immutable, Alias("dispatch.request-view")]
public sealed record RequestView(
    string Id,
    long Version,
    RequestState State,
    string StationId,
    bool OutsideCircles,
    string Service,
    RiskLevel Level,
    bool LevelProvisional,
    ImmutableArray<string> LevelReasons,
    Lane Lane,
    string? Description,
    bool DescriptionSealed,
    ImmutableArray<SkillLevel> Skills,
    ImmutableArray<string> Languages,
    Gender Gender,
    GeoPoint? Position,
    string? Area,
    bool Remote,
    Channel Channel,
    DateTimeOffset SubmittedAt,
    DateTimeOffset StartsAt,
    int Minutes,
    int RespondersNeeded,
    string Owner,
    DateTimeOffset? Deadline,
    int Wave,
    int RadiusMetres,
    ImmutableArray<RequestOffer> Offers,
    ImmutableArray<RequestAssignment> Assignments,
    string? CloseReason,
    string? OwnerName = null,
    DateTimeOffset? PausedAt = null);

/// <summary>One offer, as staff see it. Times that have not come are null.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.request-offer")]
public sealed record RequestOffer(
    string Id,
    string ResponderId,
    string Name,
    ResponderKind Kind,
    OfferState State,
    int Wave,
    DateTimeOffset SentAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? SeenAt,
    DateTimeOffset? AnsweredAt,
    string? Reason,
    bool ByHand);

/// <summary>One assignment, as staff see it.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.request-assignment")]
public sealed record RequestAssignment(
    string ResponderId, string Name, ResponderKind Kind, AssignmentState State, bool Lead, DateTimeOffset AcceptedAt, DateTimeOffset? Deadline);

/// <summary>One entry of a request's timeline. <c>What</c> is a code of the locale files, <c>Note</c> a reason given by staff or a responder.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.timeline-entry")]
public sealed record TimelineEntry(
    DateTimeOffset At, string What, string By, [property: Sealed] string? Note, long Version, int Times = 1, DateTimeOffset? LastAt = null);

/// <summary>An offer on a responder's phone. Before acceptance it tells the area only.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.offer-view")]
public sealed record OfferView(
    string Id,
    string RequestId,
    OfferState State,
    string Service,
    RiskLevel Level,
    Lane Lane,
    string? Area,
    int? DistanceMetres,
    int? TravelMinutes,
    bool Remote,
    DateTimeOffset StartsAt,
    int Minutes,
    ImmutableArray<SkillLevel> Skills,
    ImmutableArray<string> Languages,
    DateTimeOffset SentAt,
    DateTimeOffset ExpiresAt,
    int Wave,
    ImmutableArray<ScoreFactor> Why,
    RefusalCode? Code = null);

/// <summary>An accepted task on the responder's phone: the exact place while it stands, nothing of it once closed.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.task-view")]
public sealed record TaskView(
    string RequestId,
    string OfferId,
    AssignmentState State,
    bool Lead,
    string Service,
    RiskLevel Level,
    DateTimeOffset StartsAt,
    int Minutes,
    bool Remote,
    string? Area,
    [property: Sealed] GeoPoint? Location,
    [property: Sealed] string? Address,
    [property: Sealed] string? Alias,
    [property: Sealed] string? Contact,
    [property: Sealed] string? Description,
    DateTimeOffset AcceptedAt,
    DateTimeOffset? Deadline);

/// <summary>One term of a score: its code, the measured value (metres, minutes, counts or a share) and the points it gave.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.score-factor")]
public sealed record ScoreFactor(string Code, double Value, double Points);
