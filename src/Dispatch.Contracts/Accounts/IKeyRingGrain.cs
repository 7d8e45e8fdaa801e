using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Dispatch.Contracts.Accounts;

/// <summary>The keys that web processes share, so that a sign-in at one counts at all. Keyed by what the keys are for.</summary>
/// <remarks>It holds them as it got them: sealed, and so of no use to who reads the store.</remarks>
[Alias("dispatch.key-ring")]
public interface IKeyRingGrain : IGrainWithStringKey
{
    /// <summary>All keys, oldest first.</summary>
    [ReadOnly, Alias("get")]
    Task<ImmutableArray<string>> GetAsync();

    /// <summary>Adds a key, unless the ring has changed since it was read: of several processes that find none, only one makes the first.</summary>
    /// <param name="key">The key, sealed by who made it. 1..16,384 characters.</param>
    /// <param name="known">How many keys its maker has read.</param>
    /// <returns>False when the ring holds another number of keys, 1,000 already, or the key is of another length.</returns>
    [Alias("add")]
    Task<bool> AddAsync(string key, int known);
}
