using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Dispatch.Operations.Metrics;

/// <summary>Listens to the meters of this process and keeps what they say, ready to be read.</summary>
internal sealed class MetricStore : IDisposable
{
    /// <summary>Series of one metric; more are dropped and counted, so that a label with too many values cannot fill the memory.</summary>
    public const int MostSeries = 300;

    /// <summary>Exact names, and families by their first words. What names connections or users, as a database driver's meter does, is not among them.</summary>
    public static readonly string[] Meters =
    [
        "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections",
        "System.Runtime",
    ];

    private readonly ConcurrentDictionary<string, Metric> _metrics = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly Lock _asking = new();
    private long _round;
    private long _dropped;

    public MetricStore()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (IsWanted(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument, MetricOf(instrument));
            }
        };
        Take<byte>(static value => value);
        Take<short>(static value => value);
        Take<int>(static value => value);
        Take<long>(static value => value);
        Take<float>(static value => value);
        Take<double>(static value => value);
        Take<decimal>(static value => (double)value);
        _listener.Start();
    }

    /// <summary>Measurements that found no room.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public static bool IsWanted(string meter) => Meters.Contains(meter) || meter.StartsWith("Dispatch.", StringComparison.Ordinal);

    /// <summary>Asks the instruments that are only counted when asked, and gives every metric with the series that are current.</summary>
    public List<(Metric Metric, List<Series> Series)> Read()
    {
        lock (_asking)
        {
            var round = Interlocked.Increment(ref _round);
            _listener.RecordObservableInstruments();
            return [.. _metrics.Values.OrderBy(metric => metric.Name, StringComparer.Ordinal)
                .Select(metric => (metric, metric.Series.All().Where(series => !metric.IsObserved || series.IsOf(round)).ToList()))
                .Where(metric => metric.Item2.Count > 0)];
        }
    }

    /// <summary>The values of a histogram over all its labels, and their sum.</summary>
    public (Distribution Values, double Sum) Histogram(string name) => _metrics.TryGetValue(name, out var metric)
        ? metric.Series.All().Select(series => series.Take())
            .Aggregate((Values: Distribution.Empty, Sum: 0.0), (sum, series) => (sum.Values.With(series.Values), sum.Sum + series.Sum))
        : (Distribution.Empty, 0);

    /// <summary>The sum of a metric over all its labels.</summary>
    public double Sum(string name) => _metrics.TryGetValue(name, out var metric) ? metric.Series.All().Sum(series => series.Value) : 0;

    /// <summary>The value of each series by its one label.</summary>
    public IEnumerable<(string Label, double Value)> Each(string name) => _metrics.TryGetValue(name, out var metric)
        ? metric.Series.All().Select(series => (series.Labels.Split('"') is { Length: > 1 } parts ? parts[1] : "", series.Value))
        : [];

    public void Dispose() => _listener.Dispose();

    private Metric MetricOf(Instrument instrument) => _metrics.GetOrAdd(
        PrometheusText.MetricName(instrument.Name, instrument.Unit, Metric.KindOf(instrument)),
        _ => new Metric(instrument, MostSeries, () => Interlocked.Increment(ref _dropped)));

    private void Take<T>(Func<T, double> number)
        where T : struct => _listener.SetMeasurementEventCallback<T>(
            (_, value, tags, metric) => ((Metric)metric!).Take(number(value), tags, Interlocked.Read(ref _round)));
}
