using System.Diagnostics.Metrics;

namespace Dispatch.Operations.Metrics;

/// <summary>What kind of number a metric is, as Prometheus spells it.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One metric: all series that bear its name, whichever instruments they come from.</summary>
internal sealed class Metric(Instrument instrument, int mostSeries, Action refused)
{
    public string Name { get; } = PrometheusText.MetricName(instrument.Name, instrument.Unit, KindOf(instrument));

    public string Help { get; } = instrument.Description ?? "";

    public MetricKind Kind { get; } = KindOf(instrument);

    /// <summary>Its values are asked for rather than told.</summary>
    public bool IsObserved { get; } = instrument.IsObservable;

    public SeriesTable Series { get; } = new(KindOf(instrument) == MetricKind.Histogram ? Bounds.Of(instrument) : [], mostSeries, refused);

    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, long round)
    {
        if (Series.Find(tags) is not { } series)
        {
            return;
        }

        if (IsObserved)
        {
            series.Observe(value, round);
        }
        else if (Kind == MetricKind.Histogram)
        {
            series.Record(value);
        }
        else
        {
            series.Add(value);
        }
    }

    public static MetricKind KindOf(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        return type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("ObservableCounter", StringComparison.Ordinal) ? MetricKind.Counter
            : type.StartsWith("Histogram", StringComparison.Ordinal) ? MetricKind.Histogram
            : MetricKind.Gauge;
    }
}
