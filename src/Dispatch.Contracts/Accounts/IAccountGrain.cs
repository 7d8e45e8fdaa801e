using Orleans.Concurrency;

namespace Dispatch.Contracts.Accounts;

/// <summary>An account that can sign in. Keyed by the account name in lower case.</summary>
[Alias("dispatch.account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>The account; null when none was opened.</summary>
    [ReadOnly, Alias("get")]
    Task<Account?> GetAsync();

    /// <summary>Opens the account, or replaces it when <paramref name="ifStamp"/> equals its security stamp; null opens only.</summary>
    [Alias("put")]
    Task<Reply> PutAsync(Account account, string? ifStamp);

    /// <summary>
    /// Counts an attempt to sign in: a wrong password adds to the failures in a row, a right one ends them. Answers whether it opens a session;
    /// while the account is locked even the right password does not.
    /// </summary>
    [Alias("judge")]
    Task<bool> JudgeAsync(bool passwordFits);
}

/// <summary>A sign-in: name, role, station, password hash (never the password) and the stamp that ends old sessions when it changes.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.account-record")]
public sealed record Account(
    string Name,
    string DisplayName,
    Role Role,
    string? StationId,
    string PasswordHash,
    string SecurityStamp,
    bool Demo = false,
    int Failures = 0,
    DateTimeOffset? LockedUntil = null);
