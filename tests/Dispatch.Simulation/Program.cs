using System.CommandLine;
using Dispatch.Simulation.Explore;
using Dispatch.Simulation.Replay;

namespace Dispatch.Simulation;

internal static class Program
{
    private static int Main(string[] args) =>
        new RootCommand("Plays the dispatch protocol in virtual time: real calls replayed, or random worlds with every fault.")
        {
            ReplayCommand.Make(),
            ExploreCommand.Make(),
        }.Parse(args).Invoke();
}
