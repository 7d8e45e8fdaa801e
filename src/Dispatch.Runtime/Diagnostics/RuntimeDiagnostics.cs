using System.Runtime.InteropServices;
using Dispatch.Runtime.Activations;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Reminders;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Runtime.Diagnostics;

/// <summary>What one silo is doing, for an operations page.</summary>
public interface IRuntimeDiagnostics
{
    SiloSnapshot Take();
}

/// <summary>One silo at one moment.</summary>
/// <param name="Silo">Its address.</param>
/// <param name="Uptime">Since it started.</param>
/// <param name="ViewVersion">The version of its view of the cluster.</param>
/// <param name="Silos">The addresses of the silos that take grains, in that view.</param>
/// <param name="Leaving">Those that stop in order.</param>
/// <param name="GrainTypes">By name; types that were never used are left out.</param>
public sealed record SiloSnapshot(
    string Silo,
    TimeSpan Uptime,
    long ViewVersion,
    IReadOnlyList<string> Silos,
    IReadOnlyList<string> Leaving,
    IReadOnlyList<GrainTypeSnapshot> GrainTypes)
{
    /// <summary>The last changes of that view, oldest first.</summary>
    public IReadOnlyList<ViewChange> History { get; init; } = [];

    /// <summary>The reminders that this silo delivers.</summary>
    public ReminderCounts Reminders { get; init; } = new(0, 0, 0);
}

/// <summary>One grain type on one silo.</summary>
/// <param name="GrainType">Its name.</param>
/// <param name="Activations">How many live now.</param>
/// <param name="Calls">How many calls ended since the start, timer ticks included.</param>
/// <param name="Errors">How many of them failed.</param>
/// <param name="Waiting">How many calls wait in mailboxes now.</param>
/// <param name="LongestQueue">The most that wait for one activation now.</param>
public sealed record GrainTypeSnapshot(string GrainType, long Activations, long Calls, long Errors, int Waiting, int LongestQueue)
{
    /// <summary>How long measured calls took since the start, by <see cref="LatencyHistogram.BoundMilliseconds"/>; ticks are not measured.</summary>
    public IReadOnlyList<long> Latency { get; init; } = [];
}

internal sealed class RuntimeDiagnostics(Silo silo, IServiceProvider services) : IRuntimeDiagnostics
{
    public SiloSnapshot Take()
    {
        var view = silo.View;
        return new(
            silo.Address.ToParsableString(),
            silo.Uptime,
            view.Version,
            [.. view.Silos.Select(address => address.ToParsableString())],
            [.. view.Leaving.Select(address => address.ToParsableString())],
            GrainTypesOf(silo))
        {
            History = silo.History.Take(),
            Reminders = services.GetService<ReminderService>()?.Count() ?? new(0, 0, 0),
        };
    }

    public static List<GrainTypeSnapshot> GrainTypesOf(Silo silo)
    {
        var living = new Dictionary<GrainClass, (long Calls, int Waiting, int Longest)>();
        foreach (var activation in silo.Table.All())
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(living, activation.Class, out _);
            var waiting = activation.WaitingCalls;
            sum = (sum.Calls + activation.Calls, sum.Waiting + waiting, Math.Max(sum.Longest, waiting));
        }

        return [.. silo.Classes
            .Select(type => Snapshot(type, living.GetValueOrDefault(type)))
            .Where(type => type.Activations + type.Calls > 0)
            .OrderBy(type => type.GrainType, StringComparer.Ordinal)];
    }

    private static GrainTypeSnapshot Snapshot(GrainClass type, (long Calls, int Waiting, int Longest) living) =>
        new(type.Info.GrainType.ToString(), type.Activations, type.FinishedCalls + living.Calls, type.Errors, living.Waiting, living.Longest)
        {
            Latency = type.Latency.Take(),
        };
}
