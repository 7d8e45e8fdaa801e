using System.Diagnostics;
using System.Numerics;

namespace Dispatch.Runtime.Diagnostics;

/// <summary>How long calls took, in a fixed number of bounds a quarter of an octave apart: a quantile read from it is at most a fifth too high.</summary>
public sealed class LatencyHistogram
{
    private const int PerOctave = 4;
    private const int Octaves = 27;

    private readonly long[] _counts = new long[Octaves * PerOctave];

    /// <summary>How many durations fell below the bound of each index and not below the one before.</summary>
    public long[] Take() => [.. _counts];

    /// <summary>The upper bound of a bucket.</summary>
    public static double BoundMilliseconds(int index) => Bound(index) / 1000.0;

    internal void Add(long timestampTicks)
    {
        var microseconds = (ulong)Math.Max(0, timestampTicks * (1_000_000.0 / Stopwatch.Frequency));
        Interlocked.Increment(ref _counts[IndexOf(microseconds)]);
    }

    /// <summary>The highest two bits below the leading one choose the quarter; below four microseconds each has a bucket of its own.</summary>
    private static int IndexOf(ulong microseconds)
    {
        if (microseconds < PerOctave)
        {
            return (int)microseconds;
        }

        var exponent = BitOperations.Log2(microseconds);
        var quarter = (int)(microseconds >> (exponent - 2)) & (PerOctave - 1);
        return Math.Min(((exponent - 1) * PerOctave) + quarter, (Octaves * PerOctave) - 1);
    }

    private static ulong Bound(int index) => index < PerOctave
        ? (ulong)index + 1
        : (ulong)(PerOctave + (index % PerOctave) + 1) << ((index / PerOctave) - 1);
}
