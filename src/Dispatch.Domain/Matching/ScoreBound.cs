using Dispatch.Contracts;
using Dispatch.Contracts.Matching;

namespace Dispatch.Domain.Matching;

/// <summary>Between which scores a responder's own lies, from its distance, its key, its <see cref="Leaning"/> and its last call.</summary>
/// <remarks>With a weight below zero nothing is bounded and everybody is looked at.</remarks>
internal readonly struct ScoreBound
{
    // Above the rounding of a sum of nine terms.
    private const double Rounding = 1e-6;

    private readonly double rounding;
    private readonly double team;
    private readonly double continuity;
    private readonly double station;
    private readonly double presence;
    private readonly double fairness;
    private readonly double load;
    // Points for each step of a leaning.
    private readonly double acceptance;
    private readonly double reliability;
    private readonly double walk;
    private readonly double eBike;
    private readonly double car;
    private readonly double least;
    private readonly ulong own;
    private readonly bool isOwnSure;
    private readonly int next;

    /// <param name="query">What is asked for.</param>
    /// <param name="now">The moment of asking.</param>
    /// <param name="own">The bit of the own station; 0 when nobody is of it.</param>
    /// <param name="isOwnSure">False when others may have that bit too.</param>
    public ScoreBound(MatchQuery query, DateTimeOffset now, ulong own, bool isOwnSure)
    {
        next = Idleness.Next(now);
        (this.own, this.isOwnSure) = (own, isOwnSure);
        var weights = query.Weights;
        if (query.NearestFirst)
        {
            (rounding, walk, eBike, car, least) = (Rounding, 1, 1, 1, 1);
            return;
        }

        var isBounded = weights is { Travel: >= 0, Continuity: >= 0, Fairness: >= 0, Load: >= 0 }
            and { Team: >= 0, Reliability: >= 0, Acceptance: >= 0, Station: >= 0, Presence: >= 0 };
        if (!isBounded)
        {
            rounding = double.PositiveInfinity;
            return;
        }

        rounding = Rounding;
        (continuity, team) = (query.Continuity.IsDefaultOrEmpty ? 0 : weights.Continuity, query.Team is null ? 0 : weights.Team);
        (station, presence, fairness) = (weights.Station, weights.Presence, weights.Fairness);
        (load, acceptance, reliability) = (weights.Load, weights.Acceptance * Leaning.Step, weights.Reliability * Leaning.Step);
        walk = weights.Travel * TravelTime.MinutesPerMetre(TravelMode.Walk, weights);
        eBike = weights.Travel * TravelTime.MinutesPerMetre(TravelMode.EBike, weights);
        car = weights.Travel * TravelTime.MinutesPerMetre(TravelMode.Car, weights);
        least = Math.Min(walk, Math.Min(eBike, car));
    }

    /// <summary>Beyond this distance nobody reaches the score.</summary>
    public double Reach(double score) => least > 0
        ? (rounding + continuity + team + station + presence + fairness * Score.IdleHoursCap + (acceptance + reliability) / Leaning.Step - score) / least
        : double.PositiveInfinity;

    /// <summary>The best that this responder can reach.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="leaning">Its leaning.</param>
    /// <param name="lastCall">Its last call.</param>
    /// <param name="metres">How far it is away at least.</param>
    /// <param name="mayBeKnown">False when the resident surely does not know it.</param>
    public double Most(ulong key, ulong leaning, int lastCall, double metres, bool mayBeKnown) =>
        rounding + team + (mayBeKnown ? continuity : 0) + ((key & own) != 0 ? station : 0) + Steady(key, leaning)
        + fairness * Idleness.MostHours(lastCall, next) - PerMetre(leaning) * metres;

    /// <summary>What this responder surely reaches; metres are how far it is away at most.</summary>
    public double Least(ulong key, ulong leaning, int lastCall, double metres) => Leaning.Load(leaning) == Leaning.MostLoad
        ? double.NegativeInfinity
        : Steady(key, leaning) - rounding - acceptance - reliability + (isOwnSure && (key & own) != 0 ? station : 0)
            + fairness * Idleness.LeastHours(lastCall, next) - PerMetre(leaning) * metres;

    private double Steady(ulong key, ulong leaning) =>
        ((key & Traits.OnDuty) != 0 ? presence : 0) + acceptance * Leaning.Acceptance(leaning) + reliability * Leaning.Reliability(leaning) - load * Leaning.Load(leaning);

    private double PerMetre(ulong leaning) => Leaning.Mode(leaning) switch
    {
        TravelMode.Car => car,
        TravelMode.EBike => eBike,
        _ => walk,
    };
}
