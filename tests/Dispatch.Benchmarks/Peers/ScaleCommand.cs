using System.CommandLine;
using System.Globalization;
using Dispatch.Benchmarks.Matching;

namespace Dispatch.Benchmarks.Peers;

/// <summary>What a match, a responder in memory and a start cost as a city grows.</summary>
internal static class ScaleCommand
{
    public static Command Make()
    {
        var sizes = new Option<string>("--n") { DefaultValueFactory = _ => "10000,100000,1000000", Description = "How many volunteers, with commas between." };
        var requests = new Option<int>("--requests") { DefaultValueFactory = _ => 200_000, Description = "How many are matched in each round." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "How many rounds; the median counts." };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var command = new Command("scale", "Time per match, memory and start-up by the number of people.") { sizes, requests, rounds, json };
        command.SetAction(async (parsed, _) =>
        {
            var figures = new Figures(Console.Out);
            var asked = new DispatchOne().Requests(parsed.GetValue(requests));
            foreach (var people in parsed.GetValue(sizes)!.Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)))
            {
                var own = OwnMatch.Fill(people, asked);
                var paces = Enumerable.Range(0, parsed.GetValue(rounds)).Select(_ => own.Run()).ToList();
                var key = $"scale.n{people}";
                figures.Median($"{key}.matches_per_s", [.. paces.Select(pace => pace.PerSecond)]);
                figures.Median($"{key}.match_p99_ms", [.. paces.Select(pace => pace.P99Ms)]);
                figures.Add($"{key}.held", own.Index.Count);
                figures.Add($"{key}.fill_ms", own.Filled.TotalMilliseconds);
                figures.Add("index.bytes_per_responder", (double)own.Index.Bytes / own.Index.Count);
            }

            await figures.SaveAsync(parsed.GetValue(json));
        });
        return command;
    }
}
