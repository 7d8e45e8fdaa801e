using System.Globalization;
using System.Text;

namespace Dispatch.Operations.Metrics;

/// <summary>The series of one metric, found by the tags of a measurement without making anything new. Their number is bounded.</summary>
internal sealed class SeriesTable(double[] bounds, int most, Action refused)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Series> _byLabels = new(StringComparer.Ordinal);
    private volatile Slot[] _slots = [];

    /// <summary>All of them, in the order of their labels.</summary>
    public List<Series> All()
    {
        lock (_gate)
        {
            return [.. _byLabels.Values.OrderBy(series => series.Labels, StringComparer.Ordinal)];
        }
    }

    /// <summary>The series of these tags; null when there is no room for another.</summary>
    public Series? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = HashOf(tags);
        foreach (var slot in _slots)
        {
            if (slot.Hash == hash && Same(slot.Tags, tags))
            {
                return slot.Series;
            }
        }

        return Make(tags, hash);
    }

    private Series? Make(ReadOnlySpan<KeyValuePair<string, object?>> tags, int hash)
    {
        var labels = Write(tags);
        lock (_gate)
        {
            if (!_byLabels.TryGetValue(labels, out var series))
            {
                if (_byLabels.Count >= most)
                {
                    refused();
                    return null;
                }

                _byLabels[labels] = series = new Series(labels, bounds);
            }

            // The same labels may come in another order; such spellings are few, and only so many are remembered.
            if (_slots.Length < most * 2)
            {
                _slots = [.. _slots, new Slot(hash, tags.ToArray(), series)];
            }

            return series;
        }
    }

    private static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = 17;
        foreach (var (key, value) in tags)
        {
            hash = (hash * 31) + key.GetHashCode(StringComparison.Ordinal);
            hash = (hash * 31) + (value?.GetHashCode() ?? 0);
        }

        return hash;
    }

    private static bool Same(KeyValuePair<string, object?>[] known, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (known.Length != tags.Length)
        {
            return false;
        }

        for (var index = 0; index < known.Length; index++)
        {
            if (known[index].Key != tags[index].Key || !Equals(known[index].Value, tags[index].Value))
            {
                return false;
            }
        }

        return true;
    }

    private static string Write(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal))
        {
            text.Append(text.Length == 0 ? "" : ",").Append(PrometheusText.LabelName(key)).Append("=\"")
                .Append(PrometheusText.Escaped(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        }

        return text.ToString();
    }

    private sealed record Slot(int Hash, KeyValuePair<string, object?>[] Tags, Series Series);
}
