using System.Collections.Concurrent;
using System.Diagnostics;

namespace Dispatch.Benchmarks.Boards;

/// <summary>From the answer that says "kept" to the screen that shows it, for each new row on each screen that is looked at closely.</summary>
internal sealed class Delays
{
    private readonly ConcurrentDictionary<string, long> _committed = new();
    private readonly ConcurrentBag<(string Id, long At)> _heard = [];

    public int Count => Times().Length;

    public void Committed(string id, long at) => _committed[id] = at;

    public void Heard(string id) => _heard.Add((id, Stopwatch.GetTimestamp()));

    public void Clear()
    {
        _committed.Clear();
        _heard.Clear();
    }

    /// <summary>Milliseconds; a screen may be faster than the answer, which counts as 0.</summary>
    public double At(double share)
    {
        var sorted = Times();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min((int)(sorted.Length * share), sorted.Length - 1)];
    }

    private double[] Times() =>
    [
        .. _heard.DistinctBy(each => each).Where(each => _committed.ContainsKey(each.Id))
            .Select(each => Math.Max(0, Stopwatch.GetElapsedTime(_committed[each.Id], each.At).TotalMilliseconds)).Order(),
    ];
}
