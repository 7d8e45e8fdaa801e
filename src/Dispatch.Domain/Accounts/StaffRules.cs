using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Records;

namespace Dispatch.Domain.Accounts;

/// <summary>How staff make, help, move and close accounts, each within the bounds of <see cref="Grants"/>.</summary>
public static class StaffRules
{
    /// <summary>The longest that settings let a link be used.</summary>
    public static readonly TimeSpan LongestLink = TimeSpan.FromHours(720);

    /// <summary>The longest that settings let a station's code be used.</summary>
    public static readonly TimeSpan LongestCode = TimeSpan.FromMinutes(60);

    public static AccountDecision Invite(string name, AccountRecord? account, Invite command, DateTimeOffset now)
    {
        if (Grants.Hinder(command.By, command.Role, command.StationId) is { } hindrance)
        {
            return hindrance;
        }

        if (account is not null && !(account.Phase == AccountPhase.Invited && account.DisplayName == command.DisplayName
            && account.Role == command.Role && account.StationId == command.StationId))
        {
            return new Refusal(RefusalCode.AccountTaken, $"Account '{name}' exists already.");
        }

        var invited = new AccountRecord(
            name, command.DisplayName, command.Role, command.StationId, PasswordHash: "", command.Stamp, Phase: AccountPhase.Invited,
            Passkeys: [], Sessions: [], Tickets: [], Notices: [], Devices: []);
        var happened = new AccountEvent(RecordActions.AccountInvited, command.By, command.Role.ToString());
        var link = LinkOf(command.Link, secondFactorToo: false, command.By, now);
        return command.Approved
            ? AccountDecision.To(invited with { Link = link }, new AccountEvent(RecordActions.AccountApproved, command.By), happened)
            : AccountDecision.To(invited with { Link = link }, happened);
    }

    public static AccountDecision IssueLink(AccountRecord account, IssueLink command, DateTimeOffset now)
    {
        if (Hinder(account, command.By) is { } refused)
        {
            return refused;
        }

        var opens = account.Phase == AccountPhase.Invited;
        return AccountDecision.To(
            account with { Link = LinkOf(command.Link, command.SecondFactorToo && !opens, command.By, now) },
            new AccountEvent(
                opens ? RecordActions.AccountInvited : RecordActions.AccountResetIssued, command.By, command.SecondFactorToo ? "second-factor" : null));
    }

    public static AccountDecision IssueCode(AccountRecord account, IssueCode command, DateTimeOffset now) =>
        Hinder(account, command.By) is { } refused ? refused
        : account.Phase != AccountPhase.Open || account.Role != Role.Volunteer
            ? new Refusal(RefusalCode.AccountState, "Codes are for open accounts of volunteers.")
            : AccountDecision.To(
                account with { Code = new CodeRecord(command.Digest, now + command.Life, Misses: 0) },
                new AccountEvent(RecordActions.AccountCodeIssued, command.By));

    /// <summary>A link or a code that was issued before counts no longer: whoever holds it was allowed to handle the account as it was.</summary>
    public static AccountDecision Assign(AccountRecord account, Actor actor, Role role, string? stationId, string stamp)
    {
        if ((Hinder(account, actor) ?? Grants.Hinder(actor, role, stationId)) is { } refused)
        {
            return refused;
        }

        return account.Role == role && account.StationId == stationId
            ? AccountDecision.Nothing
            : AccountDecision.To(
                account with { Role = role, StationId = stationId, SecurityStamp = stamp, Sessions = [], Code = null, Link = null },
                new AccountEvent(RecordActions.AccountAssigned, actor, role.ToString()));
    }

    public static AccountDecision Close(AccountRecord account, Actor actor, string stamp)
    {
        if (account.Phase == AccountPhase.Closed)
        {
            return AccountDecision.Nothing;
        }

        if (Hinder(account, actor) is { } refused)
        {
            return refused;
        }

        return AccountDecision.To(Closed(account, stamp), new AccountEvent(RecordActions.AccountClosed, actor));
    }

    /// <summary>The account without any secret or session.</summary>
    public static AccountRecord Closed(AccountRecord account, string stamp) => account with
    {
        Phase = AccountPhase.Closed,
        PasswordHash = "",
        SecurityStamp = stamp,
        Totp = null,
        Recovery = null,
        Passkeys = [],
        Sessions = [],
        Link = null,
        Code = null,
        Tickets = [],
        Notices = [],
        Devices = [],
        Failures = 0,
        LockedUntil = null,
    };

    /// <summary>What a link leads to, while it can be used.</summary>
    public static LinkFacts? Find(AccountRecord? account, string digest, DateTimeOffset now) =>
        account is { Link: { } link } && Window.IsOpen(link.ExpiresAt, LongestLink, now) && SignInRules.Same(link.Digest, digest)
            ? new LinkFacts(account.ToAccount(), account.Phase == AccountPhase.Invited, link.ExpiresAt)
            : null;

    public static AccountDecision Redeem(AccountRecord account, Redeem command, DateTimeOffset now)
    {
        if (account.UsedLink == command.Digest && command.Passkey is { } again && account.Passkeys.Any(it => it.Id == again.Id))
        {
            return AccountDecision.Nothing;
        }

        if (Find(account, command.Digest, now) is not { } found || (command.PasswordHash is null) == (command.Passkey is null))
        {
            return new Refusal(RefusalCode.LinkRefused, $"The link of account '{account.Name}' was used, replaced, or has expired.");
        }

        var bare = account.Link!.SecondFactorToo ? account with { Totp = null, Recovery = null, Passkeys = [] } : account;
        ImmutableArray<Passkey> added = command.Passkey is { } passkey ? [passkey] : [];
        var next = bare with
        {
            Phase = AccountPhase.Open,
            PasswordHash = command.PasswordHash ?? (found.Opens ? "" : account.PasswordHash),
            Passkeys = [.. bare.Passkeys.TakeLast(CredentialRules.MostPasskeys - added.Length), .. added],
            SecurityStamp = command.Stamp,
            Sessions = [],
            Link = null,
            UsedLink = command.Digest,
            Failures = 0,
            LockedUntil = null,
        };
        var secret = command.Passkey is null ? RecordActions.AccountPasswordChanged : RecordActions.AccountPasskeyAdded;
        return found.Opens
            ? AccountDecision.To(next, SessionRules.By(account, RecordActions.AccountOpened), SessionRules.By(account, secret))
            : AccountDecision.To(next, SessionRules.By(account, secret, "reset"));
    }

    private static Refusal? Hinder(AccountRecord account, Actor actor) =>
        Grants.Hinder(actor, account.Role, account.StationId)
        ?? (account.Demo ? new Refusal(RefusalCode.AccountDemo, $"Account '{account.Name}' is one of the demonstration's.")
            : account.Name == actor.Account ? new Refusal(RefusalCode.AccountOwn, "Nobody does this to the own account.")
            : account.Phase == AccountPhase.Closed ? new Refusal(RefusalCode.AccountState, $"Account '{account.Name}' is closed.")
            : null);

    private static LinkRecord LinkOf(NewLink link, bool secondFactorToo, Actor actor, DateTimeOffset now) =>
        new(link.Digest, now + link.Life, secondFactorToo, actor.Account);
}
