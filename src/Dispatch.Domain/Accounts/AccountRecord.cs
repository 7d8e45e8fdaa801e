using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Domain.Accounts;

/// <summary>All that is kept of an account. The first nine members are those of its first form, so that old rows still load.</summary>
public sealed record AccountRecord(
    string Name,
    [property: Sealed] string DisplayName,
    Role Role,
    string? StationId,
    [property: Sealed] string PasswordHash,
    string SecurityStamp,
    bool Demo = false,
    int Failures = 0,
    DateTimeOffset? LockedUntil = null,
    AccountPhase Phase = AccountPhase.Open,
    TotpRecord? Totp = null,
    [property: Sealed] RecoverySet? Recovery = null,
    ImmutableArray<Passkey> Passkeys = default,
    ImmutableArray<SessionEntry> Sessions = default,
    LinkRecord? Link = null,
    string? UsedLink = null,
    CodeRecord? Code = null,
    ImmutableArray<UsedTicket> Tickets = default,
    ImmutableArray<AccountNotice> Notices = default,
    int LastNotice = 0,
    ImmutableArray<string> Devices = default,
    DateTimeOffset? ErasedAt = null)
{
    public static AccountRecord Of(Account account) => new(
        account.Name, account.DisplayName, account.Role, account.StationId, account.PasswordHash, account.SecurityStamp, account.Demo,
        account.Failures, account.LockedUntil, account.Phase, Passkeys: [], Sessions: [], Tickets: [], Notices: [], Devices: []);

    public Account ToAccount() => new(Name, DisplayName, Role, StationId, PasswordHash, SecurityStamp, Demo, Failures, LockedUntil, Phase);

    public Credentials ToCredentials() => new(
        ToAccount(), Totp?.Secret, Totp?.Since, Recovery?.Salt, Recovery?.Digests.Length ?? 0, Passkeys, UsedLink);

    /// <summary>The account with other facts; another stamp, role or station ends its sessions.</summary>
    public AccountRecord With(Account facts) => this with
    {
        DisplayName = facts.DisplayName,
        Role = facts.Role,
        StationId = facts.StationId,
        PasswordHash = facts.PasswordHash,
        SecurityStamp = facts.SecurityStamp,
        Demo = facts.Demo,
        Failures = facts.Failures,
        LockedUntil = facts.LockedUntil,
        Phase = facts.Phase,
        Sessions = facts.SecurityStamp == SecurityStamp && facts.Role == Role && facts.StationId == StationId ? Sessions : [],
    };
}

/// <summary>An authenticator app: its sealed secret, the last time step that was used up, and since when.</summary>
public sealed record TotpRecord([property: Sealed] string Secret, long Step, DateTimeOffset Since);

/// <summary>A link that can be used once.</summary>
public sealed record LinkRecord([property: Sealed] string Digest, DateTimeOffset ExpiresAt, bool SecondFactorToo, string By);

/// <summary>A station's code that can be used once, and how often it was missed.</summary>
public sealed record CodeRecord([property: Sealed] string Digest, DateTimeOffset ExpiresAt, int Misses);

/// <summary>A challenge that was answered; its answer does not count twice.</summary>
public sealed record UsedTicket(string Digest, DateTimeOffset At);
