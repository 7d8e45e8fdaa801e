using System.Globalization;
using Dispatch.Simulation.Chance;

namespace Dispatch.Simulation.Chaos.Faults;

/// <summary>Which faults come when, and to whom: all from the seed.</summary>
internal static class FaultPlan
{
    /// <summary>Each of them once, in this order of importance, before any comes twice.</summary>
    private static readonly FaultKind[] Once = [FaultKind.KillSilo, FaultKind.PauseSilo, FaultKind.RestartStore, FaultKind.CutSilo, FaultKind.KillWeb];

    /// <summary>A fault for each moment, none so late that the run would end in the middle of it.</summary>
    public static IReadOnlyList<(TimeSpan At, FaultKind Kind, int Target)> Make(ChaosSettings settings)
    {
        var luck = new Luck(settings.Seed, string.Create(CultureInfo.InvariantCulture, $"faults {settings.KillEvery}"));
        var moments = Enumerable.Range(1, settings.Seconds).Select(number => number * settings.KillEvery)
            .TakeWhile(second => second <= settings.Seconds - Math.Min(3, settings.KillEvery)).ToList();
        var further = Enumerable.Range(0, Math.Max(0, moments.Count - Once.Length)).Select(index => index % 2 == 0 ? FaultKind.KillSilo : FaultKind.KillWeb);
        var kinds = settings.Rolling
            ? Enumerable.Repeat(FaultKind.RollSilo, settings.Silos).ToList()
            : Once.Take(moments.Count).Concat(further).ToList();
        for (var index = kinds.Count - 1; index > 1; index--)
        {
            // The first stays the first, so that even the shortest run begins with a kill.
            var other = luck.Whole(1, index);
            (kinds[index], kinds[other]) = (kinds[other], kinds[index]);
        }

        return [.. kinds.Zip(moments).Select((each, index) => (TimeSpan.FromSeconds(each.Second), each.First, Target(each.First, index)))];

        int Target(FaultKind kind, int index) => kind switch
        {
            FaultKind.KillWeb => luck.Whole(0, settings.Webs - 1),
            FaultKind.RollSilo => index % settings.Silos,
            _ => luck.Whole(0, settings.Silos - 1),
        };
    }
}
