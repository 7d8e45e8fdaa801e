using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Storage;

namespace Dispatch.Runtime.Storage;

/// <summary>The storage provider: serializes states and keeps them in a <see cref="IStateDatabase"/>.</summary>
internal sealed class GrainStorage(string name, IStateDatabase database, IGrainStorageSerializer serializer, bool deleteOnClear) : IGrainStorage
{
    private readonly ConcurrentDictionary<string, GrainType> owners = new(StringComparer.Ordinal);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        => ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var stored = await database.ReadAsync(KeyOf(stateName, grainId), cancellationToken).ConfigureAwait(false);
        grainState.State = stored?.Payload is { } payload
            ? serializer.Deserialize<T>(new BinaryData(payload)) ?? EmptyState.Create<T>()
            : EmptyState.Create<T>();
        grainState.ETag = stored?.Version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = stored?.Payload is not null;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        => WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var write = new StateWrite(KeyOf(stateName, grainId), VersionOf(grainState.ETag), serializer.Serialize(grainState.State).ToMemory());
        grainState.ETag = await CommitAsync(write, grainId, cancellationToken).ConfigureAwait(false);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        => ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        if (VersionOf(grainState.ETag) is null)
        {
            await ReadStateAsync(stateName, grainId, grainState, cancellationToken).ConfigureAwait(false);
            if (!grainState.RecordExists)
            {
                return;
            }
        }

        var write = new StateWrite(KeyOf(stateName, grainId), VersionOf(grainState.ETag), payload: null, deleteOnClear);
        var etag = await CommitAsync(write, grainId, cancellationToken).ConfigureAwait(false);
        grainState.ETag = deleteOnClear ? null : etag;
        grainState.RecordExists = false;
        grainState.State = EmptyState.Create<T>();
    }

    private static int? VersionOf(string? etag)
        => string.IsNullOrWhiteSpace(etag) ? null : int.Parse(etag, CultureInfo.InvariantCulture);

    private async Task<string> CommitAsync(StateWrite write, GrainId grainId, CancellationToken cancellationToken)
    {
        // Once it is in the queue a write cannot be taken back: a caller that gave up waiting would not know what is stored.
        cancellationToken.ThrowIfCancellationRequested();
        database.Submit(write);
        var version = await write.Done.ConfigureAwait(false);
        if (version != StateWrite.Conflict)
        {
            return version.ToString(CultureInfo.InvariantCulture);
        }

        var stored = await database.ReadAsync(write.Key, CancellationToken.None).ConfigureAwait(false);
        var (storedEtag, currentEtag) = (stored?.Version.ToString(CultureInfo.InvariantCulture), write.Expected?.ToString(CultureInfo.InvariantCulture));
        throw new InconsistentStateException(
            $"State '{write.Key.StateName}' of {grainId} in storage '{name}' is at version {storedEtag ?? "none"}, the writer knew {currentEtag ?? "none"}.",
            storedEtag,
            currentEtag);
    }

    private StateKey KeyOf(string stateName, GrainId grainId)
    {
        // Rows are found by state name and key alone, as stock Orleans finds them: two types with the same state name would share rows.
        var owner = owners.GetOrAdd(stateName, static (_, type) => type, grainId.Type);
        return owner.Equals(grainId.Type)
            ? StateKey.Of(stateName, grainId)
            : throw new OrleansException(
                $"State name '{stateName}' is used by grain types '{owner}' and '{grainId.Type}' in storage '{name}'. Give each type its own state name.");
    }
}
