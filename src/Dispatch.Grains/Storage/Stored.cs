namespace Dispatch.Grains.Storage;

/// <summary>What a row of the store holds: the grain's state, or nothing before the first commit.</summary>
[GenerateSerializer, Alias("dispatch.stored`1")]
internal sealed class Stored<TState>
    where TState : class
{
    [Id(0)]
    public TState? Value { get; set; }
}
