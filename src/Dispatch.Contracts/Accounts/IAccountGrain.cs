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

    /// <summary>Counts a failed sign-in and locks until the moment given, or forgets failures.</summary>
    [Alias("failures")]
    Task SetFailuresAsync(int failures, DateTimeOffset? lockedUntil);
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
