namespace Dispatch.Web.Hosting;

/// <summary>Settings of a web process that is a client of a cluster, section <c>Dispatch:Cluster</c>.</summary>
public sealed class ClusterSettings
{
    /// <summary>The shortest secret that is accepted.</summary>
    public const int ShortestSecret = 16;

    /// <summary>Processes with the same id form one cluster.</summary>
    /// <value>Default: <c>communitycare</c>.</value>
    public string Id { get; set; } = "communitycare";

    /// <summary>What every process of the cluster knows and nobody else.</summary>
    /// <value>No default. At least 16 characters.</value>
    public string? Secret { get; set; }

    /// <summary>What the process is called in lists.</summary>
    /// <value>Default: the machine's name.</value>
    public string Name { get; set; } = Environment.MachineName;

    /// <summary>How long a process that was told to stop serves on, while its readiness already says no.</summary>
    /// <value>Default: 2 s. Range: 0..25. Longer than a balancer's pause between two looks.</value>
    public int DrainSeconds { get; set; } = 2;
}
