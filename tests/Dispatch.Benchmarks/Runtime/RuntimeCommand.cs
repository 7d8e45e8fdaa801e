using System.CommandLine;

namespace Dispatch.Benchmarks.Runtime;

/// <summary>The command line of <see cref="RuntimeBenchmark"/>.</summary>
internal static class RuntimeCommand
{
    public static Command Make()
    {
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 2, Description = "How long each round runs." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "How many rounds; the median counts." };
        var command = new Command("runtime", "Calls per second and bytes per idle activation of the actor runtime.") { seconds, rounds };
        command.SetAction(async (parsed, _) =>
        {
            await RuntimeBenchmark.RunAsync(Console.Out, TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(rounds));
            SimulationBenchmark.Run(Console.Out);
        });
        return command;
    }
}
