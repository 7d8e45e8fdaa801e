using Dispatch.Domain.Matching;

namespace Dispatch.Benchmarks.Quality;

/// <summary>How many requests of a batch got somebody, and the sum of their distances in millimetres.</summary>
internal readonly record struct Served(int Count, long Sum)
{
    public static Served Of(ReadOnlySpan<long> costs, ReadOnlySpan<int> columns)
    {
        var (count, sum) = (0, 0L);
        for (var row = 0; row < columns.Length; row++)
        {
            if (columns[row] >= 0)
            {
                (count, sum) = (count + 1, checked(sum + costs[row * QualityCase.People + columns[row]]));
            }
        }

        return new(count, sum);
    }

    /// <summary>First come, first served: each request takes the nearest person who is still free.</summary>
    public static Served Greedy(ReadOnlySpan<long> costs)
    {
        var (columns, taken) = (new int[QualityCase.Requests], new bool[QualityCase.People]);
        for (var row = 0; row < columns.Length; row++)
        {
            columns[row] = -1;
            var nearest = Assignment.Infeasible;
            for (var column = 0; column < QualityCase.People; column++)
            {
                if (!taken[column] && costs[row * QualityCase.People + column] < nearest)
                {
                    (columns[row], nearest) = (column, costs[row * QualityCase.People + column]);
                }
            }

            if (columns[row] >= 0)
            {
                taken[columns[row]] = true;
            }
        }

        return Of(costs, columns);
    }

    /// <summary>
    /// The optimum by another road than the product's: flow is pushed along the cheapest path of the residual graph, found by Bellman-Ford without any
    /// prices, until no further request can be served. Slow, and short enough to be seen through.
    /// </summary>
    public static Served Optimum(ReadOnlySpan<long> costs)
    {
        var (personOf, requestOf) = (new int[QualityCase.Requests], new int[QualityCase.People]);
        Array.Fill(personOf, -1);
        Array.Fill(requestOf, -1);
        while (Push(costs, personOf, requestOf))
        {
        }

        return Of(costs, personOf);
    }

    private static bool Push(ReadOnlySpan<long> costs, int[] personOf, int[] requestOf)
    {
        var (toRequest, toPerson, from) = (new long[personOf.Length], new long[requestOf.Length], new int[requestOf.Length]);
        Array.Fill(toPerson, long.MaxValue);
        for (var row = 0; row < toRequest.Length; row++)
        {
            toRequest[row] = personOf[row] < 0 ? 0 : long.MaxValue;
        }

        for (var moved = true; moved;)
        {
            moved = Relax(costs, personOf, requestOf, (toRequest, toPerson, from));
        }

        var end = -1;
        for (var column = 0; column < requestOf.Length; column++)
        {
            end = requestOf[column] < 0 && toPerson[column] < long.MaxValue && (end < 0 || toPerson[column] < toPerson[end]) ? column : end;
        }

        for (var column = end; column >= 0;)
        {
            var row = from[column];
            (column, personOf[row], requestOf[column]) = (personOf[row], column, row);
        }

        return end >= 0;
    }

    private static bool Relax(ReadOnlySpan<long> costs, int[] personOf, int[] requestOf, (long[] Request, long[] Person, int[] From) reach)
    {
        var moved = false;
        for (var row = 0; row < personOf.Length; row++)
        {
            for (var column = 0; reach.Request[row] < long.MaxValue && column < requestOf.Length; column++)
            {
                var cost = costs[row * requestOf.Length + column];
                if (cost == Assignment.Infeasible || personOf[row] == column || reach.Request[row] + cost >= reach.Person[column])
                {
                    continue;
                }

                (reach.Person[column], reach.From[column], moved) = (reach.Request[row] + cost, row, true);
                if (requestOf[column] is >= 0 and var back)
                {
                    reach.Request[back] = reach.Person[column] - costs[back * requestOf.Length + column];
                }
            }
        }

        return moved;
    }
}
