namespace Orleans;

/// <summary>What a storage provider reads into and writes from.</summary>
public interface IGrainState<T>
{
    T? State { get; set; }

    string? ETag { get; set; }

    bool RecordExists { get; set; }
}

/// <summary>The plain holder of a state and its version.</summary>
[GenerateSerializer]
public sealed class GrainState<T> : IGrainState<T>
{
    public GrainState()
    {
    }

    public GrainState(T? state) => State = state;

    public GrainState(T? state, string? eTag)
    {
        State = state;
        ETag = eTag;
    }

    [Id(0)]
    public T? State { get; set; }

    [Id(1)]
    public string? ETag { get; set; }

    [Id(2)]
    public bool RecordExists { get; set; }
}
