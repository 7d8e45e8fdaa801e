using System.Data;
using Dispatch.Runtime.Clustering;
using Npgsql;

namespace Dispatch.Runtime.Storage.Postgres;

/// <summary>
/// One connection that commits batches: at most one statement each for updates, first writes and deletions, sent together in one
/// implicit transaction. A row that does not come back met another version. In a cluster the last statement asks whether the silo still lives.
/// </summary>
internal sealed class PostgresBatchWriter(NpgsqlDataSource source, string serviceId, IMembership? membership, PostgresOutages outages) : IAsyncDisposable
{
    private readonly List<StateWrite> updates = [];
    private readonly List<StateWrite> inserts = [];
    private readonly List<StateWrite> deletes = [];
    private readonly WriterFence? fence = membership?.Fence;
    private NpgsqlConnection? connection;
    private int openedAfter;

    public async Task CommitAsync(List<StateWrite> batch)
    {
        try
        {
            await CommitOnceAsync(batch).ConfigureAwait(false);
        }
        catch (PostgresException refusal) when (!PostgresFailure.IsOutage(refusal) && batch.Count > 1)
        {
            // Nothing was written. One statement may have spoilt it for all (or a deadlock): alone, each meets its own fate.
            foreach (var write in batch)
            {
                await CommitAloneAsync(write).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is not StorageUnavailableException)
        {
            throw await AbandonAsync(failure).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is { } open)
        {
            connection = null;
            await open.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task CommitAloneAsync(StateWrite write)
    {
        try
        {
            await CommitOnceAsync([write]).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            write.Fail(failure as StorageUnavailableException ?? await AbandonAsync(failure).ConfigureAwait(false));
        }
    }

    private async Task CommitOnceAsync(List<StateWrite> batch)
    {
        if (connection is not { State: ConnectionState.Open } || openedAfter != outages.Count)
        {
            await DisposeAsync().ConfigureAwait(false);
            openedAfter = outages.Count;
            connection = await OpenAsync().ConfigureAwait(false);
        }

        Sort(batch);
        await using var commands = new NpgsqlBatch(connection);
        Add(commands, PostgresStatements.Update, updates, withVersions: true, withPayloads: true);
        Add(commands, PostgresStatements.Insert, inserts, withVersions: false, withPayloads: true);
        Add(commands, PostgresStatements.Delete, deletes, withVersions: true, withPayloads: false);
        if (fence is not null)
        {
            commands.BatchCommands.Add(fence.Command());
        }

        if (membership is { MayCommit: false })
        {
            throw Fenced(cause: null);
        }

        try
        {
            await using var reader = await commands.ExecuteReaderAsync().ConfigureAwait(false);
            await CollectAsync(reader).ConfigureAwait(false);
        }
        catch (PostgresException refusal) when (WriterFence.Refused(refusal))
        {
            throw Fenced(refusal);
        }
    }

    private static StorageUnavailableException Fenced(Exception? cause) =>
        new("This process has lost touch with the cluster; nothing was written.", outcomeUnknown: false, cause);

    private async Task CollectAsync(NpgsqlDataReader reader)
    {
        List<StateWrite>[] sent = [updates, inserts, deletes];
        foreach (var writes in sent.Where(w => w.Count > 0))
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                var write = writes[reader.GetInt32(0) - 1];
                write.Outcome = write.VersionAfter;
            }

            await reader.NextResultAsync().ConfigureAwait(false);
        }

        // After the last result this waits until the server has committed.
        while (await reader.NextResultAsync().ConfigureAwait(false))
        {
        }
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        try
        {
            return await source.OpenConnectionAsync().ConfigureAwait(false);
        }
        catch (NpgsqlException failure)
        {
            throw new StorageUnavailableException($"PostgreSQL cannot be reached: {failure.Message}", outcomeUnknown: false, failure);
        }
    }

    private async Task<StorageUnavailableException> AbandonAsync(Exception failure)
    {
        outages.Add();
        await DisposeAsync().ConfigureAwait(false);
        source.Clear();
        return PostgresFailure.IsRolledBack(failure)
            ? new StorageUnavailableException($"PostgreSQL wrote nothing: {failure.Message}", outcomeUnknown: false, failure)
            : new StorageUnavailableException($"The connection was lost, what was written is unknown: {failure.Message}", outcomeUnknown: true, failure);
    }

    private void Sort(List<StateWrite> batch)
    {
        updates.Clear();
        inserts.Clear();
        deletes.Clear();
        foreach (var write in batch)
        {
            write.Outcome = StateWrite.Conflict;
            (write.Expected is null ? inserts : write.Delete ? deletes : updates).Add(write);
        }
    }

    private void Add(NpgsqlBatch commands, string statement, List<StateWrite> writes, bool withVersions, bool withPayloads)
    {
        if (writes.Count > 0)
        {
            commands.BatchCommands.Add(PostgresStatements.Command(statement, serviceId, writes, withVersions, withPayloads));
        }
    }
}
