using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dispatch.Benchmarks.Clusters;
using Dispatch.Benchmarks.Matching;
using Dispatch.Contracts.Matching;
using Dispatch.Domain.Matching;
using Dispatch.Runtime.Tests.Storage;

namespace Dispatch.Benchmarks.Peers;

/// <summary>What a match, a responder in memory and a start cost as a city grows.</summary>
internal static class ScaleCommand
{
    /// <summary>What comes to a busy zone within a batch's 250 ms.</summary>
    private const int Together = 100;

    public static Command Make()
    {
        var sizes = new Option<string>("--n") { DefaultValueFactory = _ => "10000,100000,1000000", Description = "How many volunteers, with commas between." };
        var requests = new Option<int>("--requests") { DefaultValueFactory = _ => 200_000, Description = "How many are matched in each round." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "How many rounds; the median counts." };
        var open = new Option<string>("--open") { DefaultValueFactory = _ => "100,1000,10000", Description = "How many requests are open at once, with commas between." };
        var silos = new Option<double>("--silos-seconds")
        {
            DefaultValueFactory = _ => 15, Description = "How long each round of dispatches by one silo and by two runs; 0: none.",
        };
        var warmUp = new Option<double>("--warm-up-seconds") { DefaultValueFactory = _ => 40, Description = "How long dispatches run before they are counted." };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var command = new Command("scale", "Time per match, memory and start-up by the number of people; two silos against one.")
        {
            sizes, requests, rounds, open, silos, warmUp, json,
        };
        command.SetAction(async (parsed, _) =>
        {
            var figures = new Figures(Console.Out);
            var asked = new DispatchOne().Requests(parsed.GetValue(requests));
            foreach (var people in Numbers(parsed.GetValue(sizes)!))
            {
                var own = OwnMatch.Fill(people, asked);
                var paces = Enumerable.Range(0, parsed.GetValue(rounds)).Select(_ => own.Run()).ToList();
                var key = $"scale.n{people}";
                figures.Median($"{key}.matches_per_s", [.. paces.Select(pace => pace.PerSecond)]);
                figures.Median($"{key}.match_p99_ms", [.. paces.Select(pace => pace.P99Ms)]);
                figures.Add($"{key}.held", own.Index.Count);
                figures.Add($"{key}.fill_ms", own.Filled.TotalMilliseconds);
                figures.Add("index.bytes_per_responder", (double)own.Index.Bytes / own.Index.Count);
                foreach (var together in Numbers(parsed.GetValue(open)!))
                {
                    figures.Median($"{key}.open{together}.match_ms", [.. Enumerable.Range(0, parsed.GetValue(rounds)).Select(_ => Batched(own.Index, asked, together))]);
                }
            }

            if (parsed.GetValue(silos) is > 0 and var length)
            {
                await using var store = await PostgresServer.StartAsync(durable: true);
                var (before, time) = (TimeSpan.FromSeconds(parsed.GetValue(warmUp)), TimeSpan.FromSeconds(length));
                await TwoSilosAgainstOne.RunAsync(store, before, time, parsed.GetValue(rounds), figures);
            }

            await figures.SaveAsync(parsed.GetValue(json));
        });
        return command;
    }

    private static IEnumerable<int> Numbers(string list) => list.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture));

    /// <summary>Milliseconds for each of so many requests that are open at once, matched in batches as a zone does.</summary>
    private static double Batched(ZoneIndex index, List<(MatchQuery[] Steps, DateTimeOffset Now)> asked, int open)
    {
        var began = Stopwatch.GetTimestamp();
        var matched = 0;
        foreach (var batch in Enumerable.Range(0, open).Select(at => asked[at % asked.Count]).Chunk(Together))
        {
            matched += BatchMatching.Solve([.. batch.Select(each => (each.Steps[^1], 1))], index, batch[0].Now).Length;
        }

        return Stopwatch.GetElapsedTime(began).TotalMilliseconds / matched;
    }
}
