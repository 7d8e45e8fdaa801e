using Dispatch.Benchmarks.Matching;
using Dispatch.Domain.Matching;

namespace Dispatch.Benchmarks.Quality;

/// <summary>One of the eight cases of the peers' quality program: 100 requests at once, 300 people near, each of whom takes one at most.</summary>
/// <param name="Name">As the peers call it.</param>
/// <param name="PeopleCentres">Around how many places people live; 0: anywhere in 10 x 10 km.</param>
/// <param name="RequestCentres">The same of requests.</param>
/// <param name="Eligible">The share of pairs that may be.</param>
/// <param name="Seed">Decides all chance.</param>
internal sealed record QualityCase(string Name, int PeopleCentres, int RequestCentres, double Eligible, ulong Seed)
{
    public const int Requests = 100;

    public const int People = 300;

    /// <summary>Side of the town, in kilometres.</summary>
    private const double Side = 10;

    public static IReadOnlyList<QualityCase> All { get; } =
    [
        new("uniform", 0, 0, 1, 1),
        new("clustered", 8, 8, 1, 2),
        new("uniform_volunteers_clustered_requests", 0, 3, 1, 3),
        new("clustered_both_different", 8, 3, 1, 4),
        new("uniform_eligible15", 0, 0, 0.15, 5),
        new("clustered_eligible15", 8, 8, 0.15, 6),
        new("uniform_eligible2", 0, 0, 0.02, 7),
        new("clustered_eligible2", 8, 8, 0.02, 8),
    ];

    /// <summary>Tables of distances in millimetres, request by request; a pair that must not be is infeasible.</summary>
    public IEnumerable<long[]> Batches(int count)
    {
        var random = new SplitMix(Seed);
        for (var batch = 0; batch < count; batch++)
        {
            var people = Crowd(random, People, PeopleCentres, 1.0);
            var requests = Crowd(random, Requests, RequestCentres, 0.5);
            var costs = new long[Requests * People];
            for (var pair = 0; pair < costs.Length; pair++)
            {
                var ((x, y), (a, b)) = (requests[pair / People], people[pair % People]);
                costs[pair] = random.Share() < Eligible ? (long)Math.Round(double.Hypot(a - x, b - y) * 1e6) : Assignment.Infeasible;
            }

            yield return costs;
        }
    }

    private static (double X, double Y)[] Crowd(SplitMix random, int count, int centres, double spread)
    {
        var around = Enumerable.Range(0, centres).Select(_ => Anywhere(random)).ToArray();
        return [.. Enumerable.Range(0, count).Select(_ => centres == 0 ? Anywhere(random) : Near(random, around[random.Below(centres)], spread))];
    }

    private static (double X, double Y) Anywhere(SplitMix random) => (random.Share() * Side, random.Share() * Side);

    private static (double X, double Y) Near(SplitMix random, (double X, double Y) centre, double spread) =>
        (centre.X + spread * random.Gauss(), centre.Y + spread * random.Gauss());
}
