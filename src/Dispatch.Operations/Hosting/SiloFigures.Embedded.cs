using System.Collections.Immutable;
using Dispatch.Contracts.Operations;
using Dispatch.Operations.Metrics;
using Dispatch.Operations.Reports;
using Dispatch.Runtime.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Operations.Hosting;

/// <summary>What the embedded runtime says of its silo.</summary>
internal sealed class RuntimeFigures(IRuntimeDiagnostics diagnostics) : ISiloFigures
{
    private static readonly double[] Steps = [.. Enumerable.Range(0, new LatencyHistogram().Take().Length).Select(LatencyHistogram.BoundMilliseconds)];

    /// <summary>Adds them to a host with a silo.</summary>
    public static void AddTo(IServiceCollection services) => services.AddSingleton<ISiloFigures, RuntimeFigures>();

    public SiloFigures Take()
    {
        var silo = diagnostics.Take();
        return new SiloFigures(
            silo.Silo,
            new(silo.ViewVersion, [.. silo.Silos], [.. silo.Leaving], [.. silo.History.Select(Change)]),
            [.. silo.GrainTypes.Select(type => new GrainTypeCount(
                type.GrainType, type.Activations, type.Calls, type.Errors, type.Waiting, type.LongestQueue, new(Steps, type.Latency)))],
            new(silo.Reminders.Known, silo.Reminders.DueSoon, silo.Reminders.Late));
    }

    private static MembershipChange Change(ViewChange change) => new(change.At, change.Version, change.Silo, change.Event switch
    {
        SiloEvent.Joined => MembershipEvent.Joined,
        SiloEvent.Leaving => MembershipEvent.Leaving,
        _ => MembershipEvent.Gone,
    });
}
