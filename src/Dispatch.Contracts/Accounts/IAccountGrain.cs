using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;
using Orleans.Concurrency;

namespace Dispatch.Contracts.Accounts;

/// <summary>An account that can sign in. Keyed by the account name in lower case.</summary>
/// <remarks>
/// It alone decides whether an attempt opens a session, which sessions stand and who may change it. It holds digests and sealed secrets only:
/// whoever calls has looked whether a secret fits, and the account counts, bounds and records. Repeating a command that succeeded changes nothing.
/// </remarks>
[Alias("dispatch.account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>The account; null when none was opened.</summary>
    [ReadOnly, Alias("get")]
    Task<Account?> GetAsync();

    /// <summary>Whether nobody can act through it as this role any more: it is closed, or has another role by now. False where none was ever opened.</summary>
    [ReadOnly, Alias("has-left")]
    Task<bool> HasLeftAsync(Role role);

    /// <summary>Opens the account, or replaces it when <paramref name="ifStamp"/> equals its security stamp; null opens only.</summary>
    [Alias("put")]
    Task<Reply> PutAsync(Account account, string? ifStamp);

    /// <summary>What whoever looks whether a secret fits needs; null when none was opened.</summary>
    [ReadOnly, Alias("credentials")]
    Task<Credentials?> CredentialsAsync();

    /// <summary>
    /// Judges an attempt to sign in. A miss adds to the failures in a row; only an opened session ends them, so that half a sign-in never
    /// resets the count. While the account is locked nothing but a passkey opens it.
    /// </summary>
    [Alias("sign-in")]
    Task<Reply<SignInOutcome>> SignInAsync(Attempt attempt);

    /// <summary>The account when the session stands, else null. Notes that it was seen.</summary>
    [Alias("check")]
    Task<Account?> CheckAsync(string sessionId);

    /// <summary>The sessions that stand, latest opened first.</summary>
    [ReadOnly, Alias("sessions")]
    Task<ImmutableArray<SessionEntry>> SessionsAsync();

    /// <summary>Ends one session.</summary>
    [Alias("end-session")]
    Task<Reply> EndSessionAsync(string sessionId);

    /// <summary>Ends all sessions, also sign-ins that are half done.</summary>
    [Alias("end-sessions")]
    Task<Reply> EndSessionsAsync(string stamp);

    /// <summary>Sets a password from a fresh session and ends all others.</summary>
    [Alias("set-password")]
    Task<Reply> SetPasswordAsync(SetPassword command);

    /// <summary>Takes an authenticator app up as the second factor, with new recovery codes.</summary>
    [Alias("enrol-totp")]
    Task<Reply> EnrolTotpAsync(EnrolTotp command);

    /// <summary>Replaces the recovery codes from a fresh session.</summary>
    [Alias("renew-recovery")]
    Task<Reply> RenewRecoveryAsync(string sessionId, RecoverySet recovery);

    /// <summary>Adds a passkey.</summary>
    [Alias("add-passkey")]
    Task<Reply> AddPasskeyAsync(AddPasskey command);

    /// <summary>Names a passkey. 1..64 characters.</summary>
    [Alias("name-passkey")]
    Task<Reply> NamePasskeyAsync(string passkeyId, string name);

    /// <summary>Removes a passkey from a fresh session, unless the account could then no longer be entered as its role demands.</summary>
    [Alias("remove-passkey")]
    Task<Reply> RemovePasskeyAsync(string sessionId, string passkeyId);

    /// <summary>Makes the account with a link that opens it once. Repeated with the same facts while it is not open, it replaces the link.</summary>
    [Alias("invite")]
    Task<Reply> InviteAsync(Invite command);

    /// <summary>Issues a link that resets the account once, or opens it when it is invited; a link issued before no longer counts.</summary>
    [Alias("issue-link")]
    Task<Reply> IssueLinkAsync(IssueLink command);

    /// <summary>What a link leads to.</summary>
    [ReadOnly, Alias("link")]
    Task<Reply<LinkFacts>> LinkAsync(string digest);

    /// <summary>Uses a link up: sets the password or the passkey with it, opens the account and ends all sessions.</summary>
    [Alias("redeem")]
    Task<Reply> RedeemAsync(Redeem command);

    /// <summary>Issues a one-time code to a volunteer; a code issued before no longer counts.</summary>
    [Alias("issue-code")]
    Task<Reply> IssueCodeAsync(IssueCode command);

    /// <summary>What happened to the account and was not seen yet, latest first; at most 50.</summary>
    [ReadOnly, Alias("notices")]
    Task<ImmutableArray<AccountNotice>> NoticesAsync();

    /// <summary>The owner has seen a notice and those before it. Repeated, or unknown: nothing.</summary>
    [Alias("notices-seen")]
    Task<Reply> NoticesSeenAsync(int number);

    /// <summary>Tells the observer of new notices, for six minutes unless asked again.</summary>
    [Alias("hear")]
    Task HearAsync(INoticeObserver observer);

    /// <summary>Tells the observer no longer.</summary>
    [Alias("unhear")]
    Task UnhearAsync(INoticeObserver observer);

    /// <summary>Changes role and station and ends all sessions.</summary>
    [Alias("assign")]
    Task<Reply> AssignAsync(Actor actor, Role role, string? stationId, string stamp);

    /// <summary>Closes the account for good: secrets and sessions go, name and role stay, so that what it did stays attributable.</summary>
    [Alias("close")]
    Task<Reply> CloseAsync(Actor actor, string stamp);

    /// <summary>All that is kept of the account but its secrets; entered in the record.</summary>
    [Alias("export")]
    Task<Reply<AccountExport>> ExportAsync();

    /// <summary>Whether <see cref="EraseAsync"/> would be refused now; changes nothing.</summary>
    /// <param name="actor">The holder, by a fresh session, or staff who may close it.</param>
    /// <param name="sessionId">The holder's session.</param>
    [ReadOnly, Alias("may-erase")]
    Task<Reply> MayEraseAsync(Actor actor, string? sessionId);

    /// <summary>Closes the account and deletes what names its holder; the account name stays taken.</summary>
    /// <param name="actor">The holder, by a fresh session, or staff who may close it.</param>
    /// <param name="sessionId">The holder's session.</param>
    /// <param name="stamp">The stamp from now on.</param>
    [Alias("erase")]
    Task<Reply> EraseAsync(Actor actor, string? sessionId, string stamp);

    /// <summary>The same at the end of its retention. False: it is gone already, or not closed.</summary>
    [Alias("purge")]
    Task<bool> PurgeAsync();

    /// <summary>Closes it when its invitation was never followed and can be followed no longer. False: it is otherwise.</summary>
    [Alias("lapse")]
    Task<bool> LapseAsync();
}
