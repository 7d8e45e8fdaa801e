namespace Dispatch.Domain.Matching;

/// <summary>Exact assignment of rows to columns: as many as possible, and among those the cheapest.</summary>
/// <remarks>
/// Successive shortest augmenting paths with dual prices, after R. Jonker and A. Volgenant, "A shortest augmenting path algorithm for dense and
/// sparse linear assignment problems", Computing 38 (1987). Whole-number costs, so that no rounding can turn an optimum into a near miss. A row
/// that must go without takes a place of its own at a price above any difference that real costs can make. The answer depends on the costs and
/// on the numbering of rows and columns alone.
/// </remarks>
public static class Assignment
{
    /// <summary>The cost of a pair that must not be.</summary>
    public const long Infeasible = long.MaxValue;

    /// <summary>Costs of feasible pairs lie between minus this and this.</summary>
    public const long MaxCost = 1_000_000_000_000;

    /// <summary>Solves a full table, row by row; the column of each row, -1: none.</summary>
    public static int[] Solve(ReadOnlySpan<long> costs, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(costs.Length, rows * columns, nameof(costs));
        var starts = new int[rows + 1];
        var arcColumns = new int[costs.Length];
        var arcCosts = new long[costs.Length];
        var arcs = 0;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var cost = costs[row * columns + column];
                if (cost != Infeasible)
                {
                    (arcColumns[arcs], arcCosts[arcs]) = (column, cost);
                    arcs++;
                }
            }

            starts[row + 1] = arcs;
        }

        return Solve(starts, arcColumns.AsSpan(0, arcs), arcCosts.AsSpan(0, arcs), columns);
    }

    /// <summary>Solves lists of feasible pairs; the column of each row, -1: none.</summary>
    /// <param name="starts">Row r's pairs are those from <c>starts[r]</c> to <c>starts[r + 1]</c>.</param>
    /// <param name="arcColumns">The column of each pair.</param>
    /// <param name="arcCosts">The cost of each pair.</param>
    /// <param name="columns">How many columns there are.</param>
    public static int[] Solve(ReadOnlySpan<int> starts, ReadOnlySpan<int> arcColumns, ReadOnlySpan<long> arcCosts, int columns)
    {
        long largest = 0;
        foreach (var cost in arcCosts)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs(cost), MaxCost, nameof(arcCosts));
            largest = Math.Max(largest, Math.Abs(cost));
        }

        var rows = starts.Length - 1;
        var goWithout = 2 * largest * (Math.Min(rows, columns) + 1) + 1;
        var paths = new AugmentingPaths(starts, arcColumns, arcCosts, columns, goWithout);
        for (var row = 0; row < rows; row++)
        {
            paths.Insert(row);
        }

        return paths.ColumnOfRow;
    }
}
