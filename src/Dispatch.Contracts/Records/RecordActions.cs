namespace Dispatch.Contracts.Records;

/// <summary>Codes of what entries say. A new one is added here; none is ever renamed, since old entries bear it.</summary>
public static partial class RecordActions
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

    /// <summary>
    /// A responder took the offer and stands for the task from here on. Of a request's first acceptance the amount is the seconds since it was submitted.
    /// </summary>
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

    /// <summary>A request became one of care: it waits for a counsellor.</summary>
    public const string CaseAsked = "case.asked";

    /// <summary>It was said which populations the person of a case belongs to.</summary>
    public const string CasePopulations = "case.populations";

    /// <summary>It was said that a counsellor has a conflict of interest in a case; nothing says who.</summary>
    public const string CaseConflict = "case.conflict";

    /// <summary>It was said that a conflict of interest is over.</summary>
    public const string CaseConflictOver = "case.conflict-over";

    /// <summary>A counsellor has the case; the other party is its owner.</summary>
    public const string CaseOpened = "case.opened";

    /// <summary>It was put away; nobody had taken it.</summary>
    public const string CaseAside = "case.set-aside";

    /// <summary>Somebody raised the level.</summary>
    public const string CaseLevelRaised = "case.level-raised";

    /// <summary>Somebody spoke once more for the level that stands.</summary>
    public const string CaseLevelWarned = "case.level-warned";

    /// <summary>A licensed counsellor confirmed the level, or set a higher one.</summary>
    public const string CaseLevelConfirmed = "case.level-confirmed";

    /// <summary>A licensed counsellor lowered the level.</summary>
    public const string CaseLevelLowered = "case.level-lowered";

    /// <summary>Another counsellor found the person stable.</summary>
    public const string CaseStable = "case.stable";

    /// <summary>Another counsellor did not find the person stable.</summary>
    public const string CaseUnstable = "case.unstable";

    /// <summary>A contact with the person.</summary>
    public const string CaseContact = "case.contact-recorded";

    /// <summary>A sealed note.</summary>
    public const string CaseNote = "case.note-added";

    /// <summary>Notes were opened by breaking the glass; the amount is the number of the opening.</summary>
    public const string CaseNotesOpened = "case.notes-opened";

    /// <summary>A goal.</summary>
    public const string CaseGoalSet = "case.goal-set";

    /// <summary>A goal was reached or dropped.</summary>
    public const string CaseGoalEnded = "case.goal-ended";

    /// <summary>A question to a supervisor.</summary>
    public const string CaseAdviceAsked = "case.supervision-asked";

    /// <summary>The advice.</summary>
    public const string CaseAdvised = "case.supervision-answered";

    /// <summary>A file beside the case.</summary>
    public const string CaseLinked = "case.file-linked";

    /// <summary>A referral to a unit.</summary>
    public const string CaseReferred = "case.referral-sent";

    /// <summary>The unit took it.</summary>
    public const string CaseReferralAccepted = "case.referral-accepted";

    /// <summary>The unit declined.</summary>
    public const string CaseReferralDeclined = "case.referral-declined";

    /// <summary>The unit did not answer in time.</summary>
    public const string CaseReferralReturned = "case.referral-returned";

    /// <summary>Its sender took it back.</summary>
    public const string CaseReferralWithdrawn = "case.referral-withdrawn";

    /// <summary>The case stays at the station.</summary>
    public const string CaseKept = "case.kept";

    /// <summary>Another step of the pathway.</summary>
    public const string CaseStep = "case.step-entered";

    /// <summary>Another owner, who is the other party.</summary>
    public const string CaseHandedOver = "case.handed-over";

    /// <summary>The station has another head, who supervises from now on.</summary>
    public const string CaseSupervisorChanged = "case.supervisor-changed";

    /// <summary>A dispute or petition was opened as a file of its own.</summary>
    public const string SideFileOpened = "side-file.opened";

    /// <summary>It asked for a counsellor.</summary>
    public const string SideFileAsked = "side-file.asked";

    /// <summary>It was settled.</summary>
    public const string SideFileSettled = "side-file.settled";

    /// <summary>What it held was deleted, after its time.</summary>
    public const string SideFileErased = "side-file.erased";

    /// <summary>Somebody was told that a follow-up is due.</summary>
    public const string CaseFollowUpDue = "case.follow-up-due";

    /// <summary>A try for a follow-up.</summary>
    public const string CaseFollowUpTried = "case.follow-up-tried";

    /// <summary>The supervisor settled a follow-up.</summary>
    public const string CaseFollowUpSettled = "case.follow-up-settled";

    /// <summary>The handler's word that the work is done.</summary>
    public const string CaseHandled = "case.handled";

    /// <summary>The case was closed.</summary>
    public const string CaseClosed = "case.closed";

    /// <summary>The case was opened again.</summary>
    public const string CaseReopened = "case.reopened";

    /// <summary>A responder was enrolled for the first time.</summary>
    public const string ResponderEnrolled = "responder.enrolled";

    /// <summary>A responder's profile changed.</summary>
    public const string ResponderChanged = "responder.changed";

    /// <summary>The head of the station decided what a counsellor is qualified for.</summary>
    public const string ResponderQualified = "responder.qualified";

    /// <summary>On duty by hand.</summary>
    public const string DutyStarted = "duty.started";

    /// <summary>Off duty; the amount is the minutes on duty.</summary>
    public const string DutyEnded = "duty.ended";

    /// <summary>A station was configured for the first time.</summary>
    public const string StationOpened = "station.opened";

    /// <summary>Facts of a station changed, its policy did not.</summary>
    public const string StationChanged = "station.changed";

    /// <summary>An agreement was made: another station may look at this one's board and figures. It is named as the other party.</summary>
    public const string StationShared = "station.shared";

    /// <summary>An agreement ended: the other party may no longer look.</summary>
    public const string StationUnshared = "station.unshared";

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

    /// <summary>The ledger took nothing for so long that a row was full: as many entries of this subject as the amount says, or fewer, are missing before this one.</summary>
    public const string RecordGap = "record.gap";

    /// <summary>The demonstration made up history: so many of the entries that follow, those of commits <c>demo/...</c>, never happened.</summary>
    public const string DemoSeeded = "demo.seeded";

    /// <summary>Entries of a station's record were taken along as a file; the amount is how many.</summary>
    public const string InsightExported = "insight.exported";

    /// <summary>Personal data of a request were deleted; the ledger drops the subject's salt.</summary>
    public const string RequestErased = "request.erased";

    /// <summary>The words of a case were deleted; the ledger drops the subject's salt.</summary>
    public const string CaseErased = "case.erased";

    /// <summary>Personal data of a responder were deleted; the ledger drops the subject's salt.</summary>
    public const string ResponderErased = "responder.erased";

    /// <summary>Personal data of an account were deleted; the ledger drops the subject's salt.</summary>
    public const string AccountErased = "account.erased";

    /// <summary>A person took a copy of the own data.</summary>
    public const string DataExported = "data.exported";

    /// <summary>A person allows a purpose; the reason is its code.</summary>
    public const string ConsentGiven = "consent.given";

    /// <summary>A person takes the consent for a purpose back; the reason is its code.</summary>
    public const string ConsentWithdrawn = "consent.withdrawn";

    /// <summary>The nightly purge deleted what was kept long enough; the reason says what, the amount how many.</summary>
    public const string PrivacyPurged = "privacy.purged";

    /// <summary>A conversation began in the chat of a request; the amount is its number.</summary>
    public const string ChatOpened = "chat.opened";

    /// <summary>A counsellor came into the conversation.</summary>
    public const string ChatJoined = "chat.joined";

    /// <summary>Another counsellor took the conversation over.</summary>
    public const string ChatHandedOver = "chat.handed-over";

    /// <summary>The counsellor of the conversation, the other party, no longer has the request.</summary>
    public const string ChatDropped = "chat.dropped";

    /// <summary>The conversation ended, by its counsellor's word, by silence, or with the request.</summary>
    public const string ChatEnded = "chat.ended";

    /// <summary>Contact was lost, or words hold a cue of danger; the reason is the kind, the amount the alarm's number.</summary>
    public const string ChatAlarm = "chat.alarm";

    /// <summary>A counsellor took the alarm up.</summary>
    public const string ChatAlarmSeen = "chat.alarm-seen";

    /// <summary>A copy of all lines was taken with the resident's consent; the amount is which one.</summary>
    public const string ChatTranscript = "chat.transcript-read";

    /// <summary>The resident was asked to take a screening; the reason is its instrument, the amount its number.</summary>
    public const string ScreeningAsked = "screening.asked";

    /// <summary>A screening was answered.</summary>
    public const string ScreeningAnswered = "screening.answered";

    /// <summary>A licensed counsellor said what follows from a screening.</summary>
    public const string ScreeningDecided = "screening.decided";

    /// <summary>After these nobody may test any longer what the subject's digests vouch for.</summary>
    public static bool Erases(string action) => action is RequestErased or CaseErased or ResponderErased or AccountErased or SideFileErased;

    /// <summary>A ledger's clock went back; the amount is the seconds.</summary>
    public const string ClockBack = "clock.back";

    /// <summary>The store ended before the entry that the ledger knows it wrote; the amount is that entry's sequence.</summary>
    public const string LedgerTorn = "ledger.torn";
}
