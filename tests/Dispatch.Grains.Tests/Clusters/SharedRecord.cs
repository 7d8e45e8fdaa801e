using System.Collections.Immutable;
using Dispatch.Contracts.Records;
using Dispatch.Records.Memory;

namespace Dispatch.Grains.Tests.Clusters;

/// <summary>A service record in memory whose appends can be made to fail or wait.</summary>
internal sealed class SharedRecord : ILedgerStore
{
    private MemoryLedgerStore _store = new();

    /// <summary>Told of every append before it happens; what it throws, the ledger gets.</summary>
    public Func<Task>? Appending { get; set; }

    /// <summary>Told of every append after it has happened: an answer that is lost.</summary>
    public Func<Task>? Appended { get; set; }

    /// <summary>Told before a salt is dropped; what it throws, the ledger gets.</summary>
    public Func<Task>? Forgetting { get; set; }

    /// <summary>How many entries each append brought.</summary>
    public List<int> Batches { get; } = [];

    /// <summary>Everything in it is gone, as when somebody deletes the file.</summary>
    public void Lose() => _store = new MemoryLedgerStore();

    /// <summary>Every entry of a ledger.</summary>
    public ImmutableArray<LedgerEntry> Of(string ledger) => _store.ReadAsync(ledger, 1, int.MaxValue, CancellationToken.None).Result;

    public async Task<LedgerHead> AppendAsync(
        LedgerHead expected, ImmutableArray<CommittedDraft> drafts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await (Appending?.Invoke() ?? Task.CompletedTask);
        var head = await _store.AppendAsync(expected, drafts, now, cancellationToken);
        lock (Batches)
        {
            Batches.Add((int)(head.Sequence - expected.Sequence));
        }

        await (Appended?.Invoke() ?? Task.CompletedTask);
        return head;
    }

    public Task<LedgerHead> HeadAsync(string ledger, CancellationToken cancellationToken) => _store.HeadAsync(ledger, cancellationToken);

    public Task<ImmutableArray<string>> FindAsync(ImmutableArray<string> commitIds, CancellationToken cancellationToken) =>
        _store.FindAsync(commitIds, cancellationToken);

    public Task<ImmutableArray<LedgerEntry>> ReadAsync(string ledger, long from, int most, CancellationToken cancellationToken) =>
        _store.ReadAsync(ledger, from, most, cancellationToken);

    /// <summary>Subjects whose salt was dropped.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Forgotten { get; } = new();

    public async Task ForgetAsync(string subject, CancellationToken cancellationToken)
    {
        await (Forgetting?.Invoke() ?? Task.CompletedTask);
        Forgotten.Enqueue(subject);
        await _store.ForgetAsync(subject, cancellationToken);
    }
}
