using Dispatch.Runtime.Reminders;
using Dispatch.Runtime.Tests.Storage;
using Npgsql;

namespace Dispatch.Runtime.Tests.Reminders;

public sealed class MemoryReminderTests : ReminderTableConformance
{
    private protected override Task<IReminderDatabase> OpenAsync() => Task.FromResult<IReminderDatabase>(new MemoryReminderDatabase());
}

public sealed class SqliteReminderTests : ReminderTableConformance
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dispatch-reminders-");

    [Fact]
    public async Task Restart_AfterAReminderWasSet_FindsIt()
    {
        await SetAsync("follow-up");

        var reopened = await OpenAsync();

        Assert.Single(await reopened.ReadAllAsync(CancellationToken.None));
    }

    public override Task DisposeAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private protected override async Task<IReminderDatabase> OpenAsync()
    {
        var table = new SqlReminderDatabase(new SqliteReminderConnections($"Data Source={folder.FullName}/reminders.db"), "suite");
        await table.StartAsync(CancellationToken.None);
        return table;
    }
}

public sealed class PostgresReminderTests : ReminderTableConformance
{
    private string connectionString = "";
    private readonly List<IAsyncDisposable> opened = [];

    [Fact]
    public async Task Row_OfAReminder_IsTheOneStockOrleansWrites()
    {
        await SetAsync("follow-up");

        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            "SELECT ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version FROM OrleansRemindersTable");
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        Assert.Equal(["suite", "case/珠海-1", "follow-up", Morning, 3_600_000L, 937_543_749, 0], row);
    }

    public override async Task DisposeAsync()
    {
        foreach (var connections in opened)
        {
            await connections.DisposeAsync();
        }
    }

    private protected override async Task<IReminderDatabase> OpenAsync()
    {
        connectionString = await (await PostgresServer.Shared).CreateDatabaseAsync();
        var connections = new PostgresReminderConnections(connectionString);
        opened.Add(connections);
        var table = new SqlReminderDatabase(connections, "suite");
        await table.StartAsync(CancellationToken.None);
        return table;
    }
}
