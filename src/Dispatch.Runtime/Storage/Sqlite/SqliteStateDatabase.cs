using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Dispatch.Runtime.Storage.Sqlite;

/// <summary>States in a SQLite file: one thread commits batches, reads run beside it on connections of their own.</summary>
internal sealed class SqliteStateDatabase(
    string connectionString, string serviceId, GroupCommitOptions options, Func<SqliteConnection>? openForWrites = null) : IStateDatabase
{
    private readonly ConcurrentBag<SqliteStateReader> readers = [];
    private readonly WriteQueue queue = new(options);
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool started;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await SqliteConnections.MigrateAsync(connectionString, cancellationToken).ConfigureAwait(false);
        started = true;
        new Thread(RunWriter) { IsBackground = true, Name = "SQLite writer" }.Start();
    }

    /// <summary>Reads at once: a row in the page cache costs less than handing the read to another thread.</summary>
    public ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken)
    {
        SqliteStateReader? reader = null;
        try
        {
            if (!readers.TryTake(out reader))
            {
                reader = new SqliteStateReader(connectionString, serviceId);
            }

            var state = reader.Read(key);
            readers.Add(reader);
            return ValueTask.FromResult(state);
        }
        catch (SqliteException failure)
        {
            reader?.Dispose();
            throw new StorageUnavailableException($"{key} could not be read: {failure.Message}", outcomeUnknown: false, failure);
        }
    }

    public void Submit(StateWrite write) => queue.Add(write);

    public async ValueTask DisposeAsync()
    {
        queue.Close();
        if (started)
        {
            await stopped.Task.ConfigureAwait(false);
        }

        while (readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private void RunWriter()
    {
        using (var checkpoints = new SqliteCheckpoints(connectionString))
        using (var writer = new SqliteBatchWriter(openForWrites ?? (() => SqliteConnections.OpenForWrites(connectionString)), serviceId, checkpoints))
        {
            CommitLoop.Run(queue, writer.Commit);
        }

        stopped.SetResult();
    }
}
