using System.Collections.Immutable;

namespace Dispatch.Runtime.Clustering.Members;

/// <summary>A vote that a silo is dead, by the database's clock.</summary>
internal sealed record Suspicion(SiloAddress By, DateTime At);

/// <summary>One silo's row. Times are the database's, so that no silo's clock matters.</summary>
internal sealed record MemberRow(SiloAddress Silo, SiloStatus Status, DateTime AliveAt)
{
    public string Name { get; init; } = "";

    public string Host { get; init; } = "";

    public DateTime StartedAt { get; init; }

    public ImmutableArray<Suspicion> Suspicions { get; init; } = [];

    /// <summary>Takes calls, or still answers those it took.</summary>
    public bool IsAlive => Status is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping;
}

/// <summary>All rows of a cluster at one version, and the database's time when they were read.</summary>
internal sealed record MemberTable(int Version, DateTime Now, ImmutableArray<MemberRow> Rows)
{
    public MemberRow? Find(SiloAddress silo) => Rows.FirstOrDefault(row => row.Silo.Equals(silo));

    public ClusterView ToView() => new(
        Version,
        [.. Rows.Where(row => row.Status == SiloStatus.Active).Select(row => row.Silo).Order()],
        [.. Rows.Where(row => row.IsAlive && row.Status != SiloStatus.Active).Select(row => row.Silo).Order()]);
}
