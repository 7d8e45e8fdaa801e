using System.Collections.Immutable;
using System.Security.Cryptography;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;

namespace Dispatch.Records.Memory;

/// <summary>Chains in memory, for tests and the simulation.</summary>
/// <param name="newSalt">Makes a subject's salt; null: by chance.</param>
public sealed class MemoryLedgerStore(Func<string, byte[]>? newSalt = null) : ILedgerStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, List<LedgerEntry>> _chains = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _salts = new(StringComparer.Ordinal);

    /// <summary>Every chain as it stands.</summary>
    public ImmutableArray<ImmutableArray<LedgerEntry>> Chains
    {
        get
        {
            lock (_gate)
            {
                return [.. _chains.Values.Select(chain => chain.ToImmutableArray())];
            }
        }
    }

    /// <inheritdoc/>
    public Task<LedgerHead> HeadAsync(string ledger, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(Head(ledger));
        }
    }

    /// <inheritdoc/>
    public Task<LedgerHead> AppendAsync(LedgerHead expected, ImmutableArray<CommittedDraft> drafts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Head(expected.Ledger) is var head && head != expected)
            {
                throw new LedgerConflictException($"Ledger '{expected.Ledger}' ends at {head.Sequence}, not at {expected.Sequence}.");
            }

            var entries = Chain.Link(expected, [.. drafts.Where(draft => _ids.Add(draft.CommitId))], SaltOf, now);
            if (entries.Count == 0)
            {
                return Task.FromResult(expected);
            }

            (_chains.TryGetValue(expected.Ledger, out var chain) ? chain : _chains[expected.Ledger] = []).AddRange(entries);
            return Task.FromResult(Chain.Head(entries[^1]));
        }
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> FindAsync(ImmutableArray<string> commitIds, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<string>>([.. commitIds.Where(_ids.Contains)]);
        }
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<LedgerEntry>> ReadAsync(string ledger, long from, int most, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<LedgerEntry>>(
                _chains.TryGetValue(ledger, out var chain) ? [.. chain.Where(entry => entry.Sequence >= from).Take(most)] : []);
        }
    }

    /// <inheritdoc/>
    public Task ForgetAsync(string subject, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _salts.Remove(subject);
        }

        return Task.CompletedTask;
    }

    private LedgerHead Head(string ledger) => _chains.TryGetValue(ledger, out var chain) ? Chain.Head(chain[^1]) : LedgerHead.Empty(ledger);

    private byte[] SaltOf(string subject)
    {
        if (!_salts.TryGetValue(subject, out var salt))
        {
            _salts[subject] = salt = newSalt?.Invoke(subject) ?? RandomNumberGenerator.GetBytes(Chain.SaltBytes);
        }

        return salt;
    }
}
