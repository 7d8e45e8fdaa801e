using System.CommandLine;
using System.Diagnostics;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Explore;

/// <summary><c>explore --seeds N --from N --minutes M</c>, and <c>explore --seed N --trace</c> to see one again.</summary>
internal static class ExploreCommand
{
    public static Command Make()
    {
        var seeds = new Option<int>("--seeds") { Description = "How many worlds", DefaultValueFactory = _ => 200 };
        var from = new Option<int>("--from") { Description = "The first seed", DefaultValueFactory = _ => 1 };
        var minutes = new Option<int>("--minutes") { Description = "Virtual minutes of activity in each", DefaultValueFactory = _ => 20 };
        var seed = new Option<int?>("--seed") { Description = "One world only" };
        var trace = new Option<bool>("--trace") { Description = "Prints the history" };
        var command = new Command("explore", "Plays random worlds with all faults and stops at the first broken promise.")
        {
            seeds, from, minutes, seed, trace,
        };
        command.SetAction(parsed => parsed.GetValue(seed) is { } one
            ? Run(one, 1, parsed.GetValue(minutes), parsed.GetValue(trace))
            : Run(parsed.GetValue(from), parsed.GetValue(seeds), parsed.GetValue(minutes), parsed.GetValue(trace)));
        return command;
    }

    private static int Run(int from, int seeds, int minutes, bool trace)
    {
        var watch = Stopwatch.StartNew();
        var (worlds, requests, commits) = (0, 0, 0);
        for (var seed = from; seed < from + seeds; seed++)
        {
            var run = new ExploreRun(seed, TimeSpan.FromMinutes(minutes), trace ? Print : null);
            var outcome = run.Run();
            worlds++;
            requests += outcome.Requests;
            commits += outcome.Commits;
            if (outcome.Violations.Count > 0)
            {
                Tell(seed, outcome);
                return 1;
            }

            if (seeds == 1 || worlds % 20 == 0)
            {
                Console.WriteLine(
                    $"{worlds} worlds kept every promise: {requests} requests, {commits} commits, "
                    + $"{watch.Elapsed.TotalSeconds:0.0} s; seed {seed} ends {outcome.Digest}");
            }
        }

        return 0;
    }

    private static void Tell(int seed, ExploreOutcome outcome)
    {
        foreach (var happening in outcome.Around)
        {
            Print(happening);
        }

        Console.WriteLine($"Seed {seed} broke a promise in {outcome.World}; see it with: explore --seed {seed} --trace");
        foreach (var violation in outcome.Violations.Take(10))
        {
            Console.WriteLine($"  {violation.Promise} at {violation.At:HH:mm:ss.fff}: {violation.Detail}");
        }
    }

    private static void Print(Happening happening) => Console.WriteLine($"{happening.At:HH:mm:ss.fff} {happening}");
}
