using System.Collections.Immutable;
using Dispatch.Contracts.Requests;
using Orleans.Concurrency;

namespace Dispatch.Contracts.Responders;

/// <summary>One person who answers requests.</summary>
/// <remarks>
/// Keyed by person id. It alone decides availability, capacity, certificates, cool-down and alert budget, and which offers are open: reservations
/// and standing assignments together never exceed its capacity. Awaited calls go from here to the request, never back.
/// </remarks>
public interface IResponderGrain : IGrainWithStringKey
{
    /// <summary>Enters or changes the profile.</summary>
    [Alias("enrol")]
    Task<Reply> EnrolAsync(ResponderProfile profile);

    /// <summary>Goes on duty or off by hand. Off, the calendar applies again. Assignments stand either way.</summary>
    [Alias("duty")]
    Task<Reply> SetDutyAsync(SetDuty command);

    /// <summary>An offer: re-checks the own truth, reserves, commits, acknowledges to the request, and pushes only if it still stands.</summary>
    [OneWay, Alias("offer")]
    Task OfferAsync(SendOffer command);

    /// <summary>The request took an offer or an assignment back; acknowledged by settling.</summary>
    [OneWay, Alias("withdraw")]
    Task WithdrawAsync(string offerId, string requestId);

    /// <summary>The request assigned; acknowledged by settling.</summary>
    [OneWay, Alias("assigned")]
    Task AssignedAsync(string offerId, string requestId);

    /// <summary>A board that rebuilds asks the responder to tell zones and board its newest card again.</summary>
    [OneWay, Alias("retell")]
    Task RetellAsync();

    /// <summary>The person's answer, arbitrated by the request. One that comes to nothing is refused with its code, the offer beside it.</summary>
    [Alias("answer")]
    Task<Reply<OfferView>> AnswerAsync(AnswerOffer command);

    /// <summary>The offer reached the phone, or was seen there.</summary>
    [Alias("delivered")]
    Task DeliveredAsync(string offerId, bool seen);

    /// <summary>A step of a standing assignment.</summary>
    [Alias("progress")]
    Task<Reply<TaskView>> ProgressAsync(string requestId, ProgressStep step);

    /// <summary>Gives an assignment back.</summary>
    [Alias("hand-back")]
    Task<Reply> HandBackAsync(string requestId, string reason);

    /// <summary>What the person's phone shows.</summary>
    [ReadOnly, Alias("get")]
    Task<ResponderView?> GetAsync();

    /// <summary>Open offers; fetching them counts as delivery.</summary>
    [Alias("offers")]
    Task<ImmutableArray<OfferView>> OffersAsync();

    /// <summary>Tells the phone of offers; renewed at least every 5 minutes.</summary>
    [Alias("connect")]
    Task ConnectAsync(IPhoneObserver phone);

    /// <summary>Ends telling.</summary>
    [Alias("disconnect")]
    Task DisconnectAsync(IPhoneObserver phone);
}

/// <summary>A volunteer as an actor.</summary>
[Alias("dispatch.volunteer")]
public interface IVolunteerGrain : IResponderGrain;

/// <summary>A counsellor as an actor.</summary>
[Alias("dispatch.counsellor")]
public interface ICounsellorGrain : IResponderGrain;

/// <summary>A phone that is connected.</summary>
[Alias("dispatch.phone-observer")]
public interface IPhoneObserver : IGrainObserver
{
    /// <summary>A new offer.</summary>
    [Alias("received")]
    void OfferReceived(string responderId, OfferView offer);

    /// <summary>An offer or an assignment changed.</summary>
    [Alias("changed")]
    void OfferChanged(string responderId, OfferView offer);
}

/// <summary>Goes on or off duty. The position is kept coarse and only while on duty; null keeps the home.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.set-duty")]
public sealed record SetDuty(bool OnDuty, GeoPoint? Location, TravelMode? TravelMode);

/// <summary>An offer as the request sends it. <c>ByHand</c>: a coordinator chose; quiet hours and alert budget give way, hard rules do not.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.send-offer")]
public sealed record SendOffer(OfferView Offer, Matching.MatchQuery Query, bool ByHand);

/// <summary>The person's answer; a note of up to 300 characters, and a time for "later at".</summary>
[GenerateSerializer, Immutable, Alias("dispatch.answer-offer")]
public sealed record AnswerOffer(string OfferId, Answer Answer, string? Note, DateTimeOffset? At);

/// <summary>What a person's own phone shows.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.responder-view")]
public sealed record ResponderView(
    string Id,
    ResponderKind Kind,
    string StationId,
    string Name,
    bool OnDuty,
    DateTimeOffset? OnDutySince,
    TravelMode TravelMode,
    GeoPoint? Position,
    int Capacity,
    QuietHours? Quiet,
    ImmutableArray<HeldSkill> Skills,
    ImmutableArray<string> Languages,
    ImmutableArray<OfferView> Offers,
    ImmutableArray<TaskView> Tasks,
    ImmutableArray<PastTask> Past,
    int MinutesServed,
    DateTimeOffset? CoolUntil,
    int AlertsThisWeek,
    int AlertsPerWeek);

/// <summary>A task that is over: service, end and how it ended, without any place or person.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.past-task")]
public sealed record PastTask(string RequestId, string Service, AssignmentState State, DateTimeOffset EndedAt, int Minutes);
