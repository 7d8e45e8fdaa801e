using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Dispatch.Records.Verifying;

namespace Dispatch.Records.Memory;

/// <summary>Chains in memory, for tests and the simulation.</summary>
/// <param name="newSalt">Makes a subject's salt; null: by chance.</param>
public sealed class MemoryLedgerStore(Func<string, byte[]>? newSalt = null) : ILedgerStore, IEntrySource
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

    /// <summary>The first thing wrong with any chain; null: all verify.</summary>
    public string? Fault()
    {
        var form = new CanonicalForm();
        foreach (var chain in Chains)
        {
            var check = new ChainCheck(chain[0].Ledger, new Dictionary<long, string>());
            foreach (var entry in chain)
            {
                check.See(entry, form.Of(entry).Hash());
            }

            if (check.End() is { } finding)
            {
                return finding.ToString();
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<LedgerEntry>> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var chain in Chains)
        {
            yield return chain;
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
