using Microsoft.Data.Sqlite;

namespace Dispatch.Runtime.Storage.Sqlite;

/// <summary>
/// The connection that writes: a batch is one transaction in which prepared statements run row by row. After a failure it is opened
/// anew, so that writing goes on as soon as the cause is gone.
/// </summary>
internal sealed class SqliteBatchWriter(Func<SqliteConnection> open, string serviceId) : IDisposable
{
    private Session? session;

    public void Commit(List<StateWrite> batch)
    {
        var committing = false;
        try
        {
            session ??= new Session(open(), serviceId);
            session.Begin.ExecuteNonQuery();
            foreach (var write in batch)
            {
                write.Outcome = session.Write(write) ? write.VersionAfter : StateWrite.Conflict;
            }

            committing = true;
            session.Commit.ExecuteNonQuery();
        }
        catch (Exception failure)
        {
            // Closing the connection rolls back what was not committed.
            Dispose();
            throw new StorageUnavailableException($"SQLite could not write: {failure.Message}", committing, failure);
        }
    }

    public void Dispose()
    {
        session?.Dispose();
        session = null;
    }

    private sealed class Session(SqliteConnection connection, string serviceId) : IDisposable
    {
        private readonly SqliteCommand insert = Statement(
            connection,
            serviceId,
            """
            INSERT INTO GrainState (StateName, GrainKey, ServiceId, Payload, ModifiedOn, Version)
            VALUES ($state, $key, $service, $payload, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 1)
            ON CONFLICT DO NOTHING
            """);

        private readonly SqliteCommand update = Statement(
            connection,
            serviceId,
            """
            UPDATE GrainState SET Payload = $payload, ModifiedOn = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), Version = Version + 1
            WHERE GrainKey = $key AND StateName = $state AND ServiceId = $service AND Version = $expected
            """);

        private readonly SqliteCommand delete = Statement(
            connection,
            serviceId,
            "DELETE FROM GrainState WHERE GrainKey = $key AND StateName = $state AND ServiceId = $service AND Version = $expected");

        public SqliteCommand Begin { get; } = new("BEGIN IMMEDIATE", connection);

        public SqliteCommand Commit { get; } = new("COMMIT", connection);

        public bool Write(StateWrite write)
        {
            var command = write.Expected is null ? insert : write.Delete ? delete : update;
            var parameters = command.Parameters;
            parameters[1].Value = write.Key.StateName;
            parameters[2].Value = write.Key.Key;
            parameters[3].Value = write.Payload is { } payload ? payload.ToArray() : DBNull.Value;
            parameters[4].Value = write.Expected ?? 0;
            return command.ExecuteNonQuery() == 1;
        }

        public void Dispose()
        {
            insert.Dispose();
            update.Dispose();
            delete.Dispose();
            Begin.Dispose();
            Commit.Dispose();
            connection.Dispose();
        }

        private static SqliteCommand Statement(SqliteConnection connection, string serviceId, string sql)
        {
            var command = new SqliteCommand(sql, connection);
            command.Parameters.AddWithValue("$service", serviceId);
            command.Parameters.Add("$state", SqliteType.Text);
            command.Parameters.Add("$key", SqliteType.Text);
            command.Parameters.Add("$payload", SqliteType.Blob);
            command.Parameters.Add("$expected", SqliteType.Integer);
            return command;
        }
    }
}
