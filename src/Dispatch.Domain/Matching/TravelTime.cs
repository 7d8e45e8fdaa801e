using Dispatch.Contracts;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Matching;

/// <summary>Travel time from straight distance, by mode, with the station's speeds and detour factor.</summary>
public static class TravelTime
{
    private const double SlowestKmh = 0.1;

    /// <summary>Minutes from door to door.</summary>
    public static double Minutes(double metres, TravelMode mode, ScoreWeights weights) => metres * MinutesPerMetre(mode, weights);

    /// <summary>Whole minutes as shown to people, rounded up.</summary>
    public static int Shown(double minutes) => (int)Math.Ceiling(Math.Min(minutes, int.MaxValue));

    /// <summary>Minutes for one metre of straight distance.</summary>
    public static double MinutesPerMetre(TravelMode mode, ScoreWeights weights)
    {
        var kmh = mode switch
        {
            TravelMode.Car => weights.CarKmh,
            TravelMode.EBike => weights.EBikeKmh,
            _ => weights.WalkKmh,
        };
        return weights.Detour / (Math.Max(kmh, SlowestKmh) * 1_000 / 60);
    }
}
