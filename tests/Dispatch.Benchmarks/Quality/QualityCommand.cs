using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Dispatch.Domain.Matching;

namespace Dispatch.Benchmarks.Quality;

/// <summary>How good batched matching is: against first come, first served, against the optimum, and over a replayed day.</summary>
internal static class QualityCommand
{
    public static Command Make()
    {
        var batches = new Option<int>("--batches") { DefaultValueFactory = _ => 200, Description = "Batches of each case." };
        var calls = new Option<FileInfo>("--calls")
        {
            DefaultValueFactory = _ => new("../shared/data/calls.csv"), Description = "Real calls to replay; none when the file is not there.",
        };
        var responders = new Option<int>("--responders") { DefaultValueFactory = _ => 2_000, Description = "Responders of the replayed day." };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var command = new Command("quality", "Batched assignment against greedy and against the optimum, and a replayed day.") { batches, calls, responders, json };
        command.SetAction(async (parsed, stop) =>
        {
            var figures = new Figures(Console.Out);
            var isOptimal = Measure(figures, parsed.GetValue(batches));
            if (parsed.GetValue(calls) is { Exists: true } file)
            {
                foreach (var policy in new[] { "score", "nearest" })
                {
                    await ReplayAsync(figures, file, policy, parsed.GetValue(responders), stop);
                }
            }

            await figures.SaveAsync(parsed.GetValue(json));
            return isOptimal ? 0 : 1;
        });
        return command;
    }

    /// <summary>All cases; false when one answer of the product was not the optimum.</summary>
    public static bool Measure(Figures figures, int batches)
    {
        var (worst, slowest) = (0.0, 0.0);
        foreach (var each in QualityCase.All)
        {
            var (ratios, times, over) = Run(each, batches);
            figures.Add($"quality.{each.Name}.greedy_over_optimum", ratios.Average() - 1);
            figures.Median($"quality.{each.Name}.ms", times);
            figures.Add($"quality.{each.Name}.over_optimum", over);
            (worst, slowest) = (Math.Max(worst, over), Math.Max(slowest, Figures.Middle([.. times.Order()])));
        }

        figures.Add("quality.batch.over_optimum", worst);
        figures.Add("quality.batch.ms", slowest);
        return worst == 0;
    }

    private static (List<double> Ratios, List<double> Times, double Over) Run(QualityCase each, int batches)
    {
        var (ratios, times, over) = (new List<double>(), new List<double>(), 0.0);
        foreach (var costs in each.Batches(batches))
        {
            var began = Stopwatch.GetTimestamp();
            var columns = Assignment.Solve(costs, QualityCase.Requests, QualityCase.People);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);

            var (own, best, greedy) = (Served.Of(costs, columns), Served.Optimum(costs), Served.Greedy(costs));
            over = Math.Max(over, own.Count == best.Count ? (own.Sum - best.Sum) / (double)best.Sum : 1);
            ratios.Add(greedy.Sum / (double)greedy.Count / (best.Sum / (double)best.Count));
        }

        return (ratios, times, over);
    }

    /// <summary>The replay is the simulation's: real grains in virtual time, in a process of its own.</summary>
    private static async Task ReplayAsync(Figures figures, FileInfo calls, string policy, int responders, CancellationToken stop)
    {
        var found = Path.GetTempFileName();
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(built.Parent!.Parent!.FullName, "Dispatch.Simulation", built.Name, "Dispatch.Simulation.dll");
        string[] arguments = [program, "replay", calls.FullName, "--policy", policy, "--responders", $"{responders}", "--json", found];
        using var replay = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        await replay.StandardOutput.ReadToEndAsync(stop);
        await replay.WaitForExitAsync(stop);
        if (replay.ExitCode != 0)
        {
            throw new InvalidOperationException($"The replay ({policy}) ended with {replay.ExitCode}.");
        }

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(found, stop));
        foreach (var figure in report.RootElement.EnumerateObject().Where(each => each.Value.ValueKind == JsonValueKind.Number && !each.Name.Contains('.')))
        {
            figures.Add($"quality.day.{policy}.{figure.Name}", figure.Value.GetDouble());
        }

        File.Delete(found);
    }
}
