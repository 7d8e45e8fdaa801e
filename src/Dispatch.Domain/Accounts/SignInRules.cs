using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Records;

namespace Dispatch.Domain.Accounts;

/// <summary>What follows from an attempt to sign in.</summary>
public static class SignInRules
{
    /// <summary>A station's code is dead after so many misses: of a hundred million, five guesses find one in twenty million.</summary>
    public const int CodeMisses = 5;

    /// <summary>How long an answered challenge is remembered: longer than any challenge lives.</summary>
    private static readonly TimeSpan TicketMemory = TimeSpan.FromMinutes(15);

    private const int MostTickets = 32;

    public static (AccountDecision Decision, SignInStep? Step) Judge(AccountRecord account, Attempt attempt, DateTimeOffset now)
    {
        var locked = attempt.Factor != Factor.Passkey && Lockout.Holds(account.LockedUntil, now);
        if (account.Phase != AccountPhase.Open || attempt.Stamp != account.SecurityStamp || locked)
        {
            return (Refused(account), null);
        }

        var (fits, next) = Weigh(account, attempt, now);
        if (!fits)
        {
            return (Missed(next, attempt.Factor, now), null);
        }

        var step = StepAfter(account, attempt.Factor);
        return step == SignInStep.Opened
            ? (AccountDecision.To(
                SessionRules.Open(next, attempt.Session, attempt.Factor, now),
                SessionRules.By(account, RecordActions.AccountSignedIn, FacetOf(attempt.Factor))), step)
            : (ReferenceEquals(next, account) ? AccountDecision.Nothing : AccountDecision.To(next), step);
    }

    /// <summary>What is still missing once a factor fits.</summary>
    public static SignInStep StepAfter(AccountRecord account, Factor factor)
    {
        if (factor is not (Factor.Password or Factor.StationCode) || account.Demo)
        {
            return SignInStep.Opened;
        }

        var needs = Grants.NeedsSecondFactor(account.Role);
        return account.Totp is not null || (needs && !account.Passkeys.IsEmpty) ? SignInStep.SecondFactor
            : needs ? SignInStep.Enrolment
            : SignInStep.Opened;
    }

    /// <summary>The spelling of a factor in the service record.</summary>
    public static string FacetOf(Factor factor) => factor switch
    {
        Factor.StationCode => "station-code",
        Factor.RecoveryCode => "recovery-code",
        Factor.Totp => "totp",
        Factor.Passkey => "passkey",
        _ => "password",
    };

    /// <summary>The account after a miss: slower from the fifth on.</summary>
    private static AccountDecision Missed(AccountRecord account, Factor factor, DateTimeOffset now)
    {
        if (factor == Factor.Passkey)
        {
            // A passkey cannot be guessed, so a miss of one delays nobody.
            return Refused(account);
        }

        var failures = account.Failures + 1;
        var until = Lockout.Until(failures, now);
        ImmutableArray<AccountEvent> events = until is null ? [] : [new AccountEvent(RecordActions.AccountLocked, Actor.System, FacetOf(factor), failures)];
        return new AccountDecision(account with { Failures = failures, LockedUntil = until }, Refused(account), events);
    }

    private static (bool Fits, AccountRecord Next) Weigh(AccountRecord account, Attempt attempt, DateTimeOffset now) => attempt.Factor switch
    {
        Factor.Password => (attempt.Fits, account),
        Factor.StationCode => WeighCode(account, attempt.Digest, now),
        Factor.Totp => account.Totp is { } totp && attempt.TimeStep > totp.Step
            ? (true, account with { Totp = totp with { Step = attempt.TimeStep.Value } })
            : (false, account),
        Factor.RecoveryCode => WeighRecovery(account, attempt.Digest),
        Factor.Passkey => WeighPasskey(account, attempt, now),
        _ => (false, account),
    };

    private static (bool Fits, AccountRecord Next) WeighCode(AccountRecord account, string? digest, DateTimeOffset now)
    {
        if (account.Code is not { } code || !Window.IsOpen(code.ExpiresAt, StaffRules.LongestCode, now) || account.Role != Role.Volunteer)
        {
            return (false, account with { Code = null });
        }

        return Same(code.Digest, digest)
            ? (true, account with { Code = null })
            : (false, account with { Code = code.Misses + 1 < CodeMisses ? code with { Misses = code.Misses + 1 } : null });
    }

    private static (bool Fits, AccountRecord Next) WeighRecovery(AccountRecord account, string? digest)
    {
        var found = account.Recovery?.Digests.FirstOrDefault(it => Same(it, digest));
        return found is null
            ? (false, account)
            : (true, account with { Recovery = account.Recovery! with { Digests = account.Recovery.Digests.Remove(found) } });
    }

    private static (bool Fits, AccountRecord Next) WeighPasskey(AccountRecord account, Attempt attempt, DateTimeOffset now)
    {
        if (attempt.Passkey is not { } used || attempt.Ticket is not { } ticket || account.Tickets.Any(it => it.Digest == ticket)
            || account.Passkeys.FirstOrDefault(it => it.Id == used.Id) is not { } known)
        {
            return (false, account);
        }

        var tickets = account.Tickets.Where(it => now - it.At < TicketMemory).TakeLast(MostTickets - 1);
        return (true, account with
        {
            Passkeys = account.Passkeys.Replace(known, known with { SignCount = used.SignCount, BackedUp = used.BackedUp, UsedAt = now }),
            Tickets = [.. tickets, new UsedTicket(ticket, now)],
        });
    }

    /// <summary>Compares digests in a time that tells nothing of where they differ.</summary>
    internal static bool Same(string digest, string? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(digest), Encoding.ASCII.GetBytes(other));

    private static Refusal Refused(AccountRecord account) =>
        new(RefusalCode.SessionRefused, $"What was given does not open account '{account.Name}', or it is locked for now.");
}
