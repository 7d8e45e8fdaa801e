using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dispatch.Contracts.Matching;

namespace Dispatch.Domain.Matching;

/// <summary>One search of an index: cell by cell outward from the place, until nobody farther away can be among the best.</summary>
internal ref struct Search
{
    private readonly CardTable table;
    private readonly Probe probe;
    private readonly Span<Candidate> best;
    private readonly float radius;
    private float x;
    private float y;
    private bool isOnPlane;
    private int found;
    private double threshold;

    public Search(CardTable table, Probe probe, Span<Candidate> best)
    {
        this.table = table;
        this.probe = probe;
        this.best = best;
        radius = Math.Max(0, probe.Query.RadiusMetres);
        threshold = double.NegativeInfinity;
    }

    /// <summary>Fills in the best, best first, and answers how many there are.</summary>
    public int Run()
    {
        var (query, grid) = (probe.Query, table.Grid);
        if (query.Remote || query.Location is not { } place || grid.Plane is not { } plane || !plane.Covers(place))
        {
            Scan(0, table.Keys.Length);
            return found;
        }

        Scan(grid.Placeless, grid.Placeless, isOnPlane: false);
        (x, y) = plane.Of(place);
        Spread(grid);
        return found;
    }

    private void Spread(Grid grid)
    {
        var (column, row) = (grid.ColumnOf(x), grid.RowOf(y));
        var (west, south) = (x - column * grid.Side, y - row * grid.Side);
        var edge = Math.Min(Math.Min(west, grid.Side - west), Math.Min(south, grid.Side - south)) - Plane.SlackMetres;
        var rings = Math.Max(Math.Max(column, grid.Columns - 1 - column), Math.Max(row, grid.Rows - 1 - row));
        for (var ring = 0; ring <= rings; ring++)
        {
            ScanRing(grid, column, row, ring);
            var seen = Math.Max(0, ring * grid.Side + edge);
            if (seen > radius || (found == best.Length && threshold > probe.Bound.Beyond(seen)))
            {
                return;
            }
        }
    }

    private void ScanRing(Grid grid, int column, int row, int ring)
    {
        ScanRow(grid, row - ring, column - ring, column + ring);
        for (var between = row - ring + 1; between < row + ring; between++)
        {
            ScanRow(grid, between, column - ring, column - ring);
            ScanRow(grid, between, column + ring, column + ring);
        }

        if (ring > 0)
        {
            ScanRow(grid, row + ring, column - ring, column + ring);
        }
    }

    private void ScanRow(Grid grid, int row, int west, int east)
    {
        if (row < 0 || row >= grid.Rows || east < 0 || west >= grid.Columns)
        {
            return;
        }

        var first = row * grid.Columns;
        Scan(first + Math.Max(west, 0), first + Math.Min(east, grid.Columns - 1), isOnPlane: true);
    }

    private void Scan(int firstCell, int lastCell, bool isOnPlane)
    {
        this.isOnPlane = isOnPlane;
        var (from, to) = table.Span(firstCell, lastCell);
        Scan(from, to);
    }

    private void Scan(int from, int to)
    {
        ref var keys = ref MemoryMarshal.GetArrayDataReference(table.Keys);
        var need = Vector256.Create(probe.All);
        var slot = from;
        for (; slot <= to - Vector256<ulong>.Count; slot += Vector256<ulong>.Count)
        {
            var keysHere = Vector256.LoadUnsafe(ref keys, (nuint)slot);
            for (var hits = Vector256.Equals(keysHere & need, need).ExtractMostSignificantBits(); hits != 0; hits &= hits - 1)
            {
                Weigh(slot + BitOperations.TrailingZeroCount(hits));
            }
        }

        for (; slot < to; slot++)
        {
            if ((table.Keys[slot] & probe.All) == probe.All)
            {
                Weigh(slot);
            }
        }
    }

    /// <summary>Rules out by bits and by the plane whoever is not there, too far, or cannot be among the best.</summary>
    private void Weigh(int slot)
    {
        var key = table.Keys[slot];
        if ((key & probe.Any) == 0 || ((key & probe.OnDuty) == 0 && !IsOpen(slot)))
        {
            return;
        }

        var metres = isOnPlane ? LeastMetres(slot) : 0;
        if (metres > radius || probe.Bound.Of(table.Third[slot], metres) < threshold)
        {
            return;
        }

        Judge(slot, (key & Traits.Plain) != 0);
    }

    private readonly bool IsOpen(int slot)
    {
        var hours = probe.Hours;
        return (table.First[slot] & hours.First) == hours.First
            && (table.Second[slot] & hours.Second) == hours.Second
            && (table.Third[slot] & hours.Third) == hours.Third;
    }

    private readonly float LeastMetres(int slot)
    {
        var (east, north) = (table.X[slot] - x, table.Y[slot] - y);
        return Math.Max(0, MathF.Sqrt(east * east + north * north) - Plane.SlackMetres);
    }

    private void Judge(int slot, bool isPlain)
    {
        var card = table.Cards[slot]!;
        if (probe.Skipped.Contains(slot) || !((isPlain && probe.IsExact) || Gates.Pass(card, probe.Query, probe.Now)))
        {
            return;
        }

        var metres = Score.Metres(card, probe.Query);
        if (metres > probe.Query.RadiusMetres)
        {
            return;
        }

        Enter(new Candidate(slot, new Score(card, probe.Query, metres, probe.Now).Total));
    }

    private void Enter(Candidate candidate)
    {
        if (found == best.Length && !IsBefore(candidate, best[^1]))
        {
            return;
        }

        var (low, high) = (0, Math.Min(found, best.Length - 1));
        var last = high;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            (low, high) = IsBefore(candidate, best[middle]) ? (low, middle) : (middle + 1, high);
        }

        best[low..last].CopyTo(best[(low + 1)..]);
        best[low] = candidate;
        found = Math.Min(found + 1, best.Length);
        threshold = found == best.Length ? best[^1].Score : threshold;
    }

    private readonly bool IsBefore(Candidate one, Candidate other) =>
        Precedence.Compare(one.Score, table.Cards[one.Slot]!, other.Score, table.Cards[other.Slot]!) < 0;
}
