using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Dispatch.Benchmarks.Matching;
using Dispatch.Contracts.Matching;
using Dispatch.Domain.Matching;

namespace Dispatch.Benchmarks.Peers;

/// <summary>Our matching index alone, one thread, on the city that every rival answers.</summary>
internal sealed class OwnMatch
{
    private const int Best = 3;
    private const int WarmUp = 20_000;
    private readonly List<(MatchQuery[] Steps, DateTimeOffset Now)> _asked;
    private readonly double[] _milliseconds;

    private OwnMatch(ZoneIndex index, List<(MatchQuery[] Steps, DateTimeOffset Now)> asked) =>
        (Index, _asked, _milliseconds) = (index, asked, new double[asked.Count]);

    public ZoneIndex Index { get; }

    /// <summary>How long filling took.</summary>
    public TimeSpan Filled { get; private init; }

    public static OwnMatch Fill(int people, List<(MatchQuery[] Steps, DateTimeOffset Now)> asked)
    {
        var cards = new DispatchOne().Available(people);
        var (clock, index) = (Stopwatch.StartNew(), new ZoneIndex(DispatchOne.Zone));
        foreach (var card in cards)
        {
            index.Place(card);
        }

        var own = new OwnMatch(index, asked) { Filled = clock.Elapsed };
        foreach (var (steps, now) in asked.Take(WarmUp))
        {
            own.Rank(steps, now);
        }

        return own;
    }

    /// <summary>The rate without a clock in between, then the time of each: as the ceiling does it.</summary>
    public Pace Run()
    {
        var clock = Stopwatch.StartNew();
        foreach (var (steps, now) in _asked)
        {
            Rank(steps, now);
        }

        var rate = _asked.Count / clock.Elapsed.TotalSeconds;
        for (var at = 0; at < _asked.Count; at++)
        {
            var began = Stopwatch.GetTimestamp();
            Rank(_asked[at].Steps, _asked[at].Now);
            _milliseconds[at] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(_milliseconds);
        return new(rate, _milliseconds[_milliseconds.Length * 99 / 100]);
    }

    /// <summary>Whether the first answers are the reference's: as many people, each with the same score to 3 m and what plane and globe differ by.</summary>
    /// <returns>How many of them are, and the largest difference among those, in km.</returns>
    public (int Same, double Apart) Compare(List<(int Id, double Km)[]> reference, IReadOnlyList<DispatchOne.Person> people)
    {
        var (same, apart) = (0, 0.0);
        for (var at = 0; at < reference.Count; at++)
        {
            var (steps, now) = _asked[at];
            var own = Rank(steps, now).Select(each => DispatchOne.Km(people[Number(each.ResponderId)], steps[0].Location!.Value)).ToArray();
            var differences = own.Zip(reference[at], (ours, theirs) => (Apart: Math.Abs(ours - theirs.Km), Bound: 0.003 + (theirs.Km * DispatchOne.GlobeShare))).ToList();
            if (own.Length == reference[at].Length && differences.TrueForAll(each => each.Apart <= each.Bound))
            {
                (same, apart) = (same + 1, differences.Select(each => each.Apart).Append(apart).Max());
            }
        }

        return (same, apart);
    }

    private static int Number(string id) => int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>The best three within 5 km; while there are fewer, within 10 and 20 km, as in every rival.</summary>
    private ImmutableArray<Ranked> Rank(MatchQuery[] steps, DateTimeOffset now)
    {
        var ranked = Index.Rank(steps[0], Best, now);
        for (var step = 1; ranked.Length < Best && step < steps.Length; step++)
        {
            ranked = Index.Rank(steps[step], Best, now);
        }

        return ranked;
    }
}
