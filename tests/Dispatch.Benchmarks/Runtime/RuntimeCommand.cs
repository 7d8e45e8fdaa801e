using System.CommandLine;
using Dispatch.Benchmarks.Storage;

namespace Dispatch.Benchmarks.Runtime;

/// <summary>The command line of <see cref="RuntimeBenchmark"/>, with the writes of states; calls between two silos are <c>cluster</c>'s.</summary>
internal static class RuntimeCommand
{
    public static Command Make()
    {
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 2, Description = "How long each round runs." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "How many rounds; the median counts." };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var command = new Command("runtime", "Calls, idle activations and writes of states of the actor runtime.") { seconds, rounds, json };
        command.SetAction(async (parsed, _) =>
        {
            var (figures, time) = (new Figures(Console.Out), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            await RuntimeBenchmark.RunAsync(figures, time, parsed.GetValue(rounds));
            await StateWrites.RunAsync(figures, time, parsed.GetValue(rounds));
            SimulationBenchmark.Run(Console.Out);
            await figures.SaveAsync(parsed.GetValue(json));
        });
        return command;
    }
}
