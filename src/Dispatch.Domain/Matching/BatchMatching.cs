using System.Collections.Immutable;
using Dispatch.Contracts.Matching;

namespace Dispatch.Domain.Matching;

/// <summary>Matches the requests of one batch together: as many as possible get somebody, and the sum of scores is the greatest possible.</summary>
public static class BatchMatching
{
    /// <summary>How many candidates of each request are weighed at least, and at most however large the batch.</summary>
    /// <remarks>A request never needs more candidates than the batch has requests, so up to the upper bound nothing is lost by the shorter lists.</remarks>
    public const int LeastCandidates = 64;

    /// <inheritdoc cref="LeastCandidates"/>
    public const int MostCandidates = 256;

    /// <summary>Scores are compared in steps of a millionth of a point.</summary>
    private const double StepsPerPoint = 1_000_000;

    /// <summary>For each request, in the given order: the assigned responder, then its next best who still have room; at most as many as asked.</summary>
    public static ImmutableArray<ImmutableArray<Ranked>> Solve(IReadOnlyList<(MatchQuery Query, int Count)> batch, ZoneIndex index, DateTimeOffset now)
    {
        var order = Enumerable.Range(0, batch.Count).Order(Comparer<int>.Create((a, b) => Compare(batch, a, b))).ToArray();
        var lists = order.Select(i => Candidates(batch[i], batch.Count, index, now)).ToArray();
        var places = Places.Of(lists, index);
        var assigned = Assign(lists, places);
        var room = places.Room(assigned);

        var answers = new ImmutableArray<Ranked>[batch.Count];
        for (var row = 0; row < order.Length; row++)
        {
            var (query, count) = batch[order[row]];
            var own = assigned[row] < 0 ? -1 : places.SlotOf(assigned[row]);
            var next = lists[row].Where(candidate => candidate.Slot != own && room[candidate.Slot] > 0).Select(candidate => candidate.Slot);
            answers[order[row]] = own < 0
                ? []
                : [.. next.Prepend(own).Take(Math.Max(1, count)).Select(slot => Views.Ranked(index.CardAt(slot), query, now))];
        }

        return [.. answers];
    }

    private static int Compare(IReadOnlyList<(MatchQuery Query, int Count)> batch, int a, int b)
    {
        var byId = string.CompareOrdinal(batch[a].Query.RequestId, batch[b].Query.RequestId);
        return byId != 0 ? byId : a.CompareTo(b);
    }

    private static Candidate[] Candidates((MatchQuery Query, int Count) asked, int requests, ZoneIndex index, DateTimeOffset now)
    {
        var bound = Math.Clamp(Math.Max(requests, asked.Count), LeastCandidates, MostCandidates);
        Span<Candidate> best = stackalloc Candidate[bound];
        return best[..index.Select(asked.Query, now, best)].ToArray();
    }

    private static int[] Assign(Candidate[][] lists, Places places)
    {
        var starts = new int[lists.Length + 1];
        var columns = new List<int>();
        var costs = new List<long>();
        for (var row = 0; row < lists.Length; row++)
        {
            foreach (var candidate in lists[row])
            {
                foreach (var column in places.ColumnsOf(candidate.Slot))
                {
                    columns.Add(column);
                    costs.Add((long)Math.Round(Math.Clamp(-candidate.Score * StepsPerPoint, -Assignment.MaxCost, Assignment.MaxCost)));
                }
            }

            starts[row + 1] = columns.Count;
        }

        return Assignment.Solve(starts, columns.ToArray(), costs.ToArray(), places.Count);
    }
}
