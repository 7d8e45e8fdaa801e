using System.Globalization;
using System.Text;

namespace Dispatch.Operations.Metrics;

/// <summary>
/// The text format of Prometheus, version 0.0.4. Names follow the rules of OpenTelemetry for it: what may not stand in a name becomes an
/// underscore, the unit is the last word, and a counter ends in <c>_total</c>.
/// </summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(MetricStore store, IEnumerable<(string Name, string Help, string Labels)> facts)
    {
        var text = new StringBuilder();
        foreach (var (name, help, labels) in facts)
        {
            Head(text, name, help, MetricKind.Gauge);
            Sample(text, name, labels, 1);
        }

        foreach (var (metric, series) in store.Read())
        {
            Head(text, metric.Name, metric.Help, metric.Kind);
            foreach (var each in series)
            {
                if (metric.Kind == MetricKind.Histogram)
                {
                    Histogram(text, metric.Name, each);
                }
                else
                {
                    Sample(text, metric.Name, each.Labels, each.Value);
                }
            }
        }

        Head(text, "dispatch_metrics_dropped_total", "Measurements that found no room among the series.", MetricKind.Counter);
        Sample(text, "dispatch_metrics_dropped_total", "", store.Dropped);
        return text.ToString();
    }

    public static string MetricName(string name, string? unit, MetricKind kind)
    {
        var word = Unit(unit);
        var whole = Safe(name, colons: true);
        whole = word.Length == 0 || whole.EndsWith("_" + word, StringComparison.Ordinal) ? whole : $"{whole}_{word}";
        return kind == MetricKind.Counter && !whole.EndsWith("_total", StringComparison.Ordinal) ? whole + "_total" : whole;
    }

    public static string LabelName(string name) => Safe(name, colons: false);

    /// <summary>A label's value between its quotes.</summary>
    public static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static void Head(StringBuilder text, string name, string help, MetricKind kind)
    {
        if (help.Length > 0)
        {
            var line = help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            text.Append("# HELP ").Append(name).Append(' ').Append(line).Append('\n');
        }

        text.Append("# TYPE ").Append(name).Append(' ').Append(kind switch
        {
            MetricKind.Counter => "counter",
            MetricKind.Gauge => "gauge",
            _ => "histogram",
        }).Append('\n');
    }

    private static void Histogram(StringBuilder text, string name, Series series)
    {
        var (values, sum) = series.Take();
        var prefix = series.Labels.Length == 0 ? "" : series.Labels + ",";
        long below = 0;
        for (var index = 0; index < values.Counts.Count; index++)
        {
            below += values.Counts[index];
            var bound = index < values.Bounds.Count ? Number(values.Bounds[index]) : "+Inf";
            Sample(text, name + "_bucket", $"{prefix}le=\"{bound}\"", below);
        }

        Sample(text, name + "_sum", series.Labels, sum);
        Sample(text, name + "_count", series.Labels, below);
    }

    private static void Sample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Unit(string? unit) => unit switch
    {
        null or "" or "1" => "",
        "ms" => "milliseconds",
        "s" => "seconds",
        "By" => "bytes",
        _ when unit[0] == '{' => "",
        _ => Safe(unit, colons: false),
    };

    private static string Safe(string name, bool colons)
    {
        var text = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            text.Append(char.IsAsciiLetterOrDigit(letter) || (colons && letter == ':') ? letter : '_');
        }

        return text.Length == 0 || char.IsAsciiDigit(text[0]) ? $"_{text}" : text.ToString();
    }
}
