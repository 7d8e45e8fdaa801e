using Dispatch.Runtime.Simulation;
using Dispatch.Simulation.Chance;
using Dispatch.Simulation.History;
using Dispatch.Simulation.Staging;

namespace Dispatch.Simulation.Explore;

/// <summary>
/// Everything that can go wrong with machines: messages lost, late or twice; silos that crash, are cut off and come back; a store that fails, is
/// slow, or will not say.
/// </summary>
internal sealed class Troubles(World world, int seed)
{
    private readonly Luck luck = new(seed, "troubles");

    /// <summary>Sets the faults that go on all the time.</summary>
    public void Set(SimulationOptions options)
    {
        options.Network.Delay = Delay.Mixed(
            Delay.Uniform(TimeSpan.FromMilliseconds(0.2), TimeSpan.FromMilliseconds(luck.Between(1, 60))),
            Delay.Uniform(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(4)),
            luck.Happens(0.5) ? 0.02 : 0);
        options.Network.Loss = luck.Happens(0.7) ? luck.Between(0, 0.03) : 0;
        options.Network.Duplication = luck.Happens(0.7) ? luck.Between(0, 0.1) : 0;
        options.TurnDelay = luck.Happens(0.5) ? Delay.Exponential(TimeSpan.FromMilliseconds(1)) : Delay.None;
        options.Storage.Delay = Delay.Mixed(
            Delay.Exponential(TimeSpan.FromMilliseconds(luck.Between(0.5, 10))),
            Delay.Uniform(TimeSpan.Zero, TimeSpan.FromSeconds(3)),
            luck.Happens(0.5) ? 0.01 : 0);
        options.Storage.Failure = luck.Happens(0.7) ? luck.Between(0, 0.02) : 0;
        options.Storage.UnknownOutcome = luck.Happens(0.7) ? luck.Between(0, 0.02) : 0;
        options.CrashDetection = luck.Span(0.1, 5);
    }

    /// <summary>Plans crashes and partitions.</summary>
    public void Plan(Stage stage, TimeSpan within)
    {
        for (var times = luck.Whole(0, 6); times > 0; times--)
        {
            var silo = luck.Whole(0, world.Silos - 1);
            var away = luck.Span(0.2, 30);
            stage.After(luck.Span(5, within.TotalSeconds), () => CrashAsync(stage, silo, away));
        }

        for (var times = world.Silos > 1 ? luck.Whole(0, 3) : 0; times > 0; times--)
        {
            var silo = luck.Whole(0, world.Silos - 1);
            var away = luck.Span(0.5, 20);
            stage.After(luck.Span(5, within.TotalSeconds), () => CutOffAsync(stage, silo, away));
        }
    }

    /// <summary>From now on nothing fails: whoever is down comes back.</summary>
    public static void End(Stage stage)
    {
        var options = stage.Cluster.Options;
        (options.Network.Loss, options.Network.Duplication) = (0, 0);
        (options.Storage.Failure, options.Storage.UnknownOutcome) = (0, 0);
        options.Network.Delay = Delay.Uniform(TimeSpan.FromMilliseconds(0.2), TimeSpan.FromMilliseconds(5));
        options.Storage.Delay = Delay.Exponential(TimeSpan.FromMilliseconds(2));
        stage.Tell(new Noted(stage.Now, "faults end"));
    }

    /// <summary>Half of the worlds lose a silo once more when everybody has gone home: nobody is left to wake what slept on it.</summary>
    public void EndWithACrash(Stage stage)
    {
        if (luck.Happens(0.5))
        {
            var silo = luck.Whole(0, world.Silos - 1);
            var away = luck.Span(0.5, 10);
            stage.Cluster.Schedule(luck.Span(0, 20), () => CrashAsync(stage, silo, away));
        }
    }

    private static async Task CrashAsync(Stage stage, int silo, TimeSpan away)
    {
        if (!stage.Cluster.IsRunning(silo))
        {
            return;
        }

        stage.Tell(new Noted(stage.Now, $"silo {silo} crashes for {away.TotalSeconds:0.0} s"));
        stage.Cluster.CrashSilo(silo);
        await stage.PauseAsync(away);
        stage.Tell(new Noted(stage.Now, $"silo {silo} starts"));
        await stage.Cluster.StartSilo(silo);
    }

    private static async Task CutOffAsync(Stage stage, int silo, TimeSpan away)
    {
        if (!stage.Cluster.IsRunning(silo))
        {
            return;
        }

        stage.Tell(new Noted(stage.Now, $"silo {silo} is cut off for {away.TotalSeconds:0.0} s"));
        stage.Cluster.DisconnectSilo(silo);
        await stage.PauseAsync(away);
        stage.Cluster.ReconnectSilo(silo);
    }
}
