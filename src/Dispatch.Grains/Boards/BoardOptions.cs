using System.ComponentModel.DataAnnotations;

namespace Dispatch.Grains.Boards;

/// <summary>How boards gather changes and rebuild.</summary>
public sealed class BoardOptions
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Dispatch:Boards";

    /// <summary>Milliseconds for which changes are gathered before they are told together.</summary>
    /// <value>Default: 100. From 10 to 1,000.</value>
    [Range(10, 1_000)]
    public int GatherMilliseconds { get; set; } = 100;

    /// <summary>Seconds after which a board no longer says that it is rebuilding, though a listed request has not reported.</summary>
    /// <value>Default: 5. From 1 to 60.</value>
    [Range(1, 60)]
    public int RebuildSeconds { get; set; } = 5;

    /// <summary>Responders asked at once to tell their newest card after a rebuild.</summary>
    /// <value>Default: 1,000. From 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int RetellAtOnce { get; set; } = 1_000;
}
