namespace Orleans.Configuration;

/// <summary>How silos watch each other. The embedded runtime's defaults are shorter than stock Orleans': its clusters are small and near.</summary>
public class ClusterMembershipOptions
{
    /// <summary>How long a silo waits for the answer to one probe, and how often it probes. Default: 750 ms.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromMilliseconds(750);

    /// <summary>A silo that answered none of this many probes in a row is voted dead. Default: 4.</summary>
    public int NumMissedProbesLimit { get; set; } = 4;

    /// <summary>How long a vote counts. Default: 10 s.</summary>
    public TimeSpan DeathVoteExpirationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a silo writes that it is alive. Default: 1 s.</summary>
    public TimeSpan IAmAliveTablePublishTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the table is read when nobody tells of a change. Default: 1 s.</summary>
    public TimeSpan TableRefreshTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the row of a dead silo is kept. Default: 7 days.</summary>
    public TimeSpan DefunctSiloExpiration { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often old rows are looked for. Default: 1 hour.</summary>
    public TimeSpan DefunctSiloCleanupPeriod { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>Where a silo finds the table of its cluster's members.</summary>
public class AdoNetClusteringSiloOptions
{
    /// <summary>The ADO.NET provider: <c>Npgsql</c>.</summary>
    public string? Invariant { get; set; }

    public string? ConnectionString { get; set; }
}

/// <summary>Where a client finds the table of the cluster's members.</summary>
public class AdoNetClusteringClientOptions
{
    /// <summary>The ADO.NET provider: <c>Npgsql</c>.</summary>
    public string? Invariant { get; set; }

    public string? ConnectionString { get; set; }
}
