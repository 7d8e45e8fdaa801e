using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dispatch.Runtime.Storage.Sqlite;

/// <summary>
/// Copies what is in the write-ahead log into the database file, on a thread and a connection of its own, so that commits go on meanwhile. Left to
/// itself SQLite copies at the end of a commit, which then takes as long as twenty.
/// </summary>
/// <remarks>
/// Commits that come while it copies keep the log from starting anew, and it would grow without bound; so the writer itself copies the little that
/// came in the meantime, between two batches.
/// </remarks>
internal sealed class SqliteCheckpoints : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly string connectionString;
    private readonly ManualResetEventSlim stop = new();
    private readonly Thread thread;
    private volatile bool written;
    private volatile bool littleLeft;

    public SqliteCheckpoints(string connectionString)
    {
        this.connectionString = connectionString;
        thread = new Thread(Run) { IsBackground = true, Name = "SQLite checkpoints" };
        thread.Start();
    }

    /// <summary>The writer's connection as it opens: it no longer copies by itself.</summary>
    public static void TakeOver(SqliteConnection writer) => _ = raw.sqlite3_wal_autocheckpoint(writer.Handle!, 0);

    /// <summary>To be called by the writer between two batches.</summary>
    public void Between(SqliteConnection writer)
    {
        written = true;
        if (littleLeft)
        {
            littleLeft = false;
            _ = Copy(writer);
        }
    }

    public void Dispose()
    {
        stop.Set();
        thread.Join();
        stop.Dispose();
    }

    private void Run()
    {
        SqliteConnection? connection = null;
        while (!stop.Wait(Every))
        {
            if (!written)
            {
                continue;
            }

            written = false;
            try
            {
                connection ??= SqliteConnections.OpenForWrites(connectionString);
                littleLeft = Copy(connection) == raw.SQLITE_OK;
            }
            catch (SqliteException)
            {
                // The store is away. Commits say so to whoever waits for them; the log is copied when it is back.
                connection?.Dispose();
                connection = null;
            }
        }

        connection?.Dispose();
    }

    private static int Copy(SqliteConnection connection) =>
        raw.sqlite3_wal_checkpoint_v2(connection.Handle!, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
}
