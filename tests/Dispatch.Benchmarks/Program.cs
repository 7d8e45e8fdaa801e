using System.CommandLine;
using Dispatch.Benchmarks.Clusters;
using Dispatch.Benchmarks.Ledger;
using Dispatch.Benchmarks.Live;
using Dispatch.Benchmarks.Runtime;

namespace Dispatch.Benchmarks;

internal static class Program
{
    private static Task<int> Main(string[] args) =>
        new RootCommand("Benchmarks; build with -c Release.")
        {
            RuntimeCommand.Make(), LiveCommand.Make(), ClusterCommand.Make(), ClusterCommand.MakeSilo(), LedgerCommand.Make(),
        }
        .Parse(args).InvokeAsync();
}
