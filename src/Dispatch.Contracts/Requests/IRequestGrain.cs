using Dispatch.Contracts.Care;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Privacy;
using Orleans.Concurrency;

namespace Dispatch.Contracts.Requests;

/// <summary>One resident's call for help, from the moment it is raised until it is closed.</summary>
/// <remarks>
/// Keyed by request id. It alone decides who is assigned, which wave runs, the deadline and the state: never more standing assignments than
/// asked for. Every command is durable before it is answered; a repeated command answers the same again.
/// </remarks>
[Alias("dispatch.request")]
public interface IRequestGrain : IGrainWithStringKey
{
    /// <summary>Raises the request. Repeated with the same digest it answers the same; with another, <see cref="RefusalCode.IdempotencyKeyReused"/>.</summary>
    [Alias("submit")]
    Task<Reply<Submitted>> SubmitAsync(SubmitRequest command);

    /// <summary>Calls the request off; refused once completed.</summary>
    [Alias("cancel")]
    Task<Reply> CancelAsync(CancelRequest command);

    /// <summary>Records whether the promise was kept: Confirmed, or Unfilled again.</summary>
    [Alias("confirm")]
    Task<Reply> ConfirmAsync(ConfirmRequest command);

    /// <summary>Offers the request to one responder by hand; the hard rules still hold.</summary>
    [Alias("dispatch")]
    Task<Reply> DispatchAsync(DispatchByHand command);

    /// <summary>Goes to the next wave now.</summary>
    [Alias("widen")]
    Task<Reply> WidenAsync(WidenRequest command);

    /// <summary>Closes the request as referred.</summary>
    [Alias("refer")]
    Task<Reply> ReferAsync(ReferRequest command);

    /// <summary>Makes the actor the named owner.</summary>
    [Alias("own")]
    Task<Reply> OwnAsync(OwnRequest command);

    /// <summary>
    /// Raises the level. To High-risk it withdraws, in the same commit, all that volunteers hold and the offers of counsellors who are not
    /// crisis-qualified; such a counsellor who has accepted stays beside, and counts no more.
    /// </summary>
    [Alias("raise")]
    Task<Reply> RaiseAsync(RaiseLevel command);

    /// <summary>The responder holds or refuses an offer. Answers whether it still stands.</summary>
    [Alias("acknowledge")]
    Task<OfferVerdict> AcknowledgeAsync(AcknowledgeOffer command);

    /// <summary>The responder's answer. The request alone judges expiry, when it handles this.</summary>
    [Alias("claim")]
    Task<OfferVerdict> ClaimAsync(ClaimOffer command);

    /// <summary>What became of an offer or assignment.</summary>
    /// <param name="offerId">The offer.</param>
    /// <param name="responderId">Whose it is.</param>
    /// <param name="kept">The responder has made durable what it knows, so that the request need not tell it again.</param>
    [Alias("settle")]
    Task<OfferVerdict> SettleAsync(string offerId, string responderId, bool kept);

    /// <summary>A step of the responder's assignment.</summary>
    [Alias("progress")]
    Task<Reply<TaskView>> ProgressAsync(ReportProgress command);

    /// <summary>The responder gives the assignment back; the request looks for another at once.</summary>
    [Alias("hand-back")]
    Task<Reply> HandBackAsync(HandBack command);

    /// <summary>The offer reached the phone.</summary>
    [OneWay, Alias("delivered")]
    Task DeliveredAsync(string offerId, string responderId, bool seen);

    /// <summary>The zone's answer to a batched first wave.</summary>
    [OneWay, Alias("propose")]
    Task ProposeAsync(Proposal proposal);

    /// <summary>Sees to what is due and sends again what has not been acknowledged. Idempotent. A request without state leaves the set.</summary>
    /// <param name="openSet">Key of the open set that asks.</param>
    /// <param name="show">Send the view to the board again as well: the board is rebuilding.</param>
    /// <param name="pause">What the set knows of a pause; null: it was never told anything.</param>
    [OneWay, Alias("redrive")]
    Task RedriveAsync(string openSet, bool show, PauseWord? pause);

    /// <summary>Lets a paused request go on by hand. Not paused: nothing.</summary>
    [Alias("release")]
    Task<Reply> ReleaseAsync(ReleaseRequest command);

    /// <summary>The incident knows that this request has this level, and whether it was erased.</summary>
    [OneWay, Alias("incident-heard")]
    Task IncidentHeardAsync(IncidentNews news);

    /// <summary>The level of the request's case and the dangers spoken of there, repeated until the request says that it heard them.</summary>
    [OneWay, Alias("care-level")]
    Task CareLevelAsync(CaseLevel told);

    /// <summary>What its case asks of counsellors now; an older word is passed over. That it is kept is told the case.</summary>
    [OneWay, Alias("care-demand")]
    Task CareDemandAsync(CareDemand told);

    /// <summary>Sends the view to the board again: the board shows a request that no open set lists.</summary>
    [OneWay, Alias("retell")]
    Task RetellAsync();

    /// <summary>What the actor may see: staff of the station all offers, a responder with a task in hand only the own ones.</summary>
    [ReadOnly, Alias("get")]
    Task<Reply<RequestView>> GetAsync(Actor by);

    /// <summary>What the resident sees; null when never submitted.</summary>
    [ReadOnly, Alias("help")]
    Task<HelpView?> HelpAsync();

    /// <summary>What happened, for staff of the station; without the words of residents and responders where the description is sealed.</summary>
    [ReadOnly, Alias("timeline")]
    Task<Reply<RequestTimeline>> TimelineAsync(Actor by);

    /// <summary>Who could serve it, for staff of the station.</summary>
    [Alias("candidates")]
    Task<Reply<CandidateList>> CandidatesAsync(Actor by);

    /// <summary>Opens the sealed words with a reason; durable, and told to the supervisor, before it is answered.</summary>
    [Alias("open-sealed")]
    Task<Reply<SealedView>> OpenSealedAsync(OpenSealed command);

    /// <summary>The sealed words, for the account that opened them, while they are open; else <see cref="RefusalCode.SealedClosed"/>.</summary>
    [ReadOnly, Alias("sealed")]
    Task<Reply<SealedView>> SealedAsync(Actor by);

    /// <summary>The resident allows a purpose, or takes that back.</summary>
    [Alias("consent")]
    Task<Reply> ConsentAsync(Consent consent);

    /// <summary>All that is kept of the resident, for the resident; entered in the record. <see cref="RefusalCode.RequestUnknown"/> when never submitted.</summary>
    /// <param name="contact">The last four digits of the contact given; else <see cref="RefusalCode.PrivacyContact"/>, <see cref="RefusalCode.PrivacyStation"/>.</param>
    [Alias("export")]
    Task<Reply<ResidentExport>> ExportAsync(string? contact);

    /// <summary>Whether <see cref="EraseAsync"/> would delete; what others keep of the request is deleted first.</summary>
    [ReadOnly, Alias("may-erase")]
    Task<Reply> MayEraseAsync(string? contact);

    /// <summary>Deletes the personal data, by the resident's wish; refused with <see cref="RefusalCode.PrivacyObligation"/> before its end.</summary>
    /// <param name="contact">The last four digits of the contact given; else <see cref="RefusalCode.PrivacyContact"/>, <see cref="RefusalCode.PrivacyStation"/>.</param>
    /// <param name="dangers">How many dangers its emergency was asked about; one spoken of since needs the data, and it is refused as well.</param>
    [Alias("erase")]
    Task<Reply> EraseAsync(string? contact, int dangers);

    /// <summary>Deletes what was kept long enough. False: it was gone, the request has not ended, or danger was spoken of since.</summary>
    /// <param name="what">Which retention is over.</param>
    /// <param name="dangers">How many dangers its emergency was asked about.</param>
    [Alias("purge")]
    Task<bool> PurgeAsync(Retention what, int dangers);

    /// <summary>Cancels it when nobody could fill it and nobody ended it since the cutoff. False: it is otherwise.</summary>
    [Alias("lapse")]
    Task<bool> LapseAsync(DateTimeOffset cutoff);

    /// <summary>The emergency knows this request up to a version; until then it is told again.</summary>
    [OneWay, Alias("emergency-heard")]
    Task EmergencyHeardAsync(long version);

    /// <summary>The emergency ended: enters the outcome, once, where the resident reads what happened.</summary>
    [OneWay, Alias("outcome")]
    Task OutcomeAsync(Outcome outcome, DateTimeOffset at);

    /// <summary>How often danger was spoken of so far, for the emergency alone, which must know of all before anything of it is deleted.</summary>
    [ReadOnly, Alias("dangers")]
    Task<int> DangersAsync();

    /// <summary>Where to go, for the emergency alone, which judges who is shown it; null: never submitted, or erased.</summary>
    [ReadOnly, Alias("place")]
    Task<ScenePlace?> PlaceAsync();

    /// <summary>Whom a follow-up of its case is to reach and where, also after its end; null: never submitted, or erased. For the product alone.</summary>
    [ReadOnly, Alias("reach")]
    Task<ScenePlace?> ReachAsync();

    /// <summary>Follows the resident's view; renewed at least every 5 minutes.</summary>
    [Alias("follow")]
    Task FollowAsync(IRequestObserver observer);

    /// <summary>Ends following.</summary>
    [Alias("unfollow")]
    Task UnfollowAsync(IRequestObserver observer);
}

/// <summary>Somebody who follows one request.</summary>
[Alias("dispatch.request-observer")]
public interface IRequestObserver : IGrainObserver
{
    /// <summary>The request changed; versions only grow.</summary>
    [Alias("changed")]
    void RequestChanged(string requestId, HelpView view);
}
