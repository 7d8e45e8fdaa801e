using Dispatch.Runtime.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Dispatch.Runtime.Tests.Storage;

public sealed class SqliteCheckpointTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"dispatch-{Guid.NewGuid():N}.db");

    private string ConnectionString => $"Data Source={file}";

    [Fact]
    public void Log_UnderWritesThatNeverPause_StartsAnewInsteadOfGrowing()
    {
        using var checkpoints = new SqliteCheckpoints(ConnectionString);
        using var writer = SqliteConnections.OpenForWrites(ConnectionString);
        SqliteCheckpoints.TakeOver(writer);
        Execute(writer, "CREATE TABLE t (id INTEGER PRIMARY KEY, data BLOB)");

        // A log that starts anew is written from its beginning, so its salt changes; the file itself never shrinks.
        var first = Salt();
        var patience = DateTime.UtcNow.AddSeconds(60);
        while (Salt().SequenceEqual(first))
        {
            Assert.True(DateTime.UtcNow < patience, "The log was never copied.");
            checkpoints.Between(writer);
            Execute(writer, "INSERT OR REPLACE INTO t VALUES (abs(random()) % 100, randomblob(3000))");
        }
    }

    public void Dispose()
    {
        foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"])
        {
            File.Delete(file + suffix);
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>The salts in the header of the log, octets 16 to 23 (https://www.sqlite.org/fileformat2.html#walformat).</summary>
    private byte[] Salt()
    {
        using var log = new FileStream(file + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[24];
        log.ReadExactly(header);
        return header[16..];
    }
}
