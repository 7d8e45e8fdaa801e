using System.Numerics;

namespace Dispatch.Domain.Matching;

/// <summary>One search of an index: cell by cell outward from the place, until nobody farther away can be among the best.</summary>
/// <remarks>
/// Bits and the plane rule out almost everybody from the columns alone. Whoever is left waits with the best score it could have; the most
/// promising are judged first, by their cards, and raise the bar for the rest.
/// </remarks>
internal ref struct Search
{
    /// <summary>How many wait at most before they are judged.</summary>
    public const int MaxWaiting = 64;

    private readonly CardTable table;
    private readonly Probe probe;
    private readonly Sieve sieve;
    private readonly Span<Candidate> waiting;
    private readonly float radius;
    private Podium podium;
    private int waitingCount;
    private float x;
    private float y;
    private float reach;
    private bool isOnPlane;

    public Search(CardTable table, Probe probe, Span<Candidate> best, Span<Candidate> waiting)
    {
        this.table = table;
        this.probe = probe;
        this.waiting = waiting;
        sieve = new Sieve(table, probe);
        podium = new Podium(table.Cards, best);
        radius = reach = Math.Max(0, probe.Query.RadiusMetres);
    }

    /// <summary>Fills in the best, best first, and answers how many there are.</summary>
    public int Run()
    {
        var grid = table.Grid;
        if (probe.Query.Remote || probe.Query.Location is not { } place || grid.Plane is not { } plane || !plane.Covers(place))
        {
            Scan(0, table.Slots);
        }
        else
        {
            var (from, to) = table.Span(grid.Placeless, grid.Placeless);
            Scan(from, to);
            isOnPlane = true;
            (x, y) = plane.Of(place);
            Spread(grid);
        }

        JudgeWaiting();
        return podium.Count;
    }

    private void Spread(Grid grid)
    {
        var (column, row) = (grid.ColumnOf(x), grid.RowOf(y));
        var (west, south) = (x - column * grid.Side, y - row * grid.Side);
        var edge = Math.Min(Math.Min(west, grid.Side - west), Math.Min(south, grid.Side - south)) - Plane.SlackMetres;
        var rings = Math.Max(Math.Max(column, grid.Columns - 1 - column), Math.Max(row, grid.Rows - 1 - row));
        for (var ring = 0; ring <= rings && (ring - 1) * grid.Side + edge <= reach; ring++)
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

            JudgeWaiting();
        }
    }

    /// <summary>Scans neighbouring cells of a row, as far as the circle of the present reach crosses them.</summary>
    private void ScanRow(Grid grid, int row, int west, int east)
    {
        if ((uint)row >= (uint)grid.Rows)
        {
            return;
        }

        var north = Math.Max(0, Math.Max(row * grid.Side - y, y - (row + 1) * grid.Side) - Plane.SlackMetres);
        var aside = MathF.Sqrt(Math.Max(0, reach * reach - north * north)) + Plane.SlackMetres;
        west = Math.Max(west, grid.ColumnOf(x - aside));
        east = Math.Min(east, grid.ColumnOf(x + aside));
        if (north <= reach && west <= east)
        {
            var (from, to) = table.Span(row * grid.Columns + west, row * grid.Columns + east);
            Scan(from, to);
        }
    }

    private void Scan(int from, int to)
    {
        for (var slot = from; slot < to; slot += Sieve.Block)
        {
            var left = to - slot;
            var hits = sieve.Pass(slot);
            hits &= left < Sieve.Block ? (1u << left) - 1 : uint.MaxValue;
            for (; hits != 0; hits &= hits - 1)
            {
                Weigh(slot + BitOperations.TrailingZeroCount(hits));
            }
        }
    }

    private void Weigh(int slot)
    {
        var metres = isOnPlane ? LeastMetres(slot) : 0;
        if (metres > reach || !sieve.IsOfStation(slot))
        {
            return;
        }

        var most = probe.Bound.Of(table.Third[slot], table.LastCalls[slot], metres);
        if (most >= podium.Bar)
        {
            waiting[waitingCount++] = new Candidate(slot, most);
            if (waitingCount == waiting.Length)
            {
                JudgeWaiting();
            }
        }
    }

    private readonly float LeastMetres(int slot)
    {
        var (east, north) = (table.X[slot] - x, table.Y[slot] - y);
        return Math.Max(0, MathF.Sqrt(east * east + north * north) - Plane.SlackMetres);
    }

    private void JudgeWaiting()
    {
        while (waitingCount > 0)
        {
            var first = 0;
            for (var i = 1; i < waitingCount; i++)
            {
                first = waiting[i].Score > waiting[first].Score ? i : first;
            }

            var next = waiting[first];
            waiting[first] = waiting[--waitingCount];
            if (next.Score < podium.Bar)
            {
                waitingCount = 0;
                return;
            }

            Judge(next.Slot);
        }
    }

    private void Judge(int slot)
    {
        var card = table.Cards[slot]!;
        if (probe.Skipped.Contains(slot) || !(sieve.Decides(slot) || Gates.Pass(card, probe.Query, probe.Now)))
        {
            return;
        }

        var metres = Score.Metres(card, probe.Query);
        if (!(metres > probe.Query.RadiusMetres) && podium.Enter(new Candidate(slot, new Score(card, probe.Query, metres, probe.Now).Total)))
        {
            reach = (float)Math.Min(radius, probe.Bound.Reach(podium.Bar));
        }
    }
}
