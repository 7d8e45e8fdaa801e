using System.Collections.Frozen;
using System.Collections.Immutable;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Records;

namespace Dispatch.Domain.Accounts;

/// <summary>
/// What the owner of an account is told: whatever changes its ways in, its role or its sessions, and a sign-in from a device it does not know. Derived
/// from the same events as the service record, so that no rule can forget to tell.
/// </summary>
public static class AccountNotices
{
    /// <summary>Unseen ones that are kept; beyond, the oldest goes. The record has them all.</summary>
    public const int Most = 50;

    /// <summary>Devices that are remembered.</summary>
    public const int MostDevices = 16;

    private static readonly FrozenSet<string> Told = FrozenSet.ToFrozenSet(
    [
        RecordActions.AccountAssigned, RecordActions.AccountLocked, RecordActions.AccountFactorEnrolled, RecordActions.AccountRecoveryRenewed,
        RecordActions.AccountPasskeyAdded, RecordActions.AccountPasskeyRemoved, RecordActions.AccountPasswordChanged, RecordActions.AccountResetIssued,
        RecordActions.AccountCodeIssued,
    ]);

    /// <summary>The account with what its owner is told of these events; as it is when that is nothing.</summary>
    /// <param name="before">The account before them; null: it was not there.</param>
    /// <param name="next">The account after them.</param>
    /// <param name="events">What happened.</param>
    /// <param name="now">When.</param>
    public static AccountRecord Note(AccountRecord? before, AccountRecord next, ImmutableArray<AccountEvent> events, DateTimeOffset now)
    {
        if (before is not { Phase: AccountPhase.Open } || next is not { Phase: AccountPhase.Open, Demo: false })
        {
            return next;
        }

        foreach (var happened in events)
        {
            next = happened.Action == RecordActions.AccountSignedIn ? SignedIn(before, next, happened, now)
                : Told.Contains(happened.Action) || happened is { Action: RecordActions.AccountSignedOut, Facet: "all" } ? With(next, happened, null, now)
                : next;
        }

        return next;
    }

    /// <summary>The owner has seen a notice and those before it.</summary>
    public static AccountDecision Seen(AccountRecord account, int number) => account.Notices.Any(it => it.Number <= number)
        ? AccountDecision.To(account with { Notices = account.Notices.RemoveAll(it => it.Number <= number) })
        : AccountDecision.Nothing;

    /// <summary>The first device of all is no news; it is the one that the account was opened with.</summary>
    private static AccountRecord SignedIn(AccountRecord before, AccountRecord next, AccountEvent happened, DateTimeOffset now)
    {
        var device = next.Sessions[0].Device;
        var known = next.Devices.Union(before.Sessions.Select(it => it.Device)).ToList();
        var told = known.Count == 0 || known.Contains(device) ? next : With(next, happened, device, now);
        return told with { Devices = [.. known.Where(it => it != device).TakeLast(MostDevices - 1), device] };
    }

    /// <summary>Of locks the latest is told alone: strangers can bring them about, and are not to push out what else is told.</summary>
    private static AccountRecord With(AccountRecord account, AccountEvent happened, string? device, DateTimeOffset now)
    {
        var number = account.LastNotice + 1;
        var kept = happened.Action == RecordActions.AccountLocked ? account.Notices.RemoveAll(it => it.Action == RecordActions.AccountLocked) : account.Notices;
        var notice = new AccountNotice(number, happened.Action, now, happened.By.Account, happened.Facet, device);
        return account with { LastNotice = number, Notices = [.. kept.TakeLast(Most - 1), notice] };
    }
}
