namespace Dispatch.Runtime.Storage;

/// <summary>
/// One conditional write. <paramref name="expected"/> is the version the writer knows, null when it knows no record;
/// <paramref name="payload"/> is null for a clear. With <paramref name="delete"/> the record goes away altogether.
/// </summary>
internal sealed class StateWrite(StateKey key, int? expected, ReadOnlyMemory<byte>? payload, bool delete = false)
{
    /// <summary>The result of a write that met another version than it expected.</summary>
    public const int Conflict = -1;

    private readonly TaskCompletionSource<int> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StateKey Key { get; } = key;

    public int? Expected { get; } = expected;

    public ReadOnlyMemory<byte>? Payload { get; } = payload;

    public bool Delete { get; } = delete;

    /// <summary>The new version, or <see cref="Conflict"/>, known to the batch before it is durable and told to the writer after.</summary>
    public int Outcome { get; set; } = Conflict;

    public int VersionAfter => (Expected ?? 0) + 1;

    public Task<int> Done => done.Task;

    public void Tell() => done.TrySetResult(Outcome);

    public void Fail(Exception exception) => done.TrySetException(exception);
}
