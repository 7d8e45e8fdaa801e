namespace Dispatch.Contracts.Privacy;

/// <summary>Deletes what a station has kept long enough, night by night. Keyed by station id, or <see cref="Records.Ledgers.House"/>.</summary>
/// <remarks>
/// It walks the station's service record, which names every request that ended and every account that was closed, and lets each judge by itself.
/// Each step is idempotent and its place in the record durable, so that a crash only repeats one step.
/// </remarks>
[Alias("dispatch.purge")]
public interface IPurgeGrain : IGrainWithStringKey
{
    /// <summary>Sees to it that the clock comes back every hour. Idempotent.</summary>
    [Alias("keep")]
    Task KeepAsync();

    /// <summary>What every hour does: positions that are too old go, and at the station's hour of the night what was kept long enough.</summary>
    [Alias("tick")]
    Task TickAsync();
}
