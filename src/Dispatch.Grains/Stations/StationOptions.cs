using System.ComponentModel.DataAnnotations;
using Dispatch.Domain.Stations;

namespace Dispatch.Grains.Stations;

/// <summary>How stations keep their sets.</summary>
public sealed class StationOptions
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Dispatch:Stations";

    /// <summary>Shards of a new station's open set. Several, because every new request waits for one shard's write.</summary>
    /// <value>Default: 8. From 1 to 1,024.</value>
    [Range(1, SetLimits.Shards)]
    public int OpenShards { get; set; } = 8;

    /// <summary>Shards of a new station's duty set.</summary>
    /// <value>Default: 1. From 1 to 1,024.</value>
    [Range(1, SetLimits.Shards)]
    public int DutyShards { get; set; } = 1;

    /// <summary>Seconds between two drives of an open request that was not left alone.</summary>
    /// <value>Default: 4. From 1 to 5, the promise of the protocol.</value>
    [Range(1, 5)]
    public int RedriveSeconds { get; set; } = 4;

    /// <summary>Seconds between two touches of all open sets by a host.</summary>
    /// <value>Default: 2. From 1 to 60.</value>
    [Range(1, 60)]
    public int TouchSeconds { get; set; } = 2;
}
