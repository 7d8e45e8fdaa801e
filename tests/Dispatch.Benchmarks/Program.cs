using System.CommandLine;
using Dispatch.Benchmarks.Boards;
using Dispatch.Benchmarks.Care;
using Dispatch.Benchmarks.Clusters;
using Dispatch.Benchmarks.Ledger;
using Dispatch.Benchmarks.Live;
using Dispatch.Benchmarks.Peers;
using Dispatch.Benchmarks.Quality;
using Dispatch.Benchmarks.Runtime;
using Dispatch.Benchmarks.Sealing;

namespace Dispatch.Benchmarks;

internal static class Program
{
    private static Task<int> Main(string[] args) => RunAsync(args);

    /// <summary>Runs one command line.</summary>
    internal static Task<int> RunAsync(string[] args) =>
        new RootCommand("Benchmarks; build with -c Release.")
        {
            RuntimeCommand.Make(), LiveCommand.Make(), ClusterCommand.Make(), ClusterCommand.MakeSilo(), LedgerCommand.Make(), SealCommand.Make(),
            PeersCommand.Make(), PairsCommand.Make(), ScaleCommand.Make(), QualityCommand.Make(), BoardCommand.Make(), CareCommand.Make(),
        }
        .Parse(args).InvokeAsync();
}
