using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Accounts;

namespace Dispatch.Domain.Privacy;

/// <summary>Deletes what an account holds of its holder. The account name stays, as a tombstone: it is never given to anybody else, since entries bear it.</summary>
public static class AccountErasure
{
    /// <summary>By the holder with a fresh session, by staff within their bounds, or by the product at the end of the retention.</summary>
    public static AccountDecision Erase(AccountRecord account, Actor by, string? sessionId, string stamp, DateTimeOffset now)
    {
        if (account.ErasedAt is not null)
        {
            return AccountDecision.Nothing;
        }

        if (Hinder(account, by, sessionId, now) is { } refused)
        {
            return refused;
        }

        var bare = StaffRules.Closed(account, stamp) with { DisplayName = "", UsedLink = null, ErasedAt = now };
        var erased = new AccountEvent(RecordActions.AccountErased, by);
        return account.Phase == AccountPhase.Closed
            ? AccountDecision.To(bare, erased)
            : AccountDecision.To(bare, new AccountEvent(RecordActions.AccountClosed, by), erased);
    }

    /// <summary>All that is kept of the account, but no secret.</summary>
    public static AccountExport Export(AccountRecord account) => new(
        account.Name,
        account.DisplayName,
        account.Role,
        account.StationId,
        account.PasswordHash.Length > 0,
        account.Totp?.Since,
        account.Recovery?.Digests.Length ?? 0,
        [.. account.Passkeys.Select(passkey => passkey.Name)],
        account.Sessions,
        account.Failures,
        account.Notices.IsDefault ? [] : account.Notices);

    private static Refusal? Hinder(AccountRecord account, Actor by, string? sessionId, DateTimeOffset now) =>
        account.Demo ? new Refusal(RefusalCode.AccountDemo, $"Account '{account.Name}' is one of the demonstration's.")
        : by == Actor.System ? null
        : by.Account == account.Name ? SessionRules.Stale(account, sessionId, now)
        : Grants.Hinder(by, account.Role, account.StationId);
}
