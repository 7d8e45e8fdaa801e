using System.Collections.Immutable;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>The responders of one zone or of one station's remote index, held in memory and searched by gates and score.</summary>
/// <remarks>Not safe for use by several threads. No answer depends on the order in which cards were placed.</remarks>
public sealed class ZoneIndex
{
    /// <summary>The most that one search returns.</summary>
    public const int MaxCount = 500;

    private readonly List<ResponderCard> cards = [];
    private readonly Dictionary<string, int> slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> removed = new(StringComparer.Ordinal);

    /// <summary>An empty index for a zone key or a remote key.</summary>
    public ZoneIndex(string key) => Extent = Zones.Extent(key);

    /// <summary>The zone's box; null for a remote index.</summary>
    public GeoExtent? Extent { get; }

    /// <summary>How many responders are held.</summary>
    public int Count => cards.Count;

    /// <summary>Enters or replaces a card; one that is older than the card held, or than the responder's removal, is ignored.</summary>
    public void Place(ResponderCard card)
    {
        var id = card.Profile.Id;
        if (slots.TryGetValue(id, out var slot))
        {
            cards[slot] = card.Version >= cards[slot].Version ? card : cards[slot];
        }
        else if (!removed.TryGetValue(id, out var version) || card.Version >= version)
        {
            removed.Remove(id);
            slots.Add(id, cards.Count);
            cards.Add(card);
        }
    }

    /// <summary>Takes a responder out, unless a newer card is held.</summary>
    public void Remove(string responderId, long version)
    {
        if (slots.TryGetValue(responderId, out var slot) && cards[slot].Version <= version)
        {
            slots.Remove(responderId);
            var last = cards[^1];
            cards.RemoveAt(cards.Count - 1);
            if (slot < cards.Count)
            {
                cards[slot] = last;
                slots[last.Profile.Id] = slot;
            }
        }

        removed[responderId] = Math.Max(version, removed.GetValueOrDefault(responderId, version));
    }

    /// <summary>The best of all who pass the gates, best first; at most <paramref name="count"/> (1..500).</summary>
    public ImmutableArray<Ranked> Rank(MatchQuery query, int count, DateTimeOffset now)
    {
        Span<Candidate> best = stackalloc Candidate[Math.Clamp(count, 1, MaxCount)];
        best = best[..Select(query, now, best)];
        var ranked = ImmutableArray.CreateBuilder<Ranked>(best.Length);
        foreach (var candidate in best)
        {
            ranked.Add(Views.Ranked(cards[candidate.Slot], query, now));
        }

        return ranked.MoveToImmutable();
    }

    /// <summary>Everyone held here with why and why not: those who may be asked first, then by how little excludes them, best score first.</summary>
    public ImmutableArray<CandidateView> Explain(MatchQuery query, int count, DateTimeOffset now) =>
        [.. cards.Select(card => (card, failed: Gates.CountFailed(card, query, now), score: Views.Score(card, query, now).Total))
            .Order(Comparer<(ResponderCard card, int failed, double score)>.Create((a, b) =>
                a.failed != b.failed ? a.failed.CompareTo(b.failed) : Precedence.Compare(a.score, a.card, b.score, b.card)))
            .Take(Math.Clamp(count, 1, MaxCount))
            .Select(each => Views.Explained(each.card, query, now))];

    /// <summary>One responder with why and why not; null when it is not held here.</summary>
    public CandidateView? ExplainOne(MatchQuery query, string responderId, DateTimeOffset now) =>
        slots.TryGetValue(responderId, out var slot) ? Views.Explained(cards[slot], query, now) : null;

    internal ResponderCard CardAt(int slot) => cards[slot];

    /// <summary>Fills in the best, best first, and answers how many there are.</summary>
    internal int Select(MatchQuery query, DateTimeOffset now, Span<Candidate> best)
    {
        var found = new List<Candidate>();
        for (var slot = 0; slot < cards.Count; slot++)
        {
            if (Gates.Pass(cards[slot], query, now))
            {
                found.Add(new Candidate(slot, Views.Score(cards[slot], query, now).Total));
            }
        }

        found.Sort((a, b) => Precedence.Compare(a.Score, cards[a.Slot], b.Score, cards[b.Slot]));
        var count = Math.Min(found.Count, best.Length);
        found.Take(count).ToArray().CopyTo(best);
        return count;
    }
}
