using Dispatch.Runtime.Clustering;

namespace Dispatch.Runtime.Diagnostics;

/// <summary>What one silo is doing, for an operations page.</summary>
public interface IRuntimeDiagnostics
{
    SiloSnapshot Take();
}

/// <summary>One silo at one moment.</summary>
/// <param name="Silo">Its address.</param>
/// <param name="Uptime">Since it started.</param>
/// <param name="ManagedBytes">The managed memory of its process.</param>
/// <param name="Silos">The addresses of the silos that take grains, in this silo's view.</param>
/// <param name="GrainTypes">By name; types that were never used are left out.</param>
public sealed record SiloSnapshot(
    string Silo, TimeSpan Uptime, long ManagedBytes, IReadOnlyList<string> Silos, IReadOnlyList<GrainTypeSnapshot> GrainTypes);

/// <summary>One grain type on one silo.</summary>
/// <param name="GrainType">Its name.</param>
/// <param name="Activations">How many live now.</param>
/// <param name="Calls">How many calls ended since the start, timer ticks included.</param>
/// <param name="Errors">How many of them failed.</param>
/// <param name="Waiting">How many calls wait in mailboxes now.</param>
/// <param name="LongestQueue">The most that wait for one activation now.</param>
public sealed record GrainTypeSnapshot(string GrainType, long Activations, long Calls, long Errors, int Waiting, int LongestQueue);

internal sealed class RuntimeDiagnostics(Silo silo) : IRuntimeDiagnostics
{
    public SiloSnapshot Take() => new(
        silo.Address.ToParsableString(),
        silo.Uptime,
        GC.GetTotalMemory(forceFullCollection: false),
        [.. silo.View.Silos.Select(address => address.ToParsableString())],
        GrainTypesOf(silo));

    public static List<GrainTypeSnapshot> GrainTypesOf(Silo silo)
    {
        var living = silo.Table.All().GroupBy(activation => activation.Class).ToDictionary(
            same => same.Key,
            same => (Calls: same.Sum(each => each.Calls), Waiting: same.Sum(each => each.WaitingCalls), Longest: same.Max(each => each.WaitingCalls)));
        return [.. silo.Classes
            .Select(type => (Type: type, Living: living.GetValueOrDefault(type)))
            .Select(each => new GrainTypeSnapshot(
                each.Type.Info.GrainType.ToString(),
                each.Type.Activations,
                each.Type.FinishedCalls + each.Living.Calls,
                each.Type.Errors,
                each.Living.Waiting,
                each.Living.Longest))
            .Where(type => type.Activations + type.Calls > 0)
            .OrderBy(type => type.GrainType, StringComparer.Ordinal)];
    }
}
