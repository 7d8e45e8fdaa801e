using System.Net;
using System.Net.Sockets;

namespace Dispatch.Simulation.Chaos.Topology;

/// <summary>Ports that nobody has at the moment.</summary>
internal static class Ports
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
