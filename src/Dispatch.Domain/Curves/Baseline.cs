using System.Collections.Immutable;

namespace Dispatch.Domain.Curves;

/// <summary>What is ordinary in a community: the mean rate of its first weeks, and how much single weeks vary.</summary>
/// <param name="Mean">People per inhabitant and week.</param>
/// <param name="Dispersion">Times more variance than a Poisson count has, at least 1.</param>
public readonly record struct Baseline(double Mean, double Dispersion)
{
    /// <summary>
    /// Learns from the first weeks; null while there are fewer. Half a person is added to the sum (Jeffreys' prior for a Poisson rate), so that a quiet half
    /// year does not make the first sign an alarm. The dispersion is Pearson's: squared residuals over their expectation and degrees of freedom.
    /// </summary>
    internal static Baseline? Learn(ImmutableArray<ShownWeek> weeks, double hidden, int count)
    {
        var first = weeks.Take(count).Where(week => week.Population > 0).ToList();
        if (weeks.Length < count || first.Count < 2)
        {
            return null;
        }

        var mean = (first.Sum(week => week.People ?? hidden) + 0.5) / first.Sum(week => (double)week.Population);
        var residuals = first.Sum(week => Math.Pow((week.People ?? hidden) - (mean * week.Population), 2) / (mean * week.Population));
        return new Baseline(mean, Math.Max(1, residuals / (first.Count - 1)));
    }

    /// <summary>Variance of one week's rate among so many inhabitants.</summary>
    public double Variance(int population) => Dispersion * Mean / population;
}
