using System.Diagnostics.Metrics;

namespace Dispatch.Operations.Metrics;

/// <summary>The bounds of a histogram: the instrument's own advice, else by its unit.</summary>
internal static class Bounds
{
    public static readonly double[] Milliseconds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];

    private static readonly double[] Seconds = [.. Milliseconds.Select(value => value / 1000)];

    private static readonly double[] Numbers = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

    public static double[] Of(Instrument instrument) => Advice(instrument) ?? instrument.Unit switch
    {
        "ms" => Milliseconds,
        "s" or "seconds" => Seconds,
        _ => Numbers,
    };

    private static double[]? Advice(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => null,
    };
}
