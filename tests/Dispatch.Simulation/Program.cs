using System.CommandLine;
using Dispatch.Simulation.Chaos;
using Dispatch.Simulation.Explore;
using Dispatch.Simulation.Replay;

namespace Dispatch.Simulation;

internal static class Program
{
    private static int Main(string[] args) =>
        new RootCommand("Plays the dispatch protocol: real calls replayed or random worlds with every fault in virtual time, and real processes under real faults.")
        {
            ReplayCommand.Make(),
            ExploreCommand.Make(),
            ChaosCommand.Make(),
        }.Parse(args).Invoke();
}
