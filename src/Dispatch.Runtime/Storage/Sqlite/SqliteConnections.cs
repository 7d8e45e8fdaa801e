using Microsoft.Data.Sqlite;

namespace Dispatch.Runtime.Storage.Sqlite;

/// <summary>How the runtime opens a SQLite file.</summary>
internal static class SqliteConnections
{
    private const int SecondsToWaitForALock = 5;

    static SqliteConnections() => SQLitePCL.Batteries_V2.Init();

    /// <summary>The one connection that writes: write-ahead log, synced to disk at every commit.</summary>
    public static SqliteConnection OpenForWrites(string connectionString)
        => Open(connectionString, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000");

    public static SqliteConnection OpenForReads(string connectionString) => Open(connectionString, "PRAGMA query_only = ON");

    public static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = OpenForWrites(connectionString);
        await Migrations.ApplyAsync(connection, "sqlite", "BEGIN IMMEDIATE", cancellationToken).ConfigureAwait(false);
    }

    private static SqliteConnection Open(string connectionString, string pragmas)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        if (!connectionString.Contains("Timeout", StringComparison.OrdinalIgnoreCase))
        {
            builder.DefaultTimeout = SecondsToWaitForALock;
        }

        var connection = new SqliteConnection(builder.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
