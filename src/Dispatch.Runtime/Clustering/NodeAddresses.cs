using System.Net;

namespace Dispatch.Runtime.Clustering;

/// <summary>How nodes are told apart. A client has port 0, since nobody connects to it.</summary>
internal static class NodeAddresses
{
    private static int lastGeneration;

    public static bool IsSilo(this SiloAddress address) => address.Endpoint.Port != 0;

    public static SiloAddress Client(int generation) => SiloAddress.New(IPAddress.Loopback, 0, generation);

    /// <summary>Unique in this process.</summary>
    public static int NextGeneration() => Interlocked.Increment(ref lastGeneration);
}
