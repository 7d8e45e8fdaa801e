namespace Orleans.Core;

/// <summary>A state kept in storage.</summary>
public interface IStorage
{
    /// <summary>The version of the stored state, null before the first write.</summary>
    string? Etag { get; }

    /// <summary>Whether a record stood in storage at the last read or write.</summary>
    bool RecordExists { get; }

    /// <summary>Reads the state anew; what was not written is lost.</summary>
    Task ReadStateAsync();

    /// <summary>Writes the state. Returns after the commit; throws when nothing, or nobody knows whether something, was written.</summary>
    Task WriteStateAsync();

    /// <summary>Removes the record and starts from an empty state.</summary>
    Task ClearStateAsync();

    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();

    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();
}

/// <summary>A state of a known type kept in storage.</summary>
public interface IStorage<TState> : IStorage
{
    TState State { get; set; }
}
