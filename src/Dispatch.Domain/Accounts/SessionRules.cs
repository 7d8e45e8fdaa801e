using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Records;

namespace Dispatch.Domain.Accounts;

/// <summary>Which sessions of an account stand.</summary>
public static class SessionRules
{
    /// <summary>Most sessions of one account; beyond, the one that was not seen for longest ends.</summary>
    public const int Most = 32;

    /// <summary>A session this young may change secrets.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>Sightings are kept to an eighth of the idle limit, so that a phone in use costs a write every other day.</summary>
    private const int SightingsPerIdle = 8;

    /// <summary>Whether a session stands. What was seen last may be lost with the process, so it gets the grain of its keeping on top.</summary>
    public static bool Stands(SessionEntry session, DateTimeOffset seenAt, DateTimeOffset now) =>
        now < session.EndsAt && now - Later(session.SeenAt, seenAt) < session.Idle + (session.Idle / SightingsPerIdle);

    /// <summary>Whether a sighting is worth a write.</summary>
    public static bool WorthKeeping(SessionEntry session, DateTimeOffset seenAt) => seenAt - session.SeenAt >= session.Idle / SightingsPerIdle;

    /// <summary>Null when the session stands and was opened in the last minutes.</summary>
    public static Refusal? Stale(AccountRecord account, string? sessionId, DateTimeOffset now) =>
        account.Sessions.FirstOrDefault(it => it.Id == sessionId) is { } session && Window.IsYounger(session.OpenedAt, Fresh, now)
            ? null
            : new Refusal(
                RefusalCode.SessionProofRequired,
                $"This changes secrets of account '{account.Name}' and needs a sign-in of the last {Fresh.TotalMinutes} minutes.");

    public static AccountRecord Open(AccountRecord account, NewSession opened, Factor factor, DateTimeOffset now)
    {
        var session = new SessionEntry(opened.Id, now, now, opened.Idle, now + opened.Longest, opened.Device, factor);
        var others = account.Sessions.Where(it => it.Id != opened.Id && it.Id != opened.Replaces && Stands(it, it.SeenAt, now))
            .OrderByDescending(it => it.SeenAt).Take(Most - 1);
        return account with { Failures = 0, LockedUntil = null, Sessions = [session, .. others] };
    }

    public static AccountDecision End(AccountRecord account, string sessionId) =>
        account.Sessions.FirstOrDefault(it => it.Id == sessionId) is { } session
            ? AccountDecision.To(account with { Sessions = account.Sessions.Remove(session) }, By(account, RecordActions.AccountSignedOut, "one"))
            : AccountDecision.Nothing;

    /// <summary>Not of a demonstration account: whoever looks around would throw everybody else out.</summary>
    public static AccountDecision EndAll(AccountRecord account, string stamp) => account.Demo
        ? new Refusal(RefusalCode.AccountDemo, $"Others use account '{account.Name}' as well.")
        : AccountDecision.To(account with { Sessions = [], SecurityStamp = stamp }, By(account, RecordActions.AccountSignedOut, "all"));

    /// <summary>The event of an account's own doing.</summary>
    public static AccountEvent By(AccountRecord account, string action, string? facet = null) =>
        new(action, new Actor(account.Name, account.Role, account.StationId), facet);

    /// <summary>Sightings put down.</summary>
    public static ImmutableArray<SessionEntry> Seen(ImmutableArray<SessionEntry> sessions, Func<string, DateTimeOffset?> seenAt) =>
        [.. sessions.Select(it => seenAt(it.Id) is { } seen && seen > it.SeenAt ? it with { SeenAt = seen } : it)];

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
