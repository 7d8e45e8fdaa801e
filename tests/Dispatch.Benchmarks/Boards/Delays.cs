using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Dispatch.Benchmarks.Boards;

/// <summary>From the answer that says "kept" to the screen that shows it, for each new row on each screen that is looked at closely.</summary>
internal sealed class Delays
{
    private readonly ConcurrentDictionary<string, long> _committed = new();
    private readonly ConcurrentBag<(string Id, long At)> _heard = [];

    public int Count => Times().Length;

    public void Committed(string id, long at) => _committed[id] = at;

    /// <summary>A screen of its own, which notes the first sight of each id.</summary>
    public Records Screen()
    {
        var seen = new HashSet<string>();
        return records =>
        {
            var mark = "\"id\":\""u8;
            for (var at = records.IndexOf(mark); at >= 0; at = records.IndexOf(mark))
            {
                records = records[(at + mark.Length)..];
                if (records.IndexOf((byte)'"') is > 0 and var end && Encoding.UTF8.GetString(records[..end]) is var id && seen.Add(id))
                {
                    _heard.Add((id, Stopwatch.GetTimestamp()));
                }
            }
        };
    }

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
        .. _heard.Where(each => _committed.ContainsKey(each.Id))
            .Select(each => Math.Max(0, Stopwatch.GetElapsedTime(_committed[each.Id], each.At).TotalMilliseconds)).Order(),
    ];
}
