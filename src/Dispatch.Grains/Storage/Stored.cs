using System.Text.Json.Serialization;

namespace Dispatch.Grains.Storage;

/// <summary>What a row of the store holds: the grain's state, or nothing before the first commit; and what the service record must still hear of.</summary>
[GenerateSerializer, Alias("dispatch.stored`1")]
internal sealed class Stored<TState> : IStored
    where TState : class
{
    [Id(0)]
    public TState? Value { get; set; }

    [Id(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Unrecorded? Unrecorded { get; set; }

    [JsonIgnore]
    [field: NonSerialized]
    public WeakReference<RowMemory>? Memory { get; set; }
}

/// <summary>A row, whatever its state.</summary>
internal interface IStored
{
    /// <summary>What the service record must still hear of; null: it never had to hear anything.</summary>
    Unrecorded? Unrecorded { get; }

    /// <summary>How the last row of the same actor was written; passed on from state to state. Null: not known.</summary>
    WeakReference<RowMemory>? Memory { get; set; }
}
