using System.CommandLine;
using System.Diagnostics;

namespace Dispatch.Simulation.Replay;

/// <summary><c>replay CALLS --responders N --seed N --policy score|nearest --json FILE</c></summary>
internal static class ReplayCommand
{
    public static Command Make()
    {
        var calls = new Argument<FileInfo>("calls") { Description = "calls.csv: at, lat, lon, group, type, place" };
        var responders = new Option<int>("--responders") { Description = "How many responders", DefaultValueFactory = _ => 2_000 };
        var seed = new Option<int>("--seed") { Description = "Decides all chance", DefaultValueFactory = _ => 1 };
        var policy = new Option<string>("--policy") { Description = "Order of candidates", DefaultValueFactory = _ => "score" };
        var json = new Option<FileInfo?>("--json") { Description = "Writes the figures as flat JSON" };
        policy.AcceptOnlyFromAmong("score", "nearest");
        calls.AcceptExistingOnly();
        var command = new Command("replay", "Replays real calls with simulated responders and prints figures per lane.")
        {
            calls, responders, seed, policy, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(calls)!,
            parsed.GetValue(responders),
            parsed.GetValue(seed),
            parsed.GetValue(policy) == "nearest",
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(FileInfo calls, int responders, int seed, bool nearestFirst, FileInfo? json)
    {
        var watch = Stopwatch.StartNew();
        var run = new ReplayRun(CallRow.Read(calls.FullName), responders, seed, nearestFirst);
        var report = run.Run();
        Console.WriteLine(report.Table());
        Console.WriteLine(
            $"{responders} responders, seed {seed}, {(nearestFirst ? "nearest first" : "score")}; "
            + $"{report.Commits} commits; history {report.Digest}");
        Console.WriteLine($"seconds {watch.Elapsed.TotalSeconds:0.0}");
        if (json is not null)
        {
            File.WriteAllText(json.FullName, report.Json());
        }

        foreach (var violation in run.Violations.Take(20))
        {
            Console.WriteLine($"{violation.Promise} at {violation.At:O}: {violation.Detail}");
        }

        return run.Violations.Count == 0 ? 0 : 1;
    }
}
