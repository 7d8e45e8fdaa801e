using System.CommandLine;
using Dispatch.Runtime.Tests.Storage;

namespace Dispatch.Benchmarks.Clusters;

/// <summary>What it costs that actors live in several processes on one PostgreSQL.</summary>
internal static class ClusterCommand
{
    public static Command Make()
    {
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 3, Description = "How long each round of calls runs." };
        var dispatch = new Option<double>("--dispatch-seconds") { DefaultValueFactory = _ => 15, Description = "How long each round of dispatches runs; 0: none." };
        var warmUp = new Option<double>("--warm-up-seconds")
        {
            DefaultValueFactory = _ => 40,
            Description = "How long dispatches run before they are counted: two silos compile twice as much as one, and a silo runs for weeks.",
        };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "How many rounds; the median counts." };
        var command = new Command("cluster", "Calls between two silos, and dispatches by two silos against one.") { seconds, dispatch, warmUp, rounds };
        command.SetAction(async (parsed, _) =>
        {
            await using var store = await PostgresServer.StartAsync(durable: true);
            var count = parsed.GetValue(rounds);
            await CallsBetweenSilos.RunAsync(await store.CreateDatabaseAsync(), TimeSpan.FromSeconds(parsed.GetValue(seconds)), count);
            if (parsed.GetValue(dispatch) is > 0 and var length)
            {
                await TwoSilosAgainstOne.RunAsync(store, TimeSpan.FromSeconds(parsed.GetValue(warmUp)), TimeSpan.FromSeconds(length), count, new Figures(Console.Out));
            }
        });
        return command;
    }

    /// <summary>A silo of the benchmark as a process of its own; it ends when its input does.</summary>
    public static Command MakeSilo()
    {
        var database = new Argument<string>("database");
        var command = new Command(SiloChild.Name, "One silo of the cluster benchmark.") { database };
        command.Hidden = true;
        command.SetAction((parsed, _) => SiloChild.RunAsync(parsed.GetValue(database)!));
        return command;
    }
}
