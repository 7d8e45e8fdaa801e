namespace Dispatch.Runtime.Storage;

/// <summary>How concurrent writes of many actors are gathered into few commits.</summary>
public sealed class GroupCommitOptions
{
    /// <summary>Writes that may wait at once; one more is refused with <see cref="LimitExceededException"/>. Default: 10,000.</summary>
    public int LongestQueue { get; set; } = 10_000;

    /// <summary>The most writes that one commit carries. Default: 256.</summary>
    public int LongestBatch { get; set; } = 256;

    /// <summary>The payload after which a batch takes no further write. Default: 4 MiB.</summary>
    public int LargestBatch { get; set; } = 4 << 20;

    /// <summary>Connections on which PostgreSQL commits side by side; SQLite always has one writer. Default: 3.</summary>
    public int Connections { get; set; } = 3;
}
