using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>The responders of one zone or of one station's remote index, held in memory and searched by gates and score.</summary>
/// <remarks>Not safe for use by several threads. No answer depends on the order in which cards were placed.</remarks>
public sealed class ZoneIndex
{
    /// <summary>The most that one search returns.</summary>
    public const int MaxCount = 500;

    // Below a quarter of what it was laid out for, the grid is laid out anew.
    private const int ShrinkShare = 4;
    private const int LeastLaidOut = 64;

    private readonly Plane? plane;
    private readonly Features features = new();
    private readonly Removals removals = new();
    private CardTable table;
    private int laidOutFor;

    /// <summary>An empty index for a zone key or a remote key.</summary>
    public ZoneIndex(string key)
    {
        Extent = Zones.Extent(key);
        plane = Extent is { } extent ? new Plane(extent) : null;
        table = new CardTable(new Grid(plane, 0), 0, []);
    }

    /// <summary>The zone's box; null for a remote index.</summary>
    public GeoExtent? Extent { get; }

    /// <summary>How many responders are held.</summary>
    public int Count => table.Count;

    /// <summary>Bytes of the index without the cards themselves, which the duty sets hold too.</summary>
    public long Bytes => table.Bytes;

    /// <summary>Enters or replaces a card; one that is older than the card held, or than the responder's removal, is ignored.</summary>
    public void Place(ResponderCard card)
    {
        var id = card.Profile.Id;
        var slot = table.Find(id);
        if (slot < 0 ? removals.Supersede(id, card.Version) : table.Cards[slot]!.Version > card.Version)
        {
            return;
        }

        var (key, week) = features.Read(card);
        if (slot >= 0)
        {
            if (table.TryReplace(slot, card, key, week))
            {
                return;
            }

            table.RemoveAt(slot);
        }

        removals.Forget(id);
        if (table.IsFull)
        {
            LayOut();
        }

        table.Add(card, key, week);
    }

    /// <summary>Takes a responder out, unless a newer card is held.</summary>
    public void Remove(string responderId, long version)
    {
        var slot = table.Find(responderId);
        if (slot >= 0 && table.Cards[slot]!.Version > version)
        {
            return;
        }

        removals.Note(responderId, version);
        if (slot >= 0)
        {
            table.RemoveAt(slot);
            if (laidOutFor > LeastLaidOut && Count < laidOutFor / ShrinkShare)
            {
                LayOut();
            }
        }
    }

    /// <summary>The best of all who pass the gates, best first; at most <paramref name="count"/> (1..500).</summary>
    public ImmutableArray<Ranked> Rank(MatchQuery query, int count, DateTimeOffset now)
    {
        Span<Candidate> best = stackalloc Candidate[Math.Clamp(count, 1, MaxCount)];
        var ranked = new Ranked[Select(query, now, best)];
        for (var i = 0; i < ranked.Length; i++)
        {
            ranked[i] = Views.Ranked(CardAt(best[i].Slot), query, now);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(ranked);
    }

    /// <summary>Everyone held here with why and why not: those who may be asked first, then by how little excludes them, best score first.</summary>
    public ImmutableArray<CandidateView> Explain(MatchQuery query, int count, DateTimeOffset now) =>
        [.. table.Cards.OfType<ResponderCard>()
            .Select(card => (card, failed: Gates.CountFailed(card, query, now), score: Views.Score(card, query, now).Total))
            .Order(Comparer<(ResponderCard card, int failed, double score)>.Create((a, b) =>
                a.failed != b.failed ? a.failed.CompareTo(b.failed) : Precedence.Compare(a.score, a.card, b.score, b.card)))
            .Take(Math.Clamp(count, 1, MaxCount))
            .Select(each => Views.Explained(each.card, query, now))];

    /// <summary>One responder with why and why not; null when it is not held here.</summary>
    public CandidateView? ExplainOne(MatchQuery query, string responderId, DateTimeOffset now) =>
        table.Find(responderId) is >= 0 and var slot ? Views.Explained(CardAt(slot), query, now) : null;

    internal ResponderCard CardAt(int slot) => table.Cards[slot]!;

    /// <summary>Fills in the best, best first, and answers how many there are. Slots hold until the index changes.</summary>
    [SkipLocalsInit]
    internal int Select(MatchQuery query, DateTimeOffset now, Span<Candidate> best)
    {
        var room = Math.Max(Search.LeastWaiting, 2 * best.Length);
        Span<int> named = stackalloc int[2 * Probe.MaxNamed];
        Span<Candidate> waiting = stackalloc Candidate[2 * room];
        Span<double> sure = stackalloc double[best.Length];
        if (!Probe.TryMake(query, now, features, table, named[..Probe.MaxNamed], named[Probe.MaxNamed..], out var probe))
        {
            return 0;
        }

        return new Search(table, probe, new Podium(table.Cards, best), new SureBar(sure), new Waiting(waiting[..room]), new Waiting(waiting[room..])).Run();
    }

    /// <summary>Lays the grid out anew for the present number of responders and where they are.</summary>
    private void LayOut()
    {
        var (old, grid) = (table, new Grid(plane, Count));
        var perCell = new int[grid.Cells];
        foreach (var card in old.Cards.OfType<ResponderCard>())
        {
            perCell[grid.CellOf(card.Position)]++;
        }

        table = new CardTable(grid, old.Count, perCell);
        laidOutFor = old.Count;
        for (var slot = 0; slot < old.Cards.Length; slot++)
        {
            if (old.Cards[slot] is { } card)
            {
                table.Add(card, old.Keys[slot], new WeekMask(old.First[slot], old.Second[slot], old.Third[slot]));
            }
        }
    }
}
