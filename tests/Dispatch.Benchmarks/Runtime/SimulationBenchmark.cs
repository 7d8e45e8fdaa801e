using System.Diagnostics;
using Dispatch.Runtime.Simulation;

namespace Dispatch.Benchmarks.Runtime;

/// <summary>Messages per second of deterministic mode on one core, and the history by which two runs are compared.</summary>
internal static class SimulationBenchmark
{
    public static void Run(TextWriter output, int calls = 300_000)
    {
        Measure(output, "calm", calls, new());
        var rough = new SimulationOptions();
        rough.Network.Delay = Delay.LogNormal(TimeSpan.FromMilliseconds(2), 1);
        rough.Network.Loss = 0.001;
        rough.TurnDelay = Delay.Uniform(TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
        Measure(output, "rough", calls, rough);
    }

    private static void Measure(TextWriter output, string name, int calls, SimulationOptions options)
    {
        var cluster = new SimulatedCluster(1, 3, static (_, _) => { }, options);
        var (cpu, clock) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        cluster.Run(() => Task.WhenAll(Enumerable.Range(0, 100).Select(caller => CallAsync(cluster, caller, calls / 100))));
        var spent = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var messages = cluster.History.Messages;
        output.WriteLine(FormattableString.Invariant(
            $"simulation {name} messages={messages} per_s={messages / clock.Elapsed.TotalSeconds:F0} per_cpu_s={messages / spent.TotalSeconds:F0}")
            + $" history={cluster.History}");
    }

    private static async Task CallAsync(SimulatedCluster cluster, int caller, int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            try
            {
                await cluster.GrainFactory.GetGrain<IPingGrain>($"callee-{((caller * 101) + call) % 1000}").PingLater();
            }
            catch (TimeoutException)
            {
                // The message was lost, as the options say.
            }
        }
    }
}
