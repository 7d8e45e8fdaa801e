using System.Diagnostics.Metrics;

namespace Dispatch.Runtime.Diagnostics;

/// <summary>The instruments of the runtime, named as stock Orleans names them where it has one.</summary>
internal static class SiloMetrics
{
    private static readonly Meter Meter = new("Microsoft.Orleans");
    private static readonly UpDownCounter<long> Grains = Meter.CreateUpDownCounter<long>("orleans-grains");
    private static readonly Counter<long> ActivationsCreated = Meter.CreateCounter<long>("orleans-catalog-activation-created");
    private static readonly Counter<long> ActivationsDestroyed = Meter.CreateCounter<long>("orleans-catalog-activation-destroyed");
    private static readonly Counter<long> ActivationsFailed = Meter.CreateCounter<long>("orleans-catalog-activation-failed-to-activate");
    private static readonly Counter<long> RequestsTimedOut = Meter.CreateCounter<long>("orleans-app-requests-timedout");
    private static readonly Counter<long> MessagesRejected = Meter.CreateCounter<long>("orleans-messaging-rejected");

    private static readonly Histogram<double> Latency = Meter.CreateHistogram<double>(
        "orleans-app-requests-latency", "ms", "From the arrival of a call at its activation to its end; of many calls only a sample.");

    public static void Activated(KeyValuePair<string, object?> type)
    {
        ActivationsCreated.Add(1);
        Grains.Add(1, type);
    }

    public static void Deactivated(KeyValuePair<string, object?> type)
    {
        ActivationsDestroyed.Add(1);
        Grains.Add(-1, type);
    }

    public static void ActivationFailed(KeyValuePair<string, object?> type) => ActivationsFailed.Add(1, type);

    public static void TimedOut(int calls) => RequestsTimedOut.Add(calls);

    public static void Rejected() => MessagesRejected.Add(1);

    public static void Took(double milliseconds, KeyValuePair<string, object?> type)
    {
        if (Latency.Enabled)
        {
            Latency.Record(milliseconds, type);
        }
    }
}
