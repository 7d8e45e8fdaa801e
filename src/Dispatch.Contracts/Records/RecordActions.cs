namespace Dispatch.Contracts.Records;

/// <summary>Codes of what entries say. A new one is added here; none is ever renamed, since old entries bear it.</summary>
public static class RecordActions
{
    /// <summary>A request was raised; vouches for the resident's words, place and contact.</summary>
    public const string RequestSubmitted = "request.submitted";

    /// <summary>The request looks for responders, again or for the first time.</summary>
    public const string RequestMatching = "request.matching";

    /// <summary>Somebody is being asked.</summary>
    public const string RequestOffered = "request.offered";

    /// <summary>Enough responders have accepted.</summary>
    public const string RequestAssigned = "request.assigned";

    /// <summary>The responders say it is done.</summary>
    public const string RequestCompleted = "request.completed";

    /// <summary>The promise was kept, by the resident's word or by silence.</summary>
    public const string RequestConfirmed = "request.confirmed";

    /// <summary>Nobody could be found.</summary>
    public const string RequestUnfilled = "request.unfilled";

    /// <summary>The resident says that the promise was not kept.</summary>
    public const string RequestNotKept = "request.not-kept";

    /// <summary>Called off.</summary>
    public const string RequestCancelled = "request.cancelled";

    /// <summary>Handed to another institution.</summary>
    public const string RequestReferred = "request.referred";

    /// <summary>The level changed; the amount is the level before.</summary>
    public const string RequestLevel = "request.level-changed";

    /// <summary>Another account owns the request; it is named as the other party.</summary>
    public const string RequestOwner = "request.owner-changed";

    /// <summary>A further wave runs; the amount is its number.</summary>
    public const string RequestWave = "request.wave-changed";

    /// <summary>The sealed words of the request were opened for a while; the amount is the opening's number.</summary>
    public const string SealedOpened = "sealed.opened";

    /// <summary>A responder was asked; reason <c>by-hand</c> when staff chose.</summary>
    public const string OfferMade = "offer.made";

    /// <summary>A responder took the offer and stands for the task from here on.</summary>
    public const string OfferAccepted = "offer.accepted";

    /// <summary>A responder said no.</summary>
    public const string OfferDeclined = "offer.declined";

    /// <summary>The offer's time passed.</summary>
    public const string OfferLapsed = "offer.lapsed";

    /// <summary>The offer was taken back; the reason says why.</summary>
    public const string OfferWithdrawn = "offer.withdrawn";

    /// <summary>On the way.</summary>
    public const string AssignmentEnRoute = "assignment.en-route";

    /// <summary>Arrived.</summary>
    public const string AssignmentOnSite = "assignment.on-site";

    /// <summary>Done; the amount is the minutes since acceptance.</summary>
    public const string AssignmentCompleted = "assignment.completed";

    /// <summary>Given back by the responder.</summary>
    public const string AssignmentHandedBack = "assignment.handed-back";

    /// <summary>No progress by its deadline.</summary>
    public const string AssignmentNoShow = "assignment.no-show";

    /// <summary>Taken away.</summary>
    public const string AssignmentWithdrawn = "assignment.withdrawn";

    /// <summary>A responder was enrolled for the first time.</summary>
    public const string ResponderEnrolled = "responder.enrolled";

    /// <summary>A responder's profile changed.</summary>
    public const string ResponderChanged = "responder.changed";

    /// <summary>On duty by hand.</summary>
    public const string DutyStarted = "duty.started";

    /// <summary>Off duty; the amount is the minutes on duty.</summary>
    public const string DutyEnded = "duty.ended";

    /// <summary>A station was configured for the first time.</summary>
    public const string StationOpened = "station.opened";

    /// <summary>Facts of a station changed, its policy did not.</summary>
    public const string StationChanged = "station.changed";

    /// <summary>How a station dispatches changed.</summary>
    public const string PolicyChanged = "policy.changed";

    /// <summary>An account was opened.</summary>
    public const string AccountOpened = "account.opened";

    /// <summary>An account changed.</summary>
    public const string AccountChanged = "account.changed";

    /// <summary>An account opened a session.</summary>
    public const string AccountSignedIn = "account.signed-in";

    /// <summary>Too many failures: the account waits. The amount is the failures in a row.</summary>
    public const string AccountLocked = "account.locked";

    /// <summary>An account was made and waits for its link to be used; the reason is its role.</summary>
    public const string AccountInvited = "account.invited";

    /// <summary>Somebody applied at a station; nobody has an account by it yet.</summary>
    public const string AccountApplied = "account.applied";

    /// <summary>An application led to an account.</summary>
    public const string AccountApproved = "account.approved";

    /// <summary>An application was turned down.</summary>
    public const string AccountDeclined = "account.declined";

    /// <summary>Another role or station; the reason is the role.</summary>
    public const string AccountAssigned = "account.assigned";

    /// <summary>The account ended.</summary>
    public const string AccountClosed = "account.closed";

    /// <summary>Sessions were ended by their owner: <c>one</c> or <c>all</c>.</summary>
    public const string AccountSignedOut = "account.signed-out";

    /// <summary>An authenticator app was taken up.</summary>
    public const string AccountFactorEnrolled = "account.second-factor-enrolled";

    /// <summary>New recovery codes took the place of the old ones.</summary>
    public const string AccountRecoveryRenewed = "account.recovery-renewed";

    /// <summary>A passkey was added; reason <c>reset</c> when by a link.</summary>
    public const string AccountPasskeyAdded = "account.passkey-added";

    /// <summary>A passkey was removed.</summary>
    public const string AccountPasskeyRemoved = "account.passkey-removed";

    /// <summary>Another password; reason <c>reset</c> when by a link.</summary>
    public const string AccountPasswordChanged = "account.password-changed";

    /// <summary>Staff issued a link that resets; reason <c>second-factor</c> when it removes those too.</summary>
    public const string AccountResetIssued = "account.reset-issued";

    /// <summary>Staff issued a one-time code.</summary>
    public const string AccountCodeIssued = "account.code-issued";

    /// <summary>A ledger's clock went back; the amount is the seconds.</summary>
    public const string ClockBack = "clock.back";

    /// <summary>The store ended before the entry that the ledger knows it wrote; the amount is that entry's sequence.</summary>
    public const string LedgerTorn = "ledger.torn";
}
