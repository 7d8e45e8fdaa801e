using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Records;

namespace Dispatch.Domain.Accounts;

/// <summary>How an account's owner changes its secrets.</summary>
public static class CredentialRules
{
    public const int MostPasskeys = 10;

    private const int LongestName = 64;

    /// <summary>A reset that staff issued before is over: its owner got in without it.</summary>
    public static AccountDecision SetPassword(AccountRecord account, SetPassword command, DateTimeOffset now) =>
        (Fixed(account) ?? SessionRules.Stale(account, command.SessionId, now)) is { } refused
            ? refused
            : AccountDecision.To(
                account with
                {
                    PasswordHash = command.PasswordHash,
                    SecurityStamp = command.Stamp,
                    Link = null,
                    Sessions = [.. account.Sessions.Where(it => it.Id == command.SessionId)],
                },
                SessionRules.By(account, RecordActions.AccountPasswordChanged));

    public static AccountDecision EnrolTotp(AccountRecord account, EnrolTotp command, DateTimeOffset now)
    {
        if (account.Totp?.Secret == command.Secret)
        {
            return AccountDecision.Nothing;
        }

        if (Hinder(account, command.SessionId, command.Stamp, command.Session, now) is { } refused)
        {
            return refused;
        }

        var next = account with { Totp = new TotpRecord(command.Secret, command.TimeStep, now), Recovery = command.Recovery };
        return Opened(account, next, command.Session, Factor.Totp, RecordActions.AccountFactorEnrolled, now);
    }

    public static AccountDecision RenewRecovery(AccountRecord account, string sessionId, RecoverySet recovery, DateTimeOffset now) =>
        (Fixed(account) ?? SessionRules.Stale(account, sessionId, now)) is { } refused ? refused
        : account.Totp is null ? new Refusal(RefusalCode.AccountState, $"Account '{account.Name}' has no authenticator app to recover from.")
        : AccountDecision.To(account with { Recovery = recovery }, SessionRules.By(account, RecordActions.AccountRecoveryRenewed));

    public static AccountDecision AddPasskey(AccountRecord account, AddPasskey command, DateTimeOffset now)
    {
        if (account.Passkeys.Any(it => it.Id == command.Passkey.Id))
        {
            return AccountDecision.Nothing;
        }

        if (Hinder(account, command.SessionId, command.Stamp, command.Session, now) is { } refused)
        {
            return refused;
        }

        return account.Passkeys.Length >= MostPasskeys
            ? new Refusal(RefusalCode.PasskeyTooMany, $"Account '{account.Name}' holds {MostPasskeys} passkeys.")
            : Opened(
                account, account with { Passkeys = account.Passkeys.Add(command.Passkey) }, command.Session, Factor.Passkey,
                RecordActions.AccountPasskeyAdded, now);
    }

    public static AccountDecision NamePasskey(AccountRecord account, string passkeyId, string name) =>
        Find(account, passkeyId) is not { } passkey ? Unknown(account)
        : name.Length is 0 or > LongestName ? new Refusal(RefusalCode.InputInvalid, $"A passkey's name has 1..{LongestName} characters.", "name")
        : passkey.Name == name ? AccountDecision.Nothing
        : AccountDecision.To(account with { Passkeys = account.Passkeys.Replace(passkey, passkey with { Name = name }) });

    public static AccountDecision RemovePasskey(AccountRecord account, string sessionId, string passkeyId, DateTimeOffset now)
    {
        if (Find(account, passkeyId) is not { } passkey)
        {
            return Unknown(account);
        }

        if (SessionRules.Stale(account, sessionId, now) is { } stale)
        {
            return stale;
        }

        var isLast = account.Passkeys.Length == 1
            && (account.PasswordHash.Length == 0 || (Grants.NeedsSecondFactor(account.Role) && account.Totp is null));
        return isLast
            ? new Refusal(RefusalCode.AccountLastFactor, $"Account '{account.Name}' could not be entered without this passkey.")
            : AccountDecision.To(
                account with { Passkeys = account.Passkeys.Remove(passkey) }, SessionRules.By(account, RecordActions.AccountPasskeyRemoved));
    }

    /// <summary>A fresh session may change a factor; a sign-in that waits may only add the first one.</summary>
    private static Refusal? Hinder(AccountRecord account, string? sessionId, string stamp, NewSession? session, DateTimeOffset now) =>
        Fixed(account) is { } refused ? refused
        : session is null ? SessionRules.Stale(account, sessionId, now)
        : account.SecurityStamp == stamp && SignInRules.StepAfter(account, Factor.Password) == SignInStep.Enrolment ? null
        : new Refusal(RefusalCode.SessionRequired, "The sign-in was finished or lost meanwhile.");

    private static AccountDecision Opened(
        AccountRecord account, AccountRecord next, NewSession? session, Factor factor, string action, DateTimeOffset now) => session is null
        ? AccountDecision.To(next, SessionRules.By(account, action))
        : AccountDecision.To(
            SessionRules.Open(next, session, factor, now),
            SessionRules.By(account, action),
            SessionRules.By(account, RecordActions.AccountSignedIn, SignInRules.FacetOf(factor)));

    private static Refusal? Fixed(AccountRecord account) =>
        account.Demo ? new Refusal(RefusalCode.AccountDemo, $"Account '{account.Name}' is one of the demonstration's; they share one password.")
        : account.Phase != AccountPhase.Open ? new Refusal(RefusalCode.AccountState, $"Account '{account.Name}' is {account.Phase}.")
        : null;

    private static Passkey? Find(AccountRecord account, string passkeyId) => account.Passkeys.FirstOrDefault(it => it.Id == passkeyId);

    private static Refusal Unknown(AccountRecord account) => new(RefusalCode.PasskeyUnknown, $"Account '{account.Name}' holds no such passkey.");
}
