using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Domain.Stations;

namespace Dispatch.Domain.Records;

/// <summary>Sources of one shard that may have unsent drafts, in ordinal order.</summary>
public sealed record UnrecordedShard(ImmutableArray<string> Sources)
{
    /// <summary>A shard without entries.</summary>
    public static readonly UnrecordedShard Empty = new([]);

    /// <summary>Key of the shard that lists a source.</summary>
    public static string KeyOf(string source) => KeyOf(ShardWalk.Of(source, RecordLimits.UnrecordedShards));

    /// <summary>Key of the shard that listed it in versions before this one, which used the upper half only. What stands there is sent, and leaves it, as ever.</summary>
    public static string FormerKeyOf(string source) => KeyOf(ShardWalk.Order(source, RecordLimits.UnrecordedShards)[0]);

    /// <summary>Key of a shard by number.</summary>
    public static string KeyOf(int shard) => shard.ToString(CultureInfo.InvariantCulture);
}
