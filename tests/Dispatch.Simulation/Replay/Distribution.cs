namespace Dispatch.Simulation.Replay;

/// <summary>Figures about many numbers.</summary>
internal static class Distribution
{
    /// <summary>The value below which this share lies, the nearest rank; null for none.</summary>
    public static double? Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    /// <summary>Gini's coefficient: 0, all have the same; near 1, one has everything.</summary>
    public static double Gini(IEnumerable<int> values)
    {
        var sorted = values.Order().ToList();
        var total = sorted.Sum(value => (double)value);
        if (total == 0)
        {
            return 0;
        }

        var weighted = sorted.Select((value, index) => (2.0 * (index + 1) - sorted.Count - 1) * value).Sum();
        return weighted / (sorted.Count * total);
    }
}
