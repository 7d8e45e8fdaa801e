using System.Diagnostics.Metrics;

namespace Dispatch.Runtime.Reminders;

/// <summary>Ticks and how late they came, under the names that stock Orleans gives them.</summary>
internal static class ReminderInstruments
{
    private static readonly Meter Meter = new("Microsoft.Orleans");
    private static readonly Counter<int> Delivered = Meter.CreateCounter<int>("orleans-reminders-ticks-delivered");
    private static readonly Histogram<double> Tardiness = Meter.CreateHistogram<double>("orleans-reminders-tardiness", "s");

    public static void Ticked(TimeSpan late)
    {
        Delivered.Add(1);
        Tardiness.Record(Math.Max(0, late.TotalSeconds));
    }
}
