namespace Dispatch.Runtime.Clustering;

/// <summary>How the processes of a cluster talk to each other.</summary>
public sealed class ClusterTransportOptions
{
    /// <summary>The shortest secret that is accepted.</summary>
    public const int ShortestSecret = 16;

    /// <summary>What every process of the cluster knows and nobody else. No default: without it nothing starts.</summary>
    public string? Secret { get; set; }

    /// <summary>The largest message. Default: 8 MiB.</summary>
    public int LargestMessage { get; set; } = 8 << 20;

    /// <summary>How many bytes may wait for one peer; calls beyond that are refused. Default: 32 MiB.</summary>
    public int MostWaiting { get; set; } = 32 << 20;

    /// <summary>How long connecting and the handshake may take. Default: 1 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(1);

    internal string? Fault() => Secret is not { Length: >= ShortestSecret }
        ? $"The cluster needs a shared secret of at least {ShortestSecret} characters, the same for all its processes."
        : null;
}
