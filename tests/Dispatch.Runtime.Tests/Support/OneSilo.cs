using Orleans.TestingHost;

namespace Dispatch.Runtime.Tests.Support;

/// <summary>A cluster for one test.</summary>
public static class OneSilo
{
    public static Task<InProcessTestCluster> StartAsync(Action<ISiloBuilder>? configure = null) => StartAsync(1, configure);

    public static async Task<InProcessTestCluster> StartAsync(short silos, Action<ISiloBuilder>? configure = null)
    {
        var cluster = new InProcessTestClusterBuilder(silos).ConfigureSilo((_, silo) => configure?.Invoke(silo)).Build();
        await cluster.DeployAsync();
        return cluster;
    }

    /// <summary>The factory inside the first silo: its calls take the short way.</summary>
    public static IGrainFactory Inside(this InProcessTestCluster cluster) =>
        (IGrainFactory)cluster.Silos[0].ServiceProvider.GetService(typeof(IGrainFactory))!;
}
