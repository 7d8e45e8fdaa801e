using System.ComponentModel.DataAnnotations;

namespace Dispatch.Grains.Matching;

/// <summary>How zones collect batches and avoid asking one person twice.</summary>
public sealed class ZoneOptions
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Dispatch:Zones";

    /// <summary>Milliseconds for which a batch is collected from its first request.</summary>
    /// <value>Default: 250. From 10 to 5,000.</value>
    [Range(10, 5_000)]
    public int BatchMilliseconds { get; set; } = 250;

    /// <summary>Milliseconds between portions of a solved batch, which is handed out evenly over half of the time in which the next is collected.</summary>
    /// <value>Default: 5. From 1 to 100.</value>
    [Range(1, 100)]
    public int PaceMilliseconds { get; set; } = 5;

    /// <summary>Requests that may wait in one zone; further ones are refused and try again.</summary>
    /// <value>Default: 2,000. From 1 to 20,000.</value>
    [Range(1, 20_000)]
    public int Waiting { get; set; } = 2_000;

    /// <summary>Seconds for which a proposed responder counts as busier, until its own card says so.</summary>
    /// <value>Default: 3. From 0 to 30.</value>
    [Range(0, 30)]
    public int TentativeSeconds { get; set; } = 3;

    /// <summary>The largest ranking whose candidates count as proposed; larger ones ask everybody or only look.</summary>
    /// <value>Default: 8. From 0 to 500.</value>
    [Range(0, 500)]
    public int TentativeCount { get; set; } = 8;
}
