using System.Numerics;

namespace Dispatch.Domain.Matching;

/// <summary>One search of an index: outward in rings of cells that grow thicker from the place, until nobody farther away can be among the best.</summary>
/// <remarks>
/// Bits and the plane rule out almost everybody from the columns alone. Of whoever is left the columns say between which scores its own lies.
/// Those whom the bits alone let pass raise the bar by what they surely reach and wait until all are seen, as few of them need be looked at
/// then; the others are judged by their cards after each ring, the most promising first, and raise it by what they are.
/// </remarks>
internal ref struct Search
{
    /// <summary>How many of each kind have room to wait.</summary>
    public const int LeastWaiting = 64;

    private readonly CardTable table;
    private readonly Probe probe;
    private readonly Sieve sieve;
    private readonly float radius;
    private readonly float stretch;
    private Podium podium;
    private SureBar bar;
    private Waiting decided;
    private Waiting undecided;
    private float x;
    private float y;
    private float reach;
    private float within;
    private bool isOnPlane;

    public Search(CardTable table, Probe probe, Podium podium, SureBar bar, Waiting decided, Waiting undecided)
    {
        this.table = table;
        this.probe = probe;
        this.podium = podium;
        this.bar = bar;
        this.decided = decided;
        this.undecided = undecided;
        sieve = new Sieve(table, probe);
        radius = reach = Math.Max(0, probe.Query.RadiusMetres);
        within = Square(reach);
        stretch = table.Grid.Plane?.Stretch ?? 1;
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

        Judge(ref undecided);
        Judge(ref decided);
        return podium.Count;
    }

    private void Spread(Grid grid)
    {
        var (column, row) = (grid.ColumnOf(x), grid.RowOf(y));
        var (west, south) = (x - column * grid.Side, y - row * grid.Side);
        var edge = Math.Min(Math.Min(west, grid.Side - west), Math.Min(south, grid.Side - south)) - Plane.SlackMetres;
        var farthest = Math.Max(Math.Max(column, grid.Columns - 1 - column), Math.Max(row, grid.Rows - 1 - row));
        for (var (inner, outer) = (-1, 1); inner < farthest && inner * grid.Side + edge <= reach; (inner, outer) = (outer, outer + 1 + outer / 2))
        {
            for (var at = Math.Max(0, row - outer); at <= Math.Min(grid.Rows - 1, row + outer); at++)
            {
                if (Math.Abs(at - row) > inner)
                {
                    ScanRow(grid, at, column - outer, column + outer);
                }
                else
                {
                    ScanRow(grid, at, column - outer, column - inner - 1);
                    ScanRow(grid, at, column + inner + 1, column + outer);
                }
            }

            Judge(ref undecided);
        }
    }

    /// <summary>Scans neighbouring cells of a row, as far as the circle of the present reach crosses them.</summary>
    private void ScanRow(Grid grid, int row, int west, int east)
    {
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
        for (var slot = from; sieve.TryFind(ref slot, to, out var hits); slot += Sieve.Block)
        {
            for (; hits != 0; hits &= hits - 1)
            {
                Weigh(slot + BitOperations.TrailingZeroCount(hits));
            }
        }
    }

    private void Weigh(int slot)
    {
        var spot = table.Spots[slot];
        var (east, north) = isOnPlane ? (spot.X - x, spot.Y - y) : default;
        var square = east * east + north * north;
        if (square > within || !sieve.IsOfStation(slot))
        {
            return;
        }

        var near = isOnPlane ? Math.Max(0, MathF.Sqrt(square) - Plane.SlackMetres) : 0;
        var (key, leaning) = (table.Keys[slot], table.Third[slot]);
        var most = probe.Bound.Most(key, leaning, spot.LastCall, near, probe.KnowsMany || probe.Known.Contains(slot));
        if (most < bar.Score)
        {
            return;
        }

        var candidate = new Candidate(slot, most);
        if (!sieve.Decides(slot))
        {
            Wait(ref undecided, candidate);
        }
        else if (!probe.Skipped.Contains(slot))
        {
            var far = isOnPlane ? MathF.Sqrt(east * stretch * (east * stretch) + north * north) + Plane.SlackMetres : FarOffPlane;
            Raise(far <= radius ? probe.Bound.Least(key, leaning, spot.LastCall, far) : double.NegativeInfinity);
            Wait(ref decided, candidate);
        }
    }

    /// <summary>The square of a distance on the plane beyond which somebody is surely farther away than that.</summary>
    private static float Square(float metres) => metres < 0 ? -1 : (metres + 2 * Plane.SlackMetres) * (metres + 2 * Plane.SlackMetres);

    /// <summary>How far away those may be of whom the plane tells nothing; 0 when distance does not count.</summary>
    private readonly float FarOffPlane => probe.Query.Remote || probe.Query.Location is null ? 0 : float.PositiveInfinity;

    private void Wait(ref Waiting list, Candidate candidate)
    {
        if (list.IsFull)
        {
            list.Prune(bar.Score);
        }

        if (list.IsFull)
        {
            Judge(ref list);
        }

        list.Add(candidate);
    }

    private void Judge(ref Waiting list)
    {
        while (list.TryTake(Math.Max(bar.Score, podium.Bar), out var next))
        {
            Judge(next.Slot);
        }
    }

    private void Judge(int slot)
    {
        var card = table.Cards[slot]!;
        var isDecided = sieve.Decides(slot);
        if (!isDecided && (probe.Skipped.Contains(slot) || !Gates.Pass(card, probe.Query, probe.Now)))
        {
            return;
        }

        var metres = Score.Metres(card, probe.Query);
        if (!(metres > probe.Query.RadiusMetres))
        {
            var score = new Score(card, probe.Query, metres, probe.Now).Total;
            podium.Enter(new Candidate(slot, score));
            if (!isDecided)
            {
                Raise(score);
            }
        }
    }

    private void Raise(double score)
    {
        if (bar.Raise(score))
        {
            reach = (float)Math.Min(radius, probe.Bound.Reach(bar.Score));
            within = Square(reach);
        }
    }
}
