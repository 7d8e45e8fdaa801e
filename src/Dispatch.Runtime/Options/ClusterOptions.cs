using System.Net;

namespace Orleans.Configuration;

/// <summary>Which cluster and which service a silo belongs to.</summary>
public class ClusterOptions
{
    public const string DefaultClusterId = "default";
    public const string DefaultServiceId = "default";

    /// <summary>Silos with the same id form one cluster. Default: "default".</summary>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>The service whose data is stored; outlives clusters. Default: "default".</summary>
    public string ServiceId { get; set; } = DefaultServiceId;
}

/// <summary>What a silo is called.</summary>
public class SiloOptions
{
    /// <summary>Default: "Silo" and the host's name.</summary>
    public string SiloName { get; set; } = "Silo-" + Environment.MachineName;
}

/// <summary>Where a silo listens.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1707", Justification = "Stock Orleans names the constants so.")]
public class EndpointOptions
{
    public const int DEFAULT_SILO_PORT = 11111;
    public const int DEFAULT_GATEWAY_PORT = 30000;

    /// <summary>The port that silos call. Default: 11111.</summary>
    public int SiloPort { get; set; } = DEFAULT_SILO_PORT;

    /// <summary>The port that clients call. Default: 30000.</summary>
    public int GatewayPort { get; set; } = DEFAULT_GATEWAY_PORT;

    /// <summary>The address that others use. Default: loopback.</summary>
    public IPAddress? AdvertisedIPAddress { get; set; }

    /// <summary>Where the silo itself listens, when that is not the advertised address: in a container, or behind a translated address.</summary>
    public IPEndPoint? SiloListeningEndpoint { get; set; }
}
