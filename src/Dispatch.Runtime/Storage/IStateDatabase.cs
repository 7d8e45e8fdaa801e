namespace Dispatch.Runtime.Storage;

/// <summary>
/// Where states lie as bytes with versions: PostgreSQL, SQLite or memory. A write is acknowledged after it is durable; it is refused with a
/// conflict when the stored version is not the expected one. Disposing finishes the writes already taken, then closes.
/// </summary>
internal interface IStateDatabase : IAsyncDisposable
{
    /// <summary>Opens the store and brings its schema up to date.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Reads a state as of all acknowledged writes; null when there never was a record.</summary>
    ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken);

    /// <summary>Takes the write into the queue; its <see cref="StateWrite.Done"/> tells the outcome.</summary>
    void Submit(StateWrite write);
}

/// <summary>A stored record: the payload is null after a clear; the version counts on.</summary>
internal sealed record StoredState(byte[]? Payload, int Version);
