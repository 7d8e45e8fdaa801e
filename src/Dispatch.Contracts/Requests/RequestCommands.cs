using System.Collections.Immutable;
using Dispatch.Contracts.Care;

namespace Dispatch.Contracts.Requests;

/// <summary>What a resident, or staff on a resident's behalf, asks for.</summary>
/// <remarks>
/// Only a service and a place (location or area) are required. Limits: description 2,000 characters, address 300, alias 60, contact 100;
/// <c>AgeBand</c> of the person in need: one of those that docs/insight.md lists, or none;
/// at most 8 skills and 8 languages; <c>StartsAt</c> from 15 minutes ago to 60 days ahead; <c>Minutes</c> 5..1,440; <c>RespondersNeeded</c> 1..10.
/// </remarks>
[GenerateSerializer, Immutable, Alias("dispatch.request-draft")]
public sealed record RequestDraft(
    string Service,
    string? Description = null,
    ImmutableArray<SkillLevel> Skills = default,
    ImmutableArray<string> Languages = default,
    GeoPoint? Location = null,
    string? Area = null,
    string? Address = null,
    DateTimeOffset? StartsAt = null,
    int? Minutes = null,
    Gender Gender = Gender.Any,
    string? StationId = null,
    bool? Remote = null,
    int? RespondersNeeded = null,
    string? Alias = null,
    string? Contact = null,
    Channel Channel = Channel.Web,
    bool RiskCue = false,
    string? AgeBand = null);

/// <summary>Raises a request. <c>BodyDigest</c> tells a repetition from a different draft under the same key.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.submit-request")]
public sealed record SubmitRequest(RequestDraft Draft, Actor By, string BodyDigest)
{
    /// <summary>The public incident that it comes from; null: none. It stays with the station it names, and no incident pauses it.</summary>
    [Id(0)]
    public string? Incident { get; init; }

    /// <summary>What group triage found; the request is never below it.</summary>
    [Id(1)]
    public RiskLevel AtLeast { get; init; }

    /// <summary>What staff know at intake that its counsellors must bring; null: nothing. Residents are refused it.</summary>
    [Id(2)]
    public CareDemand? Demand { get; init; }
}

/// <summary>What the submitter learns.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.submitted")]
public sealed record Submitted(string Id, RequestState State, long Version, RiskLevel Level, string StationId, ImmutableArray<string> PossibleDuplicates);

/// <summary>Calls the request off. A reason of up to 300 characters is required from staff.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.cancel-request")]
public sealed record CancelRequest(Actor By, string? Reason, long? IfVersion = null);

/// <summary>The resident's word on whether the promise was kept.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.confirm-request")]
public sealed record ConfirmRequest(bool Kept, string? Note);

/// <summary>A coordinator's own choice of a responder, inside the hard rules, with a reason.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.dispatch-by-hand")]
public sealed record DispatchByHand(Actor By, string ResponderId, string Reason, long? IfVersion = null);

/// <summary>Goes to the next wave now.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.widen-request")]
public sealed record WidenRequest(Actor By, string? Reason, long? IfVersion = null);

/// <summary>Lets a paused request go on although the incident runs. The reason may be left out.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.release-request")]
public sealed record ReleaseRequest(Actor By, string? Reason, long? IfVersion = null);

/// <summary>Hands the request to another institution and closes it here.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.refer-request")]
public sealed record ReferRequest(Actor By, string To, string Reason, long? IfVersion = null);

/// <summary>Takes the request over as its named owner.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.own-request")]
public sealed record OwnRequest(Actor By, string? Reason, long? IfVersion = null);

/// <summary>Raises the level, by anyone who sees danger; it never lowers.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.raise-level")]
public sealed record RaiseLevel(Actor By, RiskLevel To, string Reason)
{
    /// <summary>What speaks for it, as codes of the locale files such as <c>cue.suicide</c>, where the product itself raises; it gives no reason in words.</summary>
    [Id(0)]
    public ImmutableArray<string> Codes { get; init; } = [];
}

/// <summary>A responder's own word on an offer it was sent: held (reserved) or refused with a code.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.acknowledge-offer")]
public sealed record AcknowledgeOffer(string OfferId, string ResponderId, bool Held, RefusalCode? Refused);

/// <summary>The responder's answer, carried by its grain. <c>CrisisQualified</c> is what the responder's own record says.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.claim-offer")]
public sealed record ClaimOffer(
    string OfferId, string ResponderId, Answer Answer, string? Note = null, DateTimeOffset? At = null, bool CrisisQualified = false);

/// <summary>What the request decided about an offer. <c>Task</c> is set when it is the responder's assignment.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.offer-verdict")]
public sealed record OfferVerdict(string OfferId, OfferState State, RefusalCode? Code, TaskView? Task);

/// <summary>A step of an assignment.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.report-progress")]
public sealed record ReportProgress(string ResponderId, ProgressStep Step);

/// <summary>Gives an assignment back, with a reason of up to 300 characters.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.hand-back")]
public sealed record HandBack(string ResponderId, string Reason);
