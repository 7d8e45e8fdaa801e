using System.Diagnostics;
using System.Diagnostics.Metrics;
using Dispatch.Runtime.Calls;

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

    private static readonly Histogram<double> Latency = Meter.CreateHistogram<double>("orleans-app-requests-latency", "ms");

    public static void Activated(GrainType type)
    {
        ActivationsCreated.Add(1);
        Grains.Add(1, new KeyValuePair<string, object?>("type", type));
    }

    public static void Deactivated(GrainType type)
    {
        ActivationsDestroyed.Add(1);
        Grains.Add(-1, new KeyValuePair<string, object?>("type", type));
    }

    public static void ActivationFailed(GrainType type) => ActivationsFailed.Add(1, new KeyValuePair<string, object?>("type", type));

    public static void TimedOut(int calls) => RequestsTimedOut.Add(calls);

    public static void Rejected() => MessagesRejected.Add(1);

    /// <summary>A timestamp when somebody listens to the latency of calls, else 0: reading the clock would cost a third of a call.</summary>
    public static long StartOfCall() => Latency.Enabled ? Stopwatch.GetTimestamp() : 0;

    public static void EndOfCall(Call call, long startedAt)
    {
        if (startedAt != 0)
        {
            Latency.Record(
                Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds,
                new KeyValuePair<string, object?>("type", call.Target.Type),
                new KeyValuePair<string, object?>("method", call.Method.Name));
        }
    }
}
