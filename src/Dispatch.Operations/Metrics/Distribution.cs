namespace Dispatch.Operations.Metrics;

/// <summary>How many values fell between fixed bounds.</summary>
/// <param name="Bounds">Upper bounds, ascending; what is above the last is counted after it.</param>
/// <param name="Counts">One more than bounds, or as many when nothing can be above.</param>
internal readonly record struct Distribution(IReadOnlyList<double> Bounds, IReadOnlyList<long> Counts)
{
    public static Distribution Empty { get; } = new([], []);

    public long Total => Counts.Sum();

    /// <summary>What came since an earlier look; all of it when nothing was there then.</summary>
    public Distribution Since(Distribution earlier) => earlier.Counts.Count != Counts.Count
        ? this
        : this with { Counts = [.. Counts.Zip(earlier.Counts, (now, then) => Math.Max(0, now - then))] };

    /// <summary>Both together; they must have the same bounds.</summary>
    public Distribution With(Distribution other) => Counts.Count == 0 ? other
        : other.Counts.Count != Counts.Count ? this
        : this with { Counts = [.. Counts.Zip(other.Counts, (one, two) => one + two)] };

    /// <summary>The value that so large a share does not exceed, evenly spread between two bounds; null when there is no value.</summary>
    public double? Quantile(double share)
    {
        var wanted = share * Total;
        long below = 0;
        for (var index = 0; index < Counts.Count; index++)
        {
            if (Counts[index] > 0 && below + Counts[index] >= wanted)
            {
                var low = index == 0 ? 0 : Bounds[index - 1];
                return index >= Bounds.Count ? low : low + ((Bounds[index] - low) * (wanted - below) / Counts[index]);
            }

            below += Counts[index];
        }

        return null;
    }
}
