using System.Collections.Immutable;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Rosters;
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
    /// <param name="profile">The profile.</param>
    /// <param name="by">Who has it done; null: the product itself.</param>
    [Alias("enrol")]
    Task<Reply> EnrolAsync(ResponderProfile profile, Actor? by = null);

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

    /// <summary>Has the person's phones look at the chat of a request.</summary>
    [OneWay, Alias("stir")]
    Task StirAsync(ChatStirring stirring);

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

    /// <summary>What the person's own record says of licence, qualification and conflicts at this moment; null: no such person is enrolled.</summary>
    [ReadOnly, Alias("profile")]
    Task<ResponderProfile?> ProfileAsync();

    /// <summary>Open offers; fetching them counts as delivery.</summary>
    [Alias("offers")]
    Task<ImmutableArray<OfferView>> OffersAsync();

    /// <summary>The person allows a purpose, or takes that back; without it no position is kept.</summary>
    [Alias("consent")]
    Task<Reply> ConsentAsync(Consent consent);

    /// <summary>All that is kept of the person; null when never enrolled.</summary>
    [ReadOnly, Alias("export")]
    Task<ResponderExport?> ExportAsync();

    /// <summary>Deletes the personal data; refused with <see cref="RefusalCode.PrivacyObligation"/> while an offer or a task is in hand.</summary>
    [Alias("erase")]
    Task<Reply> EraseAsync();

    /// <summary>Lets a position go that was told before the cutoff.</summary>
    [Alias("forget-position")]
    Task ForgetPositionAsync(DateTimeOffset cutoff);

    /// <summary>After an emergency the person rests; acknowledged to the emergency. Known already: nothing.</summary>
    [OneWay, Alias("rest")]
    Task RestAsync(Rest rest);

    /// <summary>The person said on the page of an emergency that it goes or is there: the same holds for its offer or task of that request.</summary>
    [OneWay, Alias("go")]
    Task GoAsync(string requestId, ProgressStep step);

    /// <summary>A case tells what it weighs for this counsellor; 0: nothing any more. Told with every change and again by the clock; an older word is passed over.</summary>
    [OneWay, Alias("case")]
    Task CaseAsync(CaseWeight word);

    /// <summary>The caseload in points that the indexes hold of the person.</summary>
    [ReadOnly, Alias("case-weight")]
    Task<int> CaseWeightAsync();

    /// <summary>The roster of a station has kept what it was told up to this version.</summary>
    [OneWay, Alias("watch-knows")]
    Task WatchKnowsAsync(string stationId, long version);

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
public interface ICounsellorGrain : IResponderGrain
{
    /// <summary>The head of its station confirms licence, crisis qualification and competences.</summary>
    [Alias("qualify")]
    Task<Reply> QualifyAsync(Qualify command);

    /// <summary>What is confirmed, with the reasons; for the head of its station.</summary>
    [ReadOnly, Alias("qualifications")]
    Task<Reply<QualificationView>> QualificationsAsync(Actor by);
}

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

    /// <summary>A chat should be looked at.</summary>
    [Alias("chat-stirred")]
    void ChatStirred(string responderId, ChatStirring stirring);
}

/// <summary>Goes on or off duty. The position is kept coarse and only while on duty; null keeps the home.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.set-duty")]
public sealed record SetDuty(bool OnDuty, GeoPoint? Location, TravelMode? TravelMode);

/// <summary>What one case weighs in its owner's caseload.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.case-weight")]
public sealed record CaseWeight(string CaseId, int Points, long Version);

/// <summary>Exposure points of one emergency, and until when the person is not asked again.</summary>
/// <param name="EmergencyId">Where they come from; known already, they change nothing.</param>
/// <param name="At">When it ended.</param>
/// <param name="Points">How many.</param>
/// <param name="Until">The ordinary rest.</param>
/// <param name="HeavyPoints">From so many points on since <paramref name="HeavySince"/> the rest is longer.</param>
/// <param name="HeavySince">From when on points count for that.</param>
/// <param name="HeavyUntil">The longer rest.</param>
[GenerateSerializer, Immutable, Alias("dispatch.rest")]
public sealed record Rest(
    string EmergencyId, DateTimeOffset At, int Points, DateTimeOffset Until, int HeavyPoints, DateTimeOffset HeavySince, DateTimeOffset HeavyUntil);

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
    int AlertsPerWeek,
    bool? PositionAllowed = null);

/// <summary>A task that is over: service, end and how it ended, without any place or person.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.past-task")]
public sealed record PastTask(string RequestId, string Service, AssignmentState State, DateTimeOffset EndedAt, int Minutes);
