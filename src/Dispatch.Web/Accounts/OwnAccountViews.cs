using System.Collections.Immutable;
using Dispatch.Contracts.Accounts;

namespace Dispatch.Web.Accounts;

/// <summary>One's own account.</summary>
/// <param name="Account">The account name.</param>
/// <param name="DisplayName">Display name.</param>
/// <param name="Role">Its role.</param>
/// <param name="StationId">Its station.</param>
/// <param name="Demo">A demonstration account: it shares a password and nothing of it can be changed.</param>
/// <param name="HasPassword">It can be entered with a password.</param>
/// <param name="NeedsSecondFactor">Its role demands a second factor.</param>
/// <param name="AppSince">Since when an authenticator app is enrolled; null: none.</param>
/// <param name="RecoveryLeft">How many recovery codes were not used yet.</param>
/// <param name="Passkeys">Its passkeys.</param>
/// <param name="Sessions">Its sessions, latest first.</param>
public sealed record OwnAccountView(
    string Account,
    string DisplayName,
    Role Role,
    string? StationId,
    bool Demo,
    bool HasPassword,
    bool NeedsSecondFactor,
    DateTimeOffset? AppSince,
    int RecoveryLeft,
    ImmutableArray<PasskeyView> Passkeys,
    ImmutableArray<OwnSessionView> Sessions);

/// <summary>A passkey, without its key.</summary>
public sealed record PasskeyView(string Id, string Name, DateTimeOffset AddedAt, DateTimeOffset? UsedAt, bool BackedUp);

/// <summary>A session: browser and system, when it was opened and last seen (to the minute), what opened it, and whether it is the one that asks.</summary>
public sealed record OwnSessionView(string Id, string Device, DateTimeOffset OpenedAt, DateTimeOffset SeenAt, Factor Factor, bool Own);

/// <summary>Recovery codes, shown this once.</summary>
public sealed record RecoveryView(ImmutableArray<string> Codes);

/// <summary>A new password; the present one when there is one.</summary>
public sealed record PasswordBody(string? Current, string? Password);

/// <summary>The first code of an app, and the ticket that came with its secret.</summary>
public sealed record TotpBody(string? Ticket, string? Code);

/// <summary>A name.</summary>
public sealed record NameBody(string? Name);
