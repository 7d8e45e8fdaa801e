using System.Globalization;
using System.Text.Json;

namespace Dispatch.Benchmarks.Live;

/// <summary>The figures of one benchmark, as lines and as a flat object.</summary>
internal sealed class LiveReport
{
    /// <summary>What a durable answer may take at most, in 99 of 100 cases.</summary>
    private static readonly TimeSpan PostLimit = TimeSpan.FromMilliseconds(15);

    /// <summary>Seconds until ready on an empty store.</summary>
    public double Ready { get; init; }

    /// <summary>Megabytes with all volunteers loaded.</summary>
    public double Resident { get; init; }

    /// <summary>Megabytes with their phones connected and under load.</summary>
    public double ResidentConnected { get; set; }

    public double Cores { get; set; }

    public double DriverCores { get; set; }

    public LiveFigures Steady { get; set; } = new();

    public LiveFigures Alarms { get; set; } = new();

    public IReadOnlyList<Pause> Pauses { get; set; } = [];

    public IReadOnlyDictionary<string, int> Failures { get; set; } = new Dictionary<string, int>();

    private int Failed => Failures.Values.Sum();

    private double Paused => Pauses.Sum(pause => pause.Milliseconds);

    private double LongestPause => Pauses.Select(pause => pause.Milliseconds).DefaultIfEmpty().Max();

    public void Print()
    {
        var (late, inPauses) = Steady.Later(PostLimit, Pauses);
        string[] lines =
        [
            $"POST /api/requests, durable        {Steady.Post}",
            $"offer on the phone after, Ordinary {Steady.PushOrdinary}",
            $"with frequent alarms:     POST     {Alarms.Post}",
            $"offer on the phone after, Urgent   {Alarms.PushUrgent}",
            $"                          Emergency{Alarms.PushEmergency}",
            Line($"POST later than {PostLimit.TotalMilliseconds:0} ms: {late:0.0%}; {inPauses:0.0%} met a pause of the product's collections meanwhile"),
            Line($"collections: {Pauses.Count} pauses, {Paused:0} ms in all, {LongestPause:0} ms the longest"),
            Line($"processor time: {Cores:0.00} cores, of the driver {DriverCores:0.00}"),
            Line($"resident: {Resident:0} MB with all volunteers loaded, {ResidentConnected:0} MB with all their phones connected"),
            Line($"ready on an empty store in {Ready:0.0} s; {Failed} failed calls"),
            .. Failures.Select(failure => $"  {failure.Value} x {failure.Key}"),
        ];
        Console.WriteLine(string.Join(Environment.NewLine, lines));
    }

    public void Write(string file)
    {
        var figures = new Dictionary<string, double>
        {
            ["live.post.p50_ms"] = Steady.Post.At(0.5),
            ["live.post.p99_ms"] = Steady.Post.At(0.99),
            ["live.push.ordinary.p99_ms"] = Steady.PushOrdinary.At(0.99),
            ["live.push.urgent.p99_ms"] = Alarms.PushUrgent.At(0.99),
            ["live.push.emergency.p99_ms"] = Alarms.PushEmergency.At(0.99),
            ["live.requests"] = Steady.Post.Count,
            ["live.failed"] = Failed,
            ["live.ready_s"] = Ready,
            ["live.resident_mb"] = Resident,
            ["live.resident_connected_mb"] = ResidentConnected,
            ["live.cpu_cores"] = Cores,
            ["live.pause_total_ms"] = Paused,
            ["live.pause_max_ms"] = LongestPause,
        };
        File.WriteAllText(file, JsonSerializer.Serialize(figures));
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
