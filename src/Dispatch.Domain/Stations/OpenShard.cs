using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Contracts.Incidents;

namespace Dispatch.Domain.Stations;

/// <summary>One shard of a station's open requests, in the order of their entering.</summary>
public sealed record OpenShard(ImmutableArray<string> Requests)
{
    /// <summary>What was heard of a pause; null: nothing ever was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PauseWord? Pause { get; init; }

    /// <summary>A shard without entries.</summary>
    public static readonly OpenShard Empty = new([]);

    /// <summary>The shard with the request in it, itself when it is in already, null when the shard is full.</summary>
    public OpenShard? Add(string requestId) =>
        Requests.Contains(requestId) ? this
        : Requests.Length >= SetLimits.EntriesPerShard ? null
        : this with { Requests = Requests.Add(requestId) };

    /// <summary>The shard without the request.</summary>
    public OpenShard Remove(string requestId) => Requests.Contains(requestId) ? this with { Requests = Requests.Remove(requestId) } : this;

    /// <summary>The shard that knows of a pause; itself when it knows as much or more.</summary>
    public OpenShard Hear(PauseWord word) => Pause?.Turn >= word.Turn ? this : this with { Pause = word };
}
