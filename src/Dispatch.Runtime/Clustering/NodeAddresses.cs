using System.Net;

namespace Dispatch.Runtime.Clustering;

/// <summary>How nodes are told apart. A client has port 0, since nobody connects to it.</summary>
internal static class NodeAddresses
{
    private static readonly DateTimeOffset Epoch = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static int lastGeneration;
    private static int lastSecond;

    public static bool IsSilo(this SiloAddress address) => address.Endpoint.Port != 0;

    public static SiloAddress Client(int generation) => SiloAddress.New(IPAddress.Loopback, 0, generation);

    /// <summary>Of a silo that other processes know: later for a later life, and never twice from one process.</summary>
    public static int NewGeneration(DateTimeOffset now)
    {
        var wanted = (int)(now - Epoch).TotalSeconds;
        while (true)
        {
            var last = Volatile.Read(ref lastSecond);
            var next = Math.Max(wanted, last + 1);
            if (Interlocked.CompareExchange(ref lastSecond, next, last) == last)
            {
                return next;
            }
        }
    }

    /// <summary>Unique in this process.</summary>
    public static int NextGeneration() => Interlocked.Increment(ref lastGeneration);
}
