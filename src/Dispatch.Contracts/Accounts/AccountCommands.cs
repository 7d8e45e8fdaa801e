using System.Collections.Immutable;

namespace Dispatch.Contracts.Accounts;

/// <summary>A session to open.</summary>
/// <param name="Id">A digest of the random value that its cookie will hold.</param>
/// <param name="Device">Browser and system, coarse.</param>
/// <param name="Idle">It ends when it was not seen for so long.</param>
/// <param name="Longest">It ends after so long in any case.</param>
/// <param name="Replaces">The session that this browser held before; it ends.</param>
[GenerateSerializer, Immutable, Alias("dispatch.new-session")]
public sealed record NewSession(string Id, string Device, TimeSpan Idle, TimeSpan Longest, string? Replaces = null);

/// <summary>An attempt to sign in.</summary>
/// <param name="Factor">What was given.</param>
/// <param name="Stamp">The account's stamp when it was read; another by now refuses the attempt.</param>
/// <param name="Session">The session to open.</param>
/// <param name="Fits">Whether the password fits.</param>
/// <param name="TimeStep">Which time step of RFC 6238 the app's code belongs to; null: none of those allowed.</param>
/// <param name="Digest">Digest of the recovery code or the station's code.</param>
/// <param name="Passkey">The passkey as it stands after this use.</param>
/// <param name="Ticket">Digest of the challenge that the passkey answered; each counts once.</param>
[GenerateSerializer, Immutable, Alias("dispatch.attempt")]
public sealed record Attempt(
    Factor Factor,
    string Stamp,
    NewSession Session,
    bool Fits = false,
    long? TimeStep = null,
    string? Digest = null,
    Passkey? Passkey = null,
    string? Ticket = null);

/// <summary>What follows from an attempt that fits.</summary>
[GenerateSerializer, Alias("dispatch.sign-in-step")]
public enum SignInStep
{
    /// <summary>The session is open.</summary>
    Opened = 1,

    /// <summary>The second factor is asked.</summary>
    SecondFactor,

    /// <summary>The role demands a second factor and there is none yet: nothing but enrolling one is possible.</summary>
    Enrolment,
}

/// <summary>What follows, and of which account.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.sign-in-outcome")]
public sealed record SignInOutcome(SignInStep Step, Account Account);

/// <summary>A new password.</summary>
/// <param name="SessionId">The session that sets it.</param>
/// <param name="PasswordHash">Its hash.</param>
/// <param name="Stamp">The stamp from now on.</param>
[GenerateSerializer, Immutable, Alias("dispatch.set-password")]
public sealed record SetPassword(string SessionId, string PasswordHash, string Stamp);

/// <summary>Recovery codes.</summary>
/// <param name="Salt">Salt, base 64.</param>
/// <param name="Digests">A digest per code.</param>
[GenerateSerializer, Immutable, Alias("dispatch.recovery-set")]
public sealed record RecoverySet(string Salt, ImmutableArray<string> Digests);

/// <summary>An authenticator app that showed a right code: by a fresh session, or by a sign-in that waits for nothing else.</summary>
/// <param name="SessionId">The fresh session; null: a sign-in that waits.</param>
/// <param name="Stamp">The account's stamp when the sign-in began.</param>
/// <param name="Session">The session to open when a sign-in waits.</param>
/// <param name="Secret">The secret, sealed.</param>
/// <param name="TimeStep">The time step of the code that was shown; it and all before it are used up.</param>
/// <param name="Recovery">The recovery codes.</param>
[GenerateSerializer, Immutable, Alias("dispatch.enrol-totp")]
public sealed record EnrolTotp(string? SessionId, string Stamp, NewSession? Session, string Secret, long TimeStep, RecoverySet Recovery);

/// <summary>A passkey to add: by a fresh session, or by a sign-in that waits for nothing else.</summary>
/// <param name="SessionId">The fresh session; null: a sign-in that waits.</param>
/// <param name="Stamp">The account's stamp when the sign-in began.</param>
/// <param name="Session">The session to open when a sign-in waits.</param>
/// <param name="Passkey">The passkey.</param>
[GenerateSerializer, Immutable, Alias("dispatch.add-passkey")]
public sealed record AddPasskey(string? SessionId, string Stamp, NewSession? Session, Passkey Passkey);

/// <summary>An invitation.</summary>
/// <param name="By">Who invites.</param>
/// <param name="DisplayName">1..64 characters.</param>
/// <param name="Role">The role.</param>
/// <param name="StationId">The station; null for administrators only.</param>
/// <param name="Stamp">The account's stamp.</param>
/// <param name="Link">The link.</param>
/// <param name="Approved">It follows from an application.</param>
[GenerateSerializer, Immutable, Alias("dispatch.invite")]
public sealed record Invite(Actor By, string DisplayName, Role Role, string? StationId, string Stamp, NewLink Link, bool Approved = false);

/// <summary>A one-time link.</summary>
/// <param name="Digest">Digest of its token, which nobody keeps.</param>
/// <param name="Life">How long it can be used.</param>
[GenerateSerializer, Immutable, Alias("dispatch.new-link")]
public sealed record NewLink(string Digest, TimeSpan Life);

/// <summary>A link for an account that exists.</summary>
/// <param name="By">Who issues it.</param>
/// <param name="Link">The link.</param>
/// <param name="SecondFactorToo">Its use also removes authenticator app, recovery codes and passkeys.</param>
[GenerateSerializer, Immutable, Alias("dispatch.issue-link")]
public sealed record IssueLink(Actor By, NewLink Link, bool SecondFactorToo);

/// <summary>What a link leads to.</summary>
/// <param name="Account">The account.</param>
/// <param name="Opens">It opens the account for the first time; false: it resets it.</param>
/// <param name="ExpiresAt">Until when it can be used.</param>
[GenerateSerializer, Immutable, Alias("dispatch.link-facts")]
public sealed record LinkFacts(Account Account, bool Opens, DateTimeOffset ExpiresAt);

/// <summary>The use of a link, with a password hash or a passkey.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.redeem")]
public sealed record Redeem(string Digest, string Stamp, string? PasswordHash, Passkey? Passkey);

/// <summary>A one-time code for a volunteer.</summary>
/// <param name="By">Who issues it.</param>
/// <param name="Digest">Its keyed digest.</param>
/// <param name="Life">How long it can be used.</param>
[GenerateSerializer, Immutable, Alias("dispatch.issue-code")]
public sealed record IssueCode(Actor By, string Digest, TimeSpan Life);
