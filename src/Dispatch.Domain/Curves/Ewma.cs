namespace Dispatch.Domain.Curves;

/// <summary>
/// An exponentially weighted moving average with the exact variance it has at each step:
/// <c>z(i) = λ x(i) + (1 - λ) z(i-1)</c> and <c>Var z(i) = λ² σ²(i) + (1 - λ)² Var z(i-1)</c>, from <c>z(0) = μ</c> and <c>Var z(0) = 0</c>.
/// </summary>
/// <remarks>
/// The average: S. W. Roberts, Control Chart Tests Based on Geometric Moving Averages, Technometrics 1 (1959) 239-250. The limits
/// <c>μ ± L sqrt(Var z(i))</c>, which start narrow: J. M. Lucas and M. S. Saccucci, Exponentially Weighted Moving Average Control Schemes: Properties and
/// Enhancements, Technometrics 32 (1990) 1-12. For a constant σ the recursion is their <c>σ² λ/(2 - λ) (1 - (1 - λ)^(2i))</c>.
/// </remarks>
/// <param name="Value">z(i).</param>
/// <param name="Variance">Var z(i).</param>
public readonly record struct Ewma(double Value, double Variance)
{
    /// <summary>Before the first week.</summary>
    public static Ewma Start(double mean) => new(mean, 0);

    /// <summary>One week further; <paramref name="variance"/> is that of this week's own value.</summary>
    public Ewma Next(double value, double variance, double lambda) => new(
        (lambda * value) + ((1 - lambda) * Value),
        (lambda * lambda * variance) + ((1 - lambda) * (1 - lambda) * Variance));

    /// <summary>How far the limits lie from the mean.</summary>
    public double Reach(double limit) => limit * Math.Sqrt(Variance);
}
