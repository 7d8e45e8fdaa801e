using Dispatch.Runtime.Storage;
using Dispatch.Runtime.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Dispatch.Runtime.Tests.Storage;

public sealed class SqliteStateTests : DurableStateConformance, IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"dispatch-{Guid.NewGuid():N}.db");
    private int largestPage = 100_000;

    // The shortest wait for a lock that SQLite's provider knows is a second.
    private string ConnectionString => $"Data Source={file};Default Timeout=1";

    [Fact]
    public async Task Disk_ThatIsFull_FailsTheWritersAndHealsWhenThereIsRoom()
    {
        await WriteAsync("small", new Note("before"));
        await Database.DisposeAsync();
        largestPage = 30;
        var (_, storage) = await OpenAsync();
        var state = new GrainState<Note>(new Note(new string('x', 1 << 20)));

        var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.WriteStateAsync("note", Id("large"), state));

        Assert.Contains("full", failure.Message, StringComparison.Ordinal);
        Assert.Null(state.ETag);
        largestPage = 100_000;
        await storage.WriteStateAsync("note", Id("large"), state);
        Assert.Equal("1", state.ETag);
        Assert.Equal("before", (await ReadAsync("small")).State!.Text);
    }

    [Fact]
    public async Task Database_LockedByAnotherProgram_FailsTheWritersAndHealsWhenItIsReleased()
    {
        await WriteAsync("before", new Note());
        await using (var other = SqliteConnections.OpenForWrites(ConnectionString))
        {
            await using var begin = new SqliteCommand("BEGIN IMMEDIATE", other);
            begin.ExecuteNonQuery();

            var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync("blocked", new Note()));

            Assert.False(failure.OutcomeUnknown);
            Assert.Contains("locked", failure.Message, StringComparison.Ordinal);
            Assert.True((await ReadAsync("before")).RecordExists);
        }

        await WriteAsync("blocked", new Note("free"));
        Assert.Equal("free", (await ReadAsync("blocked")).State!.Text);
    }

    [Fact]
    public async Task Writes_OfTheSqliteFile_AreSyncedToDisk()
    {
        await using var connection = SqliteConnections.OpenForWrites(ConnectionString);

        Assert.Equal("wal", await ScalarAsync(connection, "PRAGMA journal_mode"));
        Assert.Equal(2L, await ScalarAsync(connection, "PRAGMA synchronous"));
    }

    [Fact]
    public async Task View_OfStates_ShowsThemAsText()
    {
        await WriteAsync("shown", new Note("readable", 3));
        await using var connection = SqliteConnections.OpenForReads(ConnectionString);

        Assert.Equal("readable", await ScalarAsync(connection, "SELECT json_extract(Value, '$.text') FROM GrainStates WHERE Key = 'shown'"));
    }

    public void Dispose()
    {
        foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"])
        {
            File.Delete(file + suffix);
        }
    }

    protected override Task PrepareAsync() => Task.CompletedTask;

    protected override async Task ExecuteAsync(string sql)
    {
        await using var connection = SqliteConnections.OpenForWrites(ConnectionString);
        await ScalarAsync(connection, sql);
    }

    private protected override IStateDatabase Make(GroupCommitOptions options) => new SqliteStateDatabase(ConnectionString, "suite", options, OpenBounded);

    private SqliteConnection OpenBounded()
    {
        var connection = SqliteConnections.OpenForWrites(ConnectionString);
        using var command = new SqliteCommand($"PRAGMA max_page_count = {largestPage}", connection);
        command.ExecuteNonQuery();
        return connection;
    }

    private static async Task<object?> ScalarAsync(SqliteConnection connection, string sql)
    {
        await using var command = new SqliteCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
