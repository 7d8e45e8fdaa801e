using System.Diagnostics.Metrics;
using Dispatch.Runtime.Clustering;

namespace Dispatch.Runtime.Diagnostics;

/// <summary>Figures per grain type that are counted only when somebody asks. They are ours, so they have a meter of their own.</summary>
internal sealed class SiloGauges : IDisposable
{
    private readonly Meter _meter = new("Dispatch.Runtime");

    public SiloGauges(Silo silo)
    {
        var address = new KeyValuePair<string, object?>("silo", silo.Address.ToParsableString());
        _meter.CreateObservableCounter("dispatch-grain-calls", () => Observe(type => type.Calls));
        _meter.CreateObservableCounter("dispatch-grain-errors", () => Observe(type => type.Errors));
        _meter.CreateObservableGauge("dispatch-grain-activations", () => Observe(type => type.Activations));
        _meter.CreateObservableGauge("dispatch-grain-waiting-calls", () => Observe(type => type.Waiting));

        IEnumerable<Measurement<long>> Observe(Func<GrainTypeSnapshot, long> figure) => RuntimeDiagnostics.GrainTypesOf(silo)
            .Select(type => new Measurement<long>(figure(type), new("type", type.GrainType), address));
    }

    public void Dispose() => _meter.Dispose();
}
