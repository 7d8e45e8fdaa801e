using Dispatch.Contracts.Records;

namespace Dispatch.Records.Verifying;

/// <summary>Follows one chain entry by entry. Pure; stops seeing at the first finding.</summary>
internal sealed class ChainCheck(string ledger, IReadOnlyDictionary<long, string> marks)
{
    /// <summary>How far around a bad entry its neighbours are looked at to tell what was done.</summary>
    public const int Around = 64;

    private readonly Queue<LedgerEntry> _before = new();
    private readonly List<LedgerEntry> _after = [];
    private ReadOnlyMemory<byte> _previous = new byte[32];
    private LedgerEntry? _bad;
    private Finding? _finding;

    /// <summary>The last entry that is in order.</summary>
    public LedgerHead Head { get; private set; } = LedgerHead.Empty(ledger);

    /// <summary>Takes the next entry and the hash that its content has.</summary>
    public void See(LedgerEntry entry, ReadOnlySpan<byte> hash)
    {
        if (_finding is not null)
        {
            return;
        }

        if (_bad is not null)
        {
            // What stands behind the bad one helps to tell what was done.
            if (_after.Count < Around)
            {
                _after.Add(entry);
            }

            return;
        }

        if (entry.Sequence != Head.Sequence + 1)
        {
            _finding = new Finding(ledger, Head.Sequence + 1, FindingKind.Missing, $"entry {Head.Sequence} is followed by entry {entry.Sequence}.");
        }
        else if (!entry.Hash.AsSpan().SequenceEqual(hash) || !entry.PrevHash.AsSpan().SequenceEqual(_previous.Span))
        {
            _bad = entry;
        }
        else
        {
            Follow(entry);
        }
    }

    /// <summary>The first thing wrong with the chain, now that all of it has been seen; null: nothing.</summary>
    public Finding? End()
    {
        if (_finding is null && _bad is not null)
        {
            _finding = Diagnosis.Of([.. _before], _bad, _after);
        }

        var mark = marks.Keys.Where(sequence => sequence > Head.Sequence).Order().FirstOrDefault();
        return _finding ?? (mark == 0 ? null : new Finding(
            ledger, Head.Sequence + 1, FindingKind.Truncated, $"the chain ends at entry {Head.Sequence}; entry {mark} is known to have been written."));
    }

    private void Follow(LedgerEntry entry)
    {
        _previous = entry.Hash.AsMemory();
        _before.Enqueue(entry);
        if (_before.Count > Around)
        {
            _before.Dequeue();
        }

        Head = new LedgerHead(ledger, entry.Sequence, "", entry.RecordedAt);
        if (marks.TryGetValue(entry.Sequence, out var known) && known != Convert.ToHexStringLower(entry.Hash.AsSpan()))
        {
            _finding = new Finding(ledger, entry.Sequence, FindingKind.Recomputed, "it is not the entry that was exported, or that the ledger wrote.");
        }
        else if (entry.Action == RecordActions.LedgerTorn)
        {
            _finding = new Finding(
                ledger, entry.Sequence, FindingKind.Truncated, $"the ledger noted here that entry {entry.Facets.Amount}, which it had written, was gone or another.");
        }
    }
}
