using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Accounts;

/// <summary>A sign-in: name, role, station, password hash (never the password) and the stamp that ends old sessions when it changes.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.account-record")]
public sealed record Account(
    string Name,
    string DisplayName,
    Role Role,
    string? StationId,
    string PasswordHash,
    string SecurityStamp,
    bool Demo = false,
    int Failures = 0,
    DateTimeOffset? LockedUntil = null,
    AccountPhase Phase = AccountPhase.Open);

/// <summary>Where an account stands.</summary>
[GenerateSerializer, Alias("dispatch.account-phase")]
public enum AccountPhase
{
    /// <summary>It can be signed in to.</summary>
    Open = 0,

    /// <summary>It waits for its link to be used.</summary>
    Invited = 1,

    /// <summary>It ended.</summary>
    Closed = 2,
}

/// <summary>What somebody proved to be who they are.</summary>
[GenerateSerializer, Alias("dispatch.factor")]
public enum Factor
{
    /// <summary>The password.</summary>
    Password = 1,

    /// <summary>A code that the station gave a volunteer.</summary>
    StationCode,

    /// <summary>A code of an authenticator app (RFC 6238).</summary>
    Totp,

    /// <summary>A recovery code, in place of the app's.</summary>
    RecoveryCode,

    /// <summary>A passkey whose device verified its user: both factors in one.</summary>
    Passkey,
}

/// <summary>A public key of WebAuthn.</summary>
/// <param name="Id">Credential id, base 64 URL.</param>
/// <param name="PublicKey">COSE key, base 64 URL.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="AddedAt">When it was added.</param>
/// <param name="SignCount">The authenticator's counter; 0: it keeps none.</param>
/// <param name="Transports">How the authenticator is reached, as it said.</param>
/// <param name="BackupEligible">It may be copied to other devices of its owner.</param>
/// <param name="BackedUp">It has been.</param>
/// <param name="UsedAt">When it last opened a session; null: never.</param>
[GenerateSerializer, Immutable, Alias("dispatch.passkey")]
public sealed record Passkey(
    string Id,
    string PublicKey,
    [property: Sealed] string Name,
    DateTimeOffset AddedAt,
    long SignCount,
    ImmutableArray<string> Transports,
    bool BackupEligible,
    bool BackedUp,
    DateTimeOffset? UsedAt = null);

/// <summary>What whoever looks whether a secret fits needs.</summary>
/// <param name="Account">The account.</param>
/// <param name="TotpSecret">The authenticator app's secret, sealed; null: none is enrolled.</param>
/// <param name="TotpSince">Since when.</param>
/// <param name="RecoverySalt">Salt of the recovery codes, base 64; null: there are none.</param>
/// <param name="RecoveryLeft">How many recovery codes were not used yet.</param>
/// <param name="Passkeys">The passkeys.</param>
/// <param name="UsedLink">Digest of the link that was used last.</param>
[GenerateSerializer, Immutable, Alias("dispatch.credentials")]
public sealed record Credentials(
    Account Account,
    string? TotpSecret,
    DateTimeOffset? TotpSince,
    string? RecoverySalt,
    int RecoveryLeft,
    ImmutableArray<Passkey> Passkeys,
    string? UsedLink);

/// <summary>A session as the account keeps it.</summary>
/// <param name="Id">A digest of the random value that its cookie holds.</param>
/// <param name="OpenedAt">When it was opened; changes of secrets need a fresh one.</param>
/// <param name="SeenAt">When it was last seen.</param>
/// <param name="Idle">It ends when it was not seen for so long.</param>
/// <param name="EndsAt">It ends then in any case.</param>
/// <param name="Device">Browser and system, coarse, such as <c>firefox/windows</c>.</param>
/// <param name="Factor">What opened it, the last of several.</param>
[GenerateSerializer, Immutable, Alias("dispatch.session-entry")]
public sealed record SessionEntry(
    string Id, DateTimeOffset OpenedAt, DateTimeOffset SeenAt, TimeSpan Idle, DateTimeOffset EndsAt, string Device, Factor Factor);
