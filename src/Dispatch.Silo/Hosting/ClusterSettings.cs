using System.Net;

namespace Dispatch.Silo.Hosting;

/// <summary>Settings of a silo that is one of several, section <c>Dispatch:Cluster</c>.</summary>
internal sealed class ClusterSettings
{
    /// <summary>The shortest secret that is accepted.</summary>
    public const int ShortestSecret = 16;

    /// <summary>Processes with the same id form one cluster.</summary>
    /// <value>Default: <c>communitycare</c>.</value>
    public string Id { get; set; } = "communitycare";

    /// <summary>What every process of the cluster knows and nobody else.</summary>
    /// <value>No default. At least 16 characters.</value>
    public string? Secret { get; set; }

    /// <summary>The address under which the other processes reach this silo.</summary>
    /// <value>Default: <c>127.0.0.1</c>.</value>
    public string Address { get; set; } = IPAddress.Loopback.ToString();

    /// <summary>The address on which it listens, when that is another one, as in a container.</summary>
    /// <value>Default: null, the same.</value>
    public string? Listen { get; set; }

    /// <summary>The port for other silos and for clients.</summary>
    /// <value>Default: 11111.</value>
    public int Port { get; set; } = 11111;

    /// <summary>What the silo is called in lists.</summary>
    /// <value>Default: <c>silo-</c> and the port.</value>
    public string? Name { get; set; }

    /// <summary>What is wrong with these settings, in one line; null when nothing is.</summary>
    public string? Fault() =>
        string.IsNullOrWhiteSpace(Id) ? "Dispatch:Cluster:Id is empty: give all processes of a cluster the same name."
        : Secret is not { Length: >= ShortestSecret }
            ? $"Dispatch:Cluster:Secret needs at least {ShortestSecret} characters, the same in all processes of the cluster."
        : !IPAddress.TryParse(Address, out _) ? $"Dispatch:Cluster:Address is '{Address}': give the IP address at which the others reach this silo."
        : Listen is not null && !IPAddress.TryParse(Listen, out _) ? $"Dispatch:Cluster:Listen is '{Listen}': give an IP address, such as 0.0.0.0."
        : Port is < 1 or > 65_535 ? $"Dispatch:Cluster:Port is {Port}: give a port from 1 to 65535."
        : null;
}
