using System.Diagnostics.Metrics;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Reminders;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Runtime.Diagnostics;

/// <summary>Figures that are counted only when somebody asks. Those that stock Orleans lacks have a meter of their own.</summary>
internal sealed class SiloGauges : IDisposable
{
    /// <summary>Instruments that are read together are counted once.</summary>
    private const int FreshMilliseconds = 250;

    private readonly Meter _own = new("Dispatch.Runtime");
    private readonly Meter _stock = new("Microsoft.Orleans");
    private readonly Silo _silo;
    private readonly Lock _gate = new();
    private List<GrainTypeSnapshot> _types = [];
    private long _countedAt = long.MinValue;

    public SiloGauges(Silo silo)
    {
        _silo = silo;
        _own.CreateObservableCounter("dispatch-grain-calls", () => Each(type => type.Calls), null, "Calls that ended, timer ticks included.");
        _own.CreateObservableCounter("dispatch-grain-errors", () => Each(type => type.Errors), null, "Calls that failed.");
        _own.CreateObservableGauge("dispatch-grain-activations", () => Each(type => type.Activations), null, "Living activations.");
        _own.CreateObservableGauge("dispatch-grain-waiting-calls", () => Each(type => (long)type.Waiting), null, "Calls that wait in mailboxes.");
        _own.CreateObservableGauge("dispatch-grain-longest-queue", () => Each(type => (long)type.LongestQueue), null, "The most that wait for one activation.");
        _own.CreateObservableGauge("dispatch-cluster-silos", Silos, null, "Silos in this silo's view.");
        _own.CreateObservableGauge("dispatch-cluster-view-version", () => silo.View.Version, null, "The version of this silo's view.");
        _stock.CreateObservableGauge("orleans-catalog-activations", () => Types().Sum(type => type.Activations), null, "Living activations.");
        if (silo.Services.GetService<IServiceProviderIsService>()?.IsService(typeof(ReminderService)) == true)
        {
            Lazy<ReminderService> reminders = new(silo.Services.GetRequiredService<ReminderService>);
            _stock.CreateObservableGauge("orleans-reminders-active", () => reminders.Value.Count().Known, null, "Reminders of this silo.");
            _own.CreateObservableGauge("dispatch-reminders-due", () => reminders.Value.Count().DueSoon, null, "Reminders due within a minute.");
            _own.CreateObservableGauge("dispatch-reminders-late", () => reminders.Value.Count().Late, null, "Reminders whose time has passed.");
        }
    }

    public void Dispose()
    {
        _own.Dispose();
        _stock.Dispose();
    }

    private IEnumerable<Measurement<long>> Each(Func<GrainTypeSnapshot, long> figure) =>
        Types().Select(type => new Measurement<long>(figure(type), new KeyValuePair<string, object?>("type", type.GrainType)));

    private IEnumerable<Measurement<int>> Silos() =>
    [
        new(_silo.View.Silos.Length, new KeyValuePair<string, object?>("state", "active")),
        new(_silo.View.Leaving.Length, new KeyValuePair<string, object?>("state", "leaving")),
    ];

    private List<GrainTypeSnapshot> Types()
    {
        lock (_gate)
        {
            if (Environment.TickCount64 - FreshMilliseconds > _countedAt)
            {
                (_types, _countedAt) = (RuntimeDiagnostics.GrainTypesOf(_silo), Environment.TickCount64);
            }

            return _types;
        }
    }
}
