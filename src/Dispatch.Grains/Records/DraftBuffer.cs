using System.Collections.Immutable;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Records;

namespace Dispatch.Grains.Records;

/// <summary>Drafts that wait for the store, bounded, each once; and the ids of those that were appended lately.</summary>
internal sealed class DraftBuffer
{
    private readonly Queue<Waiting> _waiting = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lately = new(StringComparer.Ordinal);
    private readonly Queue<string> _latelyInOrder = new();

    public int Count => _waiting.Count;

    /// <summary>Takes what is new and finds room; answers the numbers of those that are entries already.</summary>
    public ImmutableArray<long> Add(RecordBatch batch, out int refused)
    {
        refused = 0;
        var known = ImmutableArray<long>.Empty;
        foreach (var (number, draft) in batch.Drafts)
        {
            var id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{batch.Source}/{number}");
            if (_lately.Contains(id))
            {
                known = known.Add(number);
            }
            else if (_waiting.Count >= RecordLimits.Buffered)
            {
                refused += _ids.Contains(id) ? 0 : 1;
            }
            else if (_ids.Add(id))
            {
                _waiting.Enqueue(new Waiting(batch.Source, number, new CommittedDraft(id, draft)));
            }
        }

        return known;
    }

    /// <summary>The drafts that wait longest; they stay. By their numbers, which are moments: messages of one source may overtake each other.</summary>
    public ImmutableArray<CommittedDraft> Oldest(int most) => [.. _waiting.Take(most).OrderBy(each => each.Number).Select(each => each.Draft)];

    /// <summary>Lets go of the oldest, which are entries now; answers whom to tell of which numbers.</summary>
    public List<(string Source, ImmutableArray<long> Numbers)> Appended(int count)
    {
        var gone = new List<Waiting>(count);
        while (gone.Count < count)
        {
            var each = _waiting.Dequeue();
            gone.Add(each);
            _ids.Remove(each.Draft.CommitId);
            Remember(each.Draft.CommitId);
        }

        return [.. gone.GroupBy(each => each.Source, StringComparer.Ordinal).Select(of => (of.Key, of.Select(each => each.Number).ToImmutableArray()))];
    }

    private void Remember(string id)
    {
        if (_lately.Add(id))
        {
            _latelyInOrder.Enqueue(id);
            if (_latelyInOrder.Count > RecordLimits.Remembered)
            {
                _lately.Remove(_latelyInOrder.Dequeue());
            }
        }
    }

    private readonly record struct Waiting(string Source, long Number, CommittedDraft Draft);
}
