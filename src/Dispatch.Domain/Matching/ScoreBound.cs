using Dispatch.Contracts;
using Dispatch.Contracts.Matching;

namespace Dispatch.Domain.Matching;

/// <summary>How good a responder's score can be at best, from its distance, its <see cref="Leaning"/> and its last call.</summary>
/// <remarks>With a weight below zero nothing is bounded and everybody is looked at.</remarks>
internal readonly struct ScoreBound
{
    // Above the rounding of a sum of nine terms.
    private const double Rounding = 1e-6;

    private readonly double flat;
    private readonly double fairness;
    private readonly int next;
    private readonly double load;
    private readonly double acceptance;
    private readonly double reliability;
    private readonly double walk;
    private readonly double eBike;
    private readonly double car;
    private readonly double least;

    public ScoreBound(MatchQuery query, DateTimeOffset now)
    {
        next = Idleness.Next(now);
        var weights = query.Weights;
        if (query.NearestFirst)
        {
            (flat, walk, eBike, car, least) = (Rounding, 1, 1, 1, 1);
            return;
        }

        var isBounded = weights is { Travel: >= 0, Continuity: >= 0, Fairness: >= 0, Load: >= 0 }
            and { Team: >= 0, Reliability: >= 0, Acceptance: >= 0, Station: >= 0, Presence: >= 0 };
        if (!isBounded)
        {
            flat = double.PositiveInfinity;
            return;
        }

        var continuity = query.Continuity.IsDefaultOrEmpty ? 0 : weights.Continuity;
        fairness = weights.Fairness;
        flat = Rounding + continuity + (query.Team is null ? 0 : weights.Team) + weights.Station + weights.Presence;
        (load, acceptance, reliability) = (weights.Load, weights.Acceptance, weights.Reliability);
        walk = weights.Travel * TravelTime.MinutesPerMetre(TravelMode.Walk, weights);
        eBike = weights.Travel * TravelTime.MinutesPerMetre(TravelMode.EBike, weights);
        car = weights.Travel * TravelTime.MinutesPerMetre(TravelMode.Car, weights);
        least = Math.Min(walk, Math.Min(eBike, car));
    }

    /// <summary>Beyond this distance nobody reaches the score.</summary>
    public double Reach(double score) => least > 0 ? (flat + fairness * Score.IdleHoursCap + acceptance + reliability - score) / least : double.PositiveInfinity;

    /// <summary>The best that this responder can reach.</summary>
    public double Of(ulong leaning, int lastCall, double metres)
    {
        var perMetre = Leaning.Mode(leaning) switch
        {
            TravelMode.Car => car,
            TravelMode.EBike => eBike,
            _ => walk,
        };
        return flat + fairness * Idleness.MostHours(lastCall, next) + acceptance * Leaning.Acceptance(leaning) + reliability * Leaning.Reliability(leaning)
            - load * Leaning.Load(leaning) - perMetre * metres;
    }
}
