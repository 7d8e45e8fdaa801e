namespace Dispatch.Domain.Stations;

/// <summary>Bounds of a station's open and duty sets.</summary>
public static class SetLimits
{
    /// <summary>Entries of one shard: each change writes the whole shard, so it stays small.</summary>
    public const int EntriesPerShard = 64;

    /// <summary>Shards of one set: 65,536 entries, far beyond what one station can oversee.</summary>
    public const int Shards = 1_024;
}
