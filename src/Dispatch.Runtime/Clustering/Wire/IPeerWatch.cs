namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>Who is told what a link finds out.</summary>
internal interface IPeerWatch
{
    TimeSpan ProbePeriod { get; }

    /// <summary>How long a peer may be silent.</summary>
    TimeSpan Patience { get; }

    /// <summary>Sends a probe.</summary>
    void Probe(WireConnection connection);

    /// <summary>The silo seems to be dead.</summary>
    void Suspect(SiloAddress peer);

    /// <summary>The connection broke: what was sent is lost, and what would be answered too.</summary>
    void Lost(SiloAddress peer);

    /// <summary>A request never left.</summary>
    void NotSent(SiloAddress peer, long request);
}
