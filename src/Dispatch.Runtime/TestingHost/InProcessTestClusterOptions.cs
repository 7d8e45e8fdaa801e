using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>What a test cluster consists of.</summary>
public sealed class InProcessTestClusterOptions
{
    public string ClusterId { get; set; } = $"testcluster-{Guid.NewGuid():N}";

    public string ServiceId { get; set; } = Guid.NewGuid().ToString("N");

    /// <summary>Default: 1 in this class, 2 in a builder made without a number.</summary>
    public short InitialSilosCount { get; set; } = 1;

    /// <summary>Whether the client is made with the cluster. Default: true.</summary>
    public bool InitializeClientOnDeploy { get; set; } = true;

    public List<Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>> SiloHostConfigurationDelegates { get; } = [];

    public List<Action<IHostApplicationBuilder>> ClientHostConfigurationDelegates { get; } = [];
}

/// <summary>What one silo of a test cluster is told.</summary>
public sealed class InProcessTestSiloSpecificOptions
{
    public required string SiloName { get; init; }

    public required int SiloPort { get; init; }

    public required int GatewayPort { get; init; }
}
