using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Dispatch.Runtime.Storage;

/// <summary>Latency and failures of one kind of storage operation, under the names that stock Orleans gives them.</summary>
internal sealed class StorageInstruments
{
    private static readonly Meter Meter = new("Microsoft.Orleans");
    private static readonly Meter Own = new("Dispatch.Runtime");

    public static readonly StorageInstruments Read = new("read");
    public static readonly StorageInstruments Write = new("write");
    public static readonly StorageInstruments Clear = new("clear");

    /// <summary>How many writes one commit carried.</summary>
    public static readonly Histogram<int> BatchSize = Own.CreateHistogram<int>(
        "dispatch-storage-batch-size", "{writes}", "Writes that one commit carried.");

    private readonly Histogram<double> latency;
    private readonly Counter<int> errors;

    private StorageInstruments(string operation)
    {
        latency = Meter.CreateHistogram<double>($"orleans-storage-{operation}-latency", "ms");
        errors = Meter.CreateCounter<int>($"orleans-storage-{operation}-errors");
    }

    public async Task Measure(Task operation, string stateName)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await operation;
            if (latency.Enabled)
            {
                latency.Record(Stopwatch.GetElapsedTime(started).TotalMilliseconds, new KeyValuePair<string, object?>("state_name", stateName));
            }
        }
        catch
        {
            errors.Add(1, new KeyValuePair<string, object?>("state_name", stateName));
            throw;
        }
    }
}
