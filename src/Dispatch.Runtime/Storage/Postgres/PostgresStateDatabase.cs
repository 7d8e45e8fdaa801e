using Dispatch.Runtime.Clustering;
using Npgsql;
using NpgsqlTypes;

namespace Dispatch.Runtime.Storage.Postgres;

/// <summary>States in the OrleansStorage table of PostgreSQL. Few connections commit batches; reads have a pool of their own.</summary>
/// <param name="connectionString">The way to it.</param>
/// <param name="serviceId">Whose rows.</param>
/// <param name="options">How writes are put together.</param>
/// <param name="membership">Asked as each batch leaves: a process that was paused while writes waited must not send them. Null: no cluster.</param>
internal sealed class PostgresStateDatabase(string connectionString, string serviceId, GroupCommitOptions options, IMembership? membership = null)
    : IStateDatabase
{
    private const string Select = """
        SELECT PayloadBinary, Version FROM OrleansStorage
        WHERE GrainIdHash = $1 AND GrainTypeHash = $2 AND GrainIdN0 = $3 AND GrainIdN1 = $4
          AND GrainTypeString = $5 AND GrainIdExtensionString IS NOT DISTINCT FROM $6 AND ServiceId = $7
        """;

    private readonly NpgsqlDataSource reads = PostgresConnections.ForReads(connectionString);
    private readonly NpgsqlDataSource writes = PostgresConnections.ForWrites(connectionString);
    private readonly WriteQueue queue = new(options);
    private readonly PostgresOutages outages = new();
    private Task lanes = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await PostgresConnections.MigrateAsync(reads, cancellationToken).ConfigureAwait(false);
        lanes = Task.WhenAll(Enumerable.Range(0, options.Connections).Select(_ => Task.Run(RunLaneAsync, CancellationToken.None)));
    }

    public async ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadOnceAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException failure) when (PostgresFailure.IsOutage(failure))
        {
            // Pooled connections die with the server; a fresh one tells whether it is back.
            reads.Clear();
        }

        try
        {
            return await ReadOnceAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException failure) when (PostgresFailure.IsOutage(failure))
        {
            throw new StorageUnavailableException($"{key} could not be read: {failure.Message}", outcomeUnknown: false, failure);
        }
    }

    public void Submit(StateWrite write) => queue.Add(write);

    public async ValueTask DisposeAsync()
    {
        queue.Close();
        await lanes.ConfigureAwait(false);
        await reads.DisposeAsync().ConfigureAwait(false);
        await writes.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RunLaneAsync()
    {
        await using var writer = new PostgresBatchWriter(writes, serviceId, membership, outages);
        await CommitLoop.RunAsync(queue, writer.CommitAsync).ConfigureAwait(false);
    }

    private async Task<StoredState?> ReadOnceAsync(StateKey key, CancellationToken cancellationToken)
    {
        await using var command = reads.CreateCommand(Select);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = key.KeyHash });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = key.StateNameHash });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = key.N0 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = key.N1 });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.StateName });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)key.Extension ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = serviceId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var payload = await reader.IsDBNullAsync(0, cancellationToken).ConfigureAwait(false) ? null : reader.GetFieldValue<byte[]>(0);
        return new StoredState(payload, reader.GetInt32(1));
    }
}
