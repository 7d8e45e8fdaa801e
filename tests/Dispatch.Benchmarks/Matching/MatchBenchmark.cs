using System.Diagnostics;
using System.Globalization;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Matching;

namespace Dispatch.Benchmarks.Matching;

/// <summary>Matches per second of one thread on the dispatch-1 city, bytes per responder, and the time of an exact assignment of 100 x 300.</summary>
internal static class MatchBenchmark
{
    private const int Best = 3;
    private const int Rounds = 5;

    /// <summary>Prints one line per size; the best of the rounds counts, because everything else on the machine only slows down.</summary>
    public static void Run(TextWriter output, int requests = 200_000)
    {
        var city = new DispatchOne();
        var asked = city.Requests(requests);
        foreach (var volunteers in new[] { 10_000, 100_000 })
        {
            var cards = city.Available(volunteers);
            var index = Fill(cards, out var filled);
            MatchAll(index, asked);
            var rounds = Enumerable.Range(0, Rounds).Select(_ => MatchAll(index, asked)).ToArray();
            var (rate, found) = (requests / rounds.Min(round => round.Elapsed.TotalSeconds), rounds[0].Found);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"match N={volunteers} held={index.Count} per_s={rate:F0} found={found} "
                + $"bytes_each={(double)index.Bytes / index.Count:F1} fill_ms={filled.TotalMilliseconds:F0}"));
        }

        var solves = Enumerable.Range(0, 200).Select(Solve).Order().ToArray();
        output.WriteLine(FormattableString.Invariant(
            $"assign 100x300 p50_ms={solves[100].TotalMilliseconds:F2} p99_ms={solves[198].TotalMilliseconds:F2}"));
    }

    /// <summary>The best three within 5 km; while there are fewer, within 10 and 20 km, as in every peer.</summary>
    private static (TimeSpan Elapsed, long Found) MatchAll(ZoneIndex index, List<(MatchQuery[] Steps, DateTimeOffset Now)> asked)
    {
        var (clock, found) = (Stopwatch.StartNew(), 0L);
        foreach (var (steps, now) in asked)
        {
            var ranked = index.Rank(steps[0], Best, now);
            for (var step = 1; ranked.Length < Best && step < steps.Length; step++)
            {
                ranked = index.Rank(steps[step], Best, now);
            }

            found += ranked.Length;
        }

        return (clock.Elapsed, found);
    }

    private static ZoneIndex Fill(List<ResponderCard> cards, out TimeSpan elapsed)
    {
        var (clock, index) = (Stopwatch.StartNew(), new ZoneIndex(DispatchOne.Zone));
        foreach (var card in cards)
        {
            index.Place(card);
        }

        elapsed = clock.Elapsed;
        return index;
    }

    /// <summary>Distances between random points: the spread-out case of the peers' quality run.</summary>
    private static TimeSpan Solve(int seed)
    {
        const int rows = 100;
        const int columns = 300;
        var random = new Random(seed);
        var points = Enumerable.Range(0, rows + columns).Select(_ => (X: random.NextDouble() * 10_000, Y: random.NextDouble() * 10_000)).ToArray();
        var costs = new long[rows * columns];
        for (var i = 0; i < costs.Length; i++)
        {
            var (from, to) = (points[i / columns], points[rows + i % columns]);
            costs[i] = (long)(1_000 * Math.Sqrt(Math.Pow(from.X - to.X, 2) + Math.Pow(from.Y - to.Y, 2)));
        }

        var clock = Stopwatch.StartNew();
        _ = Assignment.Solve(costs, rows, columns);
        return clock.Elapsed;
    }
}
