using System.Collections.Immutable;

namespace Dispatch.Domain.Stations;

/// <summary>One shard of a station's open requests, in the order of their entering.</summary>
public sealed record OpenShard(ImmutableArray<string> Requests)
{
    /// <summary>A shard without entries.</summary>
    public static readonly OpenShard Empty = new([]);

    /// <summary>The shard with the request in it, itself when it is in already, null when the shard is full.</summary>
    public OpenShard? Add(string requestId) =>
        Requests.Contains(requestId) ? this
        : Requests.Length >= SetLimits.EntriesPerShard ? null
        : new(Requests.Add(requestId));

    /// <summary>The shard without the request.</summary>
    public OpenShard Remove(string requestId) => Requests.Contains(requestId) ? new(Requests.Remove(requestId)) : this;
}
