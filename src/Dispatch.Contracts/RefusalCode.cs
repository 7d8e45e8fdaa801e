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
}
