using Dispatch.Records.Schema;
using Microsoft.Data.Sqlite;

namespace Dispatch.Records.Sqlite;

/// <summary>How the record's SQLite file is opened.</summary>
internal static class SqliteFiles
{
    static SqliteFiles() => SQLitePCL.Batteries_V2.Init();

    /// <summary>The one connection that writes; every commit is on the disk before it is told.</summary>
    public static async Task<SqliteConnection> OpenForWritesAsync(string file, CancellationToken cancellationToken)
    {
        var connection = Open(file, SqliteOpenMode.ReadWriteCreate, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536");
        try
        {
            await LedgerSchema.ApplyAsync(connection, "sqlite", "BEGIN IMMEDIATE", cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A connection that only reads a file that is there. It waits while another is opening or closing the file: statements that go past the provider too.</summary>
    public static SqliteConnection OpenForReads(string file) =>
        Open(file, SqliteOpenMode.ReadWrite, "PRAGMA busy_timeout = 10000; PRAGMA query_only = ON; PRAGMA mmap_size = 1073741824");

    private static SqliteConnection Open(string file, SqliteOpenMode mode, string pragmas)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 10 }.ToString());
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
