using System.Collections.Concurrent;
using System.Globalization;

namespace Dispatch.Benchmarks.Live;

/// <summary>Collected times in milliseconds.</summary>
internal sealed class Percentiles
{
    private readonly ConcurrentBag<double> _times = [];

    public int Count => _times.Count;

    public void Add(double milliseconds) => _times.Add(milliseconds);

    public double At(double share)
    {
        var sorted = _times.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"n {Count,6}   p50 {At(0.5),8:0.00} ms   p95 {At(0.95),8:0.00} ms   p99 {At(0.99),8:0.00} ms   max {At(1),8:0.00} ms");
}
