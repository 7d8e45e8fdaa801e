using System.CommandLine;

namespace Dispatch.Benchmarks.Peers;

/// <summary>The command line of <see cref="PeersBenchmark"/>.</summary>
internal static class PeersCommand
{
    public static Command Make()
    {
        var sizes = new Option<string>("--n") { DefaultValueFactory = _ => "10000,100000,1000000", Description = "How many volunteers, with commas between." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "How often each takes its turn; the median counts." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 3, Description = "How long each turn runs." };
        var peers = new Option<DirectoryInfo>("--peers") { DefaultValueFactory = _ => new("../shared/peers"), Description = "The rivals' sources." };
        var data = new Option<DirectoryInfo>("--data") { DefaultValueFactory = _ => new("/var/tmp/dispatch-peers"), Description = "Where rivals are built and keep their data." };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var command = new Command("peers", "The same requests by us, by PostGIS, by Redis and by a bare grid, in turns.") { sizes, rounds, seconds, peers, data, json };
        command.SetAction(async (parsed, _) =>
        {
            var figures = new Figures(Console.Out);
            await using var rivals = await Rivals.StartAsync(parsed.GetValue(peers)!, parsed.GetValue(data)!);
            var benchmark = new PeersBenchmark(rivals, figures, parsed.GetValue(rounds), parsed.GetValue(seconds));
            foreach (var size in parsed.GetValue(sizes)!.Split(','))
            {
                await benchmark.RunAsync(int.Parse(size, System.Globalization.CultureInfo.InvariantCulture));
            }

            await figures.SaveAsync(parsed.GetValue(json));
            return benchmark.IsWrong ? 1 : 0;
        });
        return command;
    }
}
