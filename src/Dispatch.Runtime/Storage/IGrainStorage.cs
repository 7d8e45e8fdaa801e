namespace Orleans.Storage;

/// <summary>Keeps states by name and identity, with optimistic versions.</summary>
public interface IGrainStorage
{
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
        => ReadStateAsync(stateName, grainId, grainState);

    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
        => WriteStateAsync(stateName, grainId, grainState);

    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
        => ClearStateAsync(stateName, grainId, grainState);
}

/// <summary>Turns states into bytes and back.</summary>
public interface IGrainStorageSerializer
{
    BinaryData Serialize<T>(T? input);

    T? Deserialize<T>(BinaryData input);
}
