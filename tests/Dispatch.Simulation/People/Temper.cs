using Dispatch.Simulation.Chance;

namespace Dispatch.Simulation.People;

/// <summary>How people answer (docs/protocol.md, "People in simulations and replays").</summary>
internal static class Temper
{
    /// <summary>Probability of accepting within <see cref="NearMetres"/>, and of accepting remotely.</summary>
    public const double Near = 0.35;

    /// <summary>Up to here distance does not put anybody off.</summary>
    public const double NearMetres = 2_000;

    /// <summary>Every further distance of this length halves the probability.</summary>
    public const double HalvingMetres = 4_000;

    /// <summary>Half of the people have answered after this time.</summary>
    public const double MedianSeconds = 20;

    /// <summary>Spread of the logarithm of the time to answer.</summary>
    public const double Sigma = 1;

    /// <summary>The probability that somebody this far away accepts; null: the task is remote.</summary>
    public static double Acceptance(double? metres) =>
        metres is { } far && far > NearMetres ? Near * Math.Pow(0.5, (far - NearMetres) / HalvingMetres) : Near;

    /// <summary>Whether this person takes this request, whatever was asked and however often.</summary>
    public static bool Accepts(long seed, string requestId, string responderId, double? metres) =>
        Of(seed, requestId, responderId).Unit(0) < Acceptance(metres);

    /// <summary>How long this person takes to answer once this request has reached the phone.</summary>
    public static TimeSpan Delay(long seed, string requestId, string responderId) =>
        TimeSpan.FromSeconds(MedianSeconds * Math.Exp(Sigma * Of(seed, requestId, responderId).Normal(1)));

    private static Draw Of(long seed, string requestId, string responderId) => new(seed, $"{requestId}|{responderId}");
}
