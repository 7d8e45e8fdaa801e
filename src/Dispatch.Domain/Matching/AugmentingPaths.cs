namespace Dispatch.Domain.Matching;

/// <summary>An optimal assignment of the rows inserted so far; each further row is joined by the shortest path that makes room for it.</summary>
/// <remarks>Every inserted pair keeps <c>cost - rowPrice - columnPrice >= 0</c>, and 0 where it is assigned: the proof of optimality.</remarks>
internal ref struct AugmentingPaths
{
    private const long Unreached = long.MaxValue;

    private readonly ReadOnlySpan<int> starts;
    private readonly ReadOnlySpan<int> arcColumns;
    private readonly ReadOnlySpan<long> arcCosts;
    private readonly long goWithout;
    private readonly long[] rowPrice;
    private readonly long[] columnPrice;
    private readonly int[] rowOfColumn;
    private readonly long[] distance;
    private readonly int[] cameFrom;
    private readonly int[] reached;
    private int reachedCount;
    private int settledCount;

    public AugmentingPaths(ReadOnlySpan<int> starts, ReadOnlySpan<int> arcColumns, ReadOnlySpan<long> arcCosts, int columns, long goWithout)
    {
        this.starts = starts;
        this.arcColumns = arcColumns;
        this.arcCosts = arcCosts;
        this.goWithout = goWithout;
        rowPrice = new long[starts.Length - 1];
        columnPrice = new long[columns];
        rowOfColumn = new int[columns];
        distance = new long[columns];
        cameFrom = new int[columns];
        reached = new int[columns];
        ColumnOfRow = new int[starts.Length - 1];
        Array.Fill(rowOfColumn, -1);
        Array.Fill(distance, Unreached);
        Array.Fill(ColumnOfRow, -1);
    }

    public int[] ColumnOfRow { get; }

    public void Insert(int root)
    {
        var row = root;
        var (rowDistance, endRow, endColumn, end) = (0L, -1, -1, Unreached);
        rowPrice[root] = Cheapest(root);
        while (endColumn < 0)
        {
            if (rowDistance + goWithout - rowPrice[row] < end)
            {
                (endRow, end) = (row, rowDistance + goWithout - rowPrice[row]);
            }

            Reach(row, rowDistance);
            var column = SettleNearest();
            if (column < 0 || distance[column] > end)
            {
                break;
            }

            rowDistance = distance[column];
            row = rowOfColumn[column];
            if (row < 0)
            {
                (endColumn, end) = (column, rowDistance);
            }
        }

        Reprice(root, end);
        Flip(root, endColumn, endRow);
        Forget();
    }

    private readonly long Cheapest(int row)
    {
        var cheapest = goWithout;
        for (var arc = starts[row]; arc < starts[row + 1]; arc++)
        {
            cheapest = Math.Min(cheapest, arcCosts[arc] - columnPrice[arcColumns[arc]]);
        }

        return cheapest;
    }

    private void Reach(int row, long rowDistance)
    {
        var offset = rowDistance - rowPrice[row];
        for (var arc = starts[row]; arc < starts[row + 1]; arc++)
        {
            var column = arcColumns[arc];
            var length = offset + arcCosts[arc] - columnPrice[column];
            if (length < distance[column])
            {
                if (distance[column] == Unreached)
                {
                    reached[reachedCount++] = column;
                }

                distance[column] = length;
                cameFrom[column] = row;
            }
        }
    }

    /// <summary>The nearest column not yet settled, a free one before others at the same distance; -1: none.</summary>
    private int SettleNearest()
    {
        var (best, nearest) = (-1, Unreached);
        for (var i = settledCount; i < reachedCount; i++)
        {
            var column = reached[i];
            if (distance[column] < nearest || (distance[column] == nearest && rowOfColumn[column] < 0 && rowOfColumn[reached[best]] >= 0))
            {
                (best, nearest) = (i, distance[column]);
            }
        }

        if (best < 0)
        {
            return -1;
        }

        (reached[settledCount], reached[best]) = (reached[best], reached[settledCount]);
        return reached[settledCount++];
    }

    private readonly void Reprice(int root, long end)
    {
        rowPrice[root] += end;
        for (var i = 0; i < settledCount; i++)
        {
            var column = reached[i];
            if (distance[column] < end && rowOfColumn[column] >= 0)
            {
                rowPrice[rowOfColumn[column]] += end - distance[column];
                columnPrice[column] -= end - distance[column];
            }
        }
    }

    /// <summary>Moves every row of the path to its next column; the last one takes the free column, or goes without.</summary>
    private readonly void Flip(int root, int endColumn, int endRow)
    {
        var column = endColumn;
        if (column < 0)
        {
            if (endRow == root)
            {
                return;
            }

            column = ColumnOfRow[endRow];
            ColumnOfRow[endRow] = -1;
        }

        for (var row = -1; row != root;)
        {
            row = cameFrom[column];
            rowOfColumn[column] = row;
            (column, ColumnOfRow[row]) = (ColumnOfRow[row], column);
        }
    }

    private void Forget()
    {
        for (var i = 0; i < reachedCount; i++)
        {
            distance[reached[i]] = Unreached;
        }

        (reachedCount, settledCount) = (0, 0);
    }
}
