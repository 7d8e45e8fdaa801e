namespace Dispatch.Contracts;

/// <summary>Every reason a command can be turned down, in order of precedence: when several apply, the first listed is returned. Codes are only ever added at the end.</summary>
[GenerateSerializer, Alias("refusal-code")]
public enum RefusalCode
{
    /// <summary>The actor is not signed in, or the sign-in has expired.</summary>
    SessionRequired = 1,

    /// <summary>Account and password do not match, or the account is closed.</summary>
    SessionRefused,

    /// <summary>The actor's role does not allow the command.</summary>
    AccessDenied,

    /// <summary>The command concerns a station that is not the actor's.</summary>
    AccessStation,

    /// <summary>The body is not valid JSON of the expected shape.</summary>
    InputMalformed,

    /// <summary>The body or a field is larger than its limit.</summary>
    InputTooLarge,

    /// <summary>A field holds a value outside its range, or text with control characters.</summary>
    InputInvalid,

    /// <summary>The same idempotency key came with another body.</summary>
    IdempotencyKeyReused,

    /// <summary>Too many calls from one client; the answer says when to try again.</summary>
    LimitRate,

    /// <summary>No service of that code is in the catalogue.</summary>
    ServiceUnknown,

    /// <summary>The service is given by referral only and cannot be dispatched.</summary>
    ServiceReferralOnly,

    /// <summary>No skill of that code is in the catalogue.</summary>
    SkillUnknown,

    /// <summary>No language of that BCP 47 code is in the catalogue.</summary>
    LanguageUnknown,

    /// <summary>Neither a location nor a known area was given, or the coordinates are out of range.</summary>
    PlaceInvalid,

    /// <summary>The start lies in the past or beyond the planning horizon, or the duration is out of range.</summary>
    TimeInvalid,

    /// <summary>No station of that id takes requests.</summary>
    StationUnknown,

    /// <summary>No request was ever raised under this id or code.</summary>
    RequestUnknown,

    /// <summary>The request changed since the version the command was based on.</summary>
    RequestChanged,

    /// <summary>The request is closed, or in a state that does not allow the command.</summary>
    RequestState,

    /// <summary>The responder is not known.</summary>
    ResponderUnknown,

    /// <summary>A hard rule excludes the responder; no reason overrides it.</summary>
    ResponderIneligible,

    /// <summary>The responder holds as much work as its capacity allows.</summary>
    ResponderFull,

    /// <summary>The responder is not on duty or not available now.</summary>
    ResponderAway,

    /// <summary>The responder's weekly alert budget or quiet hours forbid another offer.</summary>
    ResponderQuiet,

    /// <summary>No such offer is held, or it belongs to somebody else.</summary>
    OfferUnknown,

    /// <summary>The offer's time has passed.</summary>
    OfferLapsed,

    /// <summary>Somebody else took the request first; thank you.</summary>
    OfferTaken,

    /// <summary>The offer was withdrawn.</summary>
    OfferWithdrawn,

    /// <summary>The offer was declined before.</summary>
    OfferDeclined,

    /// <summary>The responder has no standing assignment on this request.</summary>
    AssignmentUnknown,

    /// <summary>The step does not follow from the assignment's present state.</summary>
    AssignmentState,

    /// <summary>The command needs a reason.</summary>
    ReasonRequired,

    /// <summary>Too many messages of this request wait for their receivers; try again shortly.</summary>
    OutboxFull,

    /// <summary>An actor's queue is full; try again shortly.</summary>
    LoadTooHigh,

    /// <summary>The store does not accept writes now; nothing was changed, try again shortly.</summary>
    StoreUnavailable,

    /// <summary>The account name is taken.</summary>
    AccountTaken,

    /// <summary>The account is not known.</summary>
    AccountUnknown,

    /// <summary>Something failed that is no fault of the caller; whether the command took effect is unknown, and repeating it is safe.</summary>
    FaultInternal,

    /// <summary>The connection, the time or the store gave out in the middle of the command: whether it took effect is unknown. Look before repeating it.</summary>
    OutcomeUnknown,

    /// <summary>The same command under the same idempotency key runs right now; try again shortly for its answer.</summary>
    IdempotencyRunning,

    /// <summary>The sealed words are not open for this account, or the 15 minutes are over.</summary>
    SealedClosed,

    /// <summary>The call came by plain HTTP from another machine; only HTTPS is served there.</summary>
    TransportInsecure,

    /// <summary>The first factor fits; the second one is asked.</summary>
    SessionSecondFactor,

    /// <summary>The role demands a second factor and the account has none: nothing but enrolling one is possible.</summary>
    SessionEnrolment,

    /// <summary>The command changes secrets and needs a session that was opened in the last minutes: sign in again.</summary>
    SessionProofRequired,

    /// <summary>A demonstration account has no secrets of its own to change.</summary>
    AccountDemo,

    /// <summary>The account is closed, not open yet, or otherwise not in the state that the command needs.</summary>
    AccountState,

    /// <summary>Nobody closes or changes the own account this way.</summary>
    AccountOwn,

    /// <summary>Without it the account could no longer be entered as its role demands.</summary>
    AccountLastFactor,

    /// <summary>The link was used, has expired, was replaced by a newer one, or never existed.</summary>
    LinkRefused,

    /// <summary>The password has fewer than 12 characters.</summary>
    PasswordTooShort,

    /// <summary>The password has more than 200 characters.</summary>
    PasswordTooLong,

    /// <summary>The password is made of few common words, dates and rows of keys, such as lists of stolen passwords hold.</summary>
    PasswordCommon,

    /// <summary>The password is made of the account's own name, its station's or the product's.</summary>
    PasswordContext,

    /// <summary>The code does not fit, or was used before.</summary>
    CodeRefused,

    /// <summary>The passkey could not be verified, or its challenge has expired.</summary>
    PasskeyRefused,

    /// <summary>The account holds as many passkeys as it may.</summary>
    PasskeyTooMany,

    /// <summary>No such passkey belongs to the account.</summary>
    PasskeyUnknown,

    /// <summary>The application was settled before, or never came.</summary>
    ApplicationUnknown,

    /// <summary>The station's roll holds as many names or applications as it may.</summary>
    RollFull,

    /// <summary>Case codes are no part of an address any longer; they go into the header <c>Authorization</c>.</summary>
    HelpMoved,

    /// <summary>The query names a facet, a measure or an action that does not exist or does not fit the others.</summary>
    InsightFacetUnknown,

    /// <summary>The days are reversed, too many, or not days.</summary>
    InsightRangeInvalid,

    /// <summary>The cursor was not given out for this question, or is too old.</summary>
    InsightCursorInvalid,

    /// <summary>The answer would be larger than is told at once: ask for a shorter time, fewer groups or more filters.</summary>
    InsightTooWide,

    /// <summary>Something still has to be done with it, so that the personal data cannot be deleted yet.</summary>
    PrivacyObligation,

    /// <summary>The last four digits of the contact given were not said, or are others.</summary>
    PrivacyContact,

    /// <summary>The request bears no contact that could prove who asks: a copy and deletion only at the station.</summary>
    PrivacyStation,

    /// <summary>The person has not allowed this purpose, or has taken that back.</summary>
    ConsentRequired,

    /// <summary>The level was raised, warned of or decided since the version the decision was based on: look again.</summary>
    LevelChanged,

    /// <summary>The counsellor's licence is not valid at this moment.</summary>
    LicenceLapsed,

    /// <summary>No instrument of that code is installed, or it has another version by now.</summary>
    InstrumentUnknown,

    /// <summary>The instrument's wording has not been imported by the operator.</summary>
    InstrumentUnavailable,

    /// <summary>A question of the screening that must be answered has no answer.</summary>
    ScreeningIncomplete,

    /// <summary>The screening was answered before, or already decided on.</summary>
    ScreeningAnswered,

    /// <summary>No case of that id was ever opened.</summary>
    CaseUnknown,

    /// <summary>The case is closed, handled or in a state that does not allow the command.</summary>
    CaseState,

    /// <summary>The step's criteria are not met; the sentence names those that are missing.</summary>
    CaseStep,

    /// <summary>Another person has to do this: the second signature, the reassessment, the deputy.</summary>
    CaseSamePerson,

    /// <summary>A signature or reassessment is missing that closing at this level needs.</summary>
    CaseSignature,

    /// <summary>The follow-up plan still holds contacts that were not made.</summary>
    CasePlanOpen,

    /// <summary>The case holds as many entries of that kind as it may.</summary>
    CaseFull,

    /// <summary>The case has no entry of that number.</summary>
    EntryUnknown,

    /// <summary>The case has no follow-up clock of that number.</summary>
    ClockUnknown,

    /// <summary>The follow-up clock is done, re-planned, or on a rung that does not allow this.</summary>
    ClockState,

    /// <summary>Less than half of the clock's time has gone: the contact is kept in the case, but does not count for this clock.</summary>
    ClockEarly,

    /// <summary>No contact, or no place, is known by which a task could reach the person of a follow-up.</summary>
    ClockUnreachable,

    /// <summary>A drill runs already, or none does, or it has no such thing to do.</summary>
    DrillState,

    /// <summary>This build plays no drills.</summary>
    DrillUnavailable,

    /// <summary>No unit of that id is in the station's directory.</summary>
    UnitUnknown,

    /// <summary>No counsellor serves this request, so there is nobody to talk with.</summary>
    ChatUnavailable,

    /// <summary>The chat, or the present conversation, holds as many lines as it may.</summary>
    ChatFull,

    /// <summary>No screening of that number was asked for, or its answers were deleted.</summary>
    ScreeningUnknown,

    /// <summary>As many screenings were asked of the request as may be.</summary>
    ScreeningTooMany,

    /// <summary>No emergency of that id, or not one that this account was called to.</summary>
    EmergencyUnknown,

    /// <summary>The emergency was stood down, or the person's place in it does not allow the step.</summary>
    EmergencyState,

    /// <summary>Only the station head or a crisis-qualified counsellor may do this.</summary>
    EmergencyNotQualified,

    /// <summary>Danger was spoken of again, and nobody has said yet that it is being seen to.</summary>
    EmergencyDangerUnseen,

    /// <summary>No shift, swap or hand-over of that id, or not one of this person.</summary>
    DutyUnknown,

    /// <summary>The account is no counsellor who can be planned there.</summary>
    DutyPerson,

    /// <summary>One person would be asked to be two of a shift.</summary>
    DutySamePerson,

    /// <summary>The shift has begun, is over, or was answered already.</summary>
    DutyState,

    /// <summary>The roster holds as many entries as it may.</summary>
    DutyFull,

    /// <summary>No incident of that id, or it is kept no longer.</summary>
    IncidentUnknown,

    /// <summary>The incident has ended, and takes nobody in any more.</summary>
    IncidentEnded,

    /// <summary>The incident holds as many people, or colleagues, as it may.</summary>
    IncidentFull,

    /// <summary>Neither the counsellor's own record nor the roster could say in time whether the counsellor is crisis-qualified.</summary>
    RosterSilent,
}
