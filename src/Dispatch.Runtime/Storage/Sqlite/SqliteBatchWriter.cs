using Microsoft.Data.Sqlite;

namespace Dispatch.Runtime.Storage.Sqlite;

/// <summary>
/// The connection that writes: a batch is one transaction in which prepared statements run row by row. After a failure it is opened
/// anew, so that writing goes on as soon as the cause is gone.
/// </summary>
internal sealed class SqliteBatchWriter(Func<SqliteConnection> open, string serviceId, SqliteCheckpoints checkpoints) : IDisposable
{
    private Session? session;

    public void Commit(List<StateWrite> batch)
    {
        var committing = false;
        try
        {
            session ??= Open();
            checkpoints.Between(session.Connection);
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

    private Session Open()
    {
        var connection = open();
        SqliteCheckpoints.TakeOver(connection);
        return new Session(connection, serviceId);
    }

    private sealed class Session(SqliteConnection connection, string serviceId) : IDisposable
    {
        private readonly StateStatement insert = new(
            connection,
            serviceId,
            """
            INSERT INTO GrainState (StateName, GrainKey, ServiceId, Payload, ModifiedOn, Version)
            VALUES (?2, ?3, ?1, ?4, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 1)
            ON CONFLICT DO NOTHING
            """);

        private readonly StateStatement update = new(
            connection,
            serviceId,
            """
            UPDATE GrainState SET Payload = ?4, ModifiedOn = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), Version = Version + 1
            WHERE GrainKey = ?3 AND StateName = ?2 AND ServiceId = ?1 AND Version = ?5
            """);

        private readonly StateStatement delete = new(
            connection,
            serviceId,
            "DELETE FROM GrainState WHERE GrainKey = ?3 AND StateName = ?2 AND ServiceId = ?1 AND Version = ?5");

        public SqliteConnection Connection => connection;

        public SqliteCommand Begin { get; } = new("BEGIN IMMEDIATE", connection);

        public SqliteCommand Commit { get; } = new("COMMIT", connection);

        public bool Write(StateWrite write) =>
            (write.Expected is null ? insert : write.Delete ? delete : update).Run(write.Key, write.Payload, write.Expected);

        public void Dispose()
        {
            insert.Dispose();
            update.Dispose();
            delete.Dispose();
            Begin.Dispose();
            Commit.Dispose();
            connection.Dispose();
        }
    }
}
