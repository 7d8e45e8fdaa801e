namespace Dispatch.Domain.Accounts;

/// <summary>A growing delay after repeated failures: guessing becomes slow, a forgetful person is not shut out for long.</summary>
public static class Lockout
{
    private const int FreeAttempts = 5;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>Whether a lock holds. None holds longer than the longest, so that a clock that was set back shuts nobody out for hours.</summary>
    public static bool Holds(DateTimeOffset? until, DateTimeOffset now) => until > now && until - now <= Longest;

    /// <summary>Until when an account stays locked after so many failures in a row; null: it does not.</summary>
    public static DateTimeOffset? Until(int failures, DateTimeOffset now) => failures < FreeAttempts
        ? null
        : now + TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(20, failures - FreeAttempts)));
}
