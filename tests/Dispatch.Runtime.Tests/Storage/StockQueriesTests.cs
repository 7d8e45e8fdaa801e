using System.Data;
using Dispatch.Runtime.Reminders;
using Dispatch.Runtime.Storage;
using Dispatch.Runtime.Storage.Postgres;
using Npgsql;
using Orleans.Storage;

namespace Dispatch.Runtime.Tests.Storage;

/// <summary>The statements that stock Orleans takes from the database, run as it runs them, on rows that we write and read.</summary>
public sealed class StockQueriesTests : IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("test", "plain-key");

    private string connectionString = "";
    private readonly List<IAsyncDisposable> opened = [];
    private GrainStorage storage = null!;

    public async Task InitializeAsync()
    {
        connectionString = await (await PostgresServer.Shared).CreateDatabaseAsync();
        var database = new PostgresStateDatabase(connectionString, "suite", new GroupCommitOptions());
        opened.Add(database);
        await database.StartAsync(CancellationToken.None);
        storage = new GrainStorage("test", database, new JsonStorageSerializer(), deleteOnClear: false);
    }

    public async Task DisposeAsync() => await opened.Single().DisposeAsync();

    [Fact]
    public async Task State_WrittenByStockOrleans_IsReadAndWrittenByUs()
    {
        Assert.Equal(1, await StockWriteAsync(known: null, """{"text":"stock"}"""));
        var state = new GrainState<Note>();

        await storage.ReadStateAsync("note", Grain, state);
        Assert.Equal(("stock", "1"), (state.State!.Text, state.ETag));
        await storage.WriteStateAsync("note", Grain, state);

        Assert.Null(await StockWriteAsync(known: 1, "{}"));
        Assert.Equal(3, await StockWriteAsync(known: 2, "{}"));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("note", Grain, state));
    }

    [Fact]
    public async Task State_WrittenByUs_IsReadClearedAndDeletedByStockOrleans()
    {
        await storage.WriteStateAsync("note", Grain, new GrainState<Note>(new Note("ours")));

        Assert.Contains("ours", System.Text.Encoding.UTF8.GetString((byte[])(await StockAsync("ReadFromStorageKey", Identity))!), StringComparison.Ordinal);
        Assert.Null(await StockWriteAsync(known: null, "{}"));
        Assert.Equal(2, await StockAsync("ClearStorageKey", command => Identity(command, 1)));
        Assert.Null(await StockAsync("DeleteStorageKey", command => Identity(command, 1)));
        Assert.Equal(3, await StockAsync("DeleteStorageKey", command => Identity(command, 2)));
    }

    /// <summary>The hashes' octets stood in the opposite order before schema 5; turning them twice gives what was.</summary>
    [Fact]
    public async Task State_OfAnOlderSchema_IsMovedToWhereStockOrleansLooks()
    {
        await storage.WriteStateAsync("note", Grain, new GrainState<Note>(new Note("old")));
        await RunAsync(Script("postgres-0005-stock-hashes.sql"));
        Assert.Null(await StockAsync("ReadFromStorageKey", Identity));
        await RunAsync("DELETE FROM DispatchSchema WHERE Version >= 5");

        await using var source = NpgsqlDataSource.Create(connectionString);
        await PostgresConnections.MigrateAsync(source, CancellationToken.None);

        Assert.NotNull(await StockAsync("ReadFromStorageKey", Identity));
    }

    [Fact]
    public async Task Reminder_SetByStockOrleans_IsReadByUsAndTheOtherWayRound()
    {
        var start = new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);
        await using var connections = new PostgresReminderConnections(connectionString);
        var table = new SqlReminderDatabase(connections, "suite");

        Assert.Equal(0, await StockAsync("UpsertReminderRowKey", command =>
        {
            Reminder(command);
            Add(command, "GrainHash", DbType.Int32, unchecked((int)Grain.GetUniformHashCode()));
            Add(command, "StartTime", DbType.DateTime, start);
            Add(command, "Period", DbType.Int64, 60_000L);
        }));

        var expected = new StoredReminder(Grain, "follow-up", start, TimeSpan.FromMinutes(1), 0, LastTick: null);
        Assert.Equal(expected, await table.ReadAsync(Grain, "follow-up", CancellationToken.None));
        await table.UpsertAsync(Grain, "follow-up", start, TimeSpan.FromHours(1), CancellationToken.None);
        Assert.Equal(Grain.ToString(), await StockAsync("ReadReminderRowKey", Reminder));
        Assert.Equal(Grain.ToString(), await StockAsync("ReadRangeRows2Key", command =>
        {
            Add(command, "ServiceId", DbType.String, "suite");
            Add(command, "BeginHash", DbType.Int32, 0);
            Add(command, "EndHash", DbType.Int32, 0);
        }));
        Assert.Equal(false, await StockAsync("DeleteReminderRowKey", command => Reminder(command, 0)));
        Assert.Equal(true, await StockAsync("DeleteReminderRowKey", command => Reminder(command, 1)));
    }

    private static void Identity(NpgsqlCommand command)
    {
        var key = StateKey.Of("note", Grain);
        Add(command, "GrainIdHash", DbType.Int32, key.KeyHash);
        Add(command, "GrainIdN0", DbType.Int64, key.N0);
        Add(command, "GrainIdN1", DbType.Int64, key.N1);
        Add(command, "GrainTypeHash", DbType.Int32, key.StateNameHash);
        Add(command, "GrainTypeString", DbType.String, key.StateName);
        Add(command, "GrainIdExtensionString", DbType.String, key.Extension);
        Add(command, "ServiceId", DbType.String, "suite");
    }

    private static void Identity(NpgsqlCommand command, int? known)
    {
        Identity(command);
        Add(command, "GrainStateVersion", DbType.Int32, known);
    }

    private static void Reminder(NpgsqlCommand command)
    {
        Add(command, "ServiceId", DbType.String, "suite");
        Add(command, "GrainId", DbType.String, Grain.ToString());
        Add(command, "ReminderName", DbType.String, "follow-up");
    }

    private static void Reminder(NpgsqlCommand command, int version)
    {
        Reminder(command);
        Add(command, "Version", DbType.Int32, version);
    }

    private static void Add(NpgsqlCommand command, string name, DbType type, object? value)
        => command.Parameters.Add(new NpgsqlParameter { ParameterName = name, DbType = type, Value = value ?? DBNull.Value });

    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Script(string name)
    {
        using var reader = new StreamReader(typeof(Migrations).Assembly.GetManifestResourceStream($"Dispatch.Runtime.Storage.Schema.{name}")!);
        return reader.ReadToEnd();
    }

    private Task<object?> StockWriteAsync(int? known, string json) => StockAsync("WriteToStorageKey", command =>
    {
        Identity(command, known);
        Add(command, "PayloadBinary", DbType.Binary, System.Text.Encoding.UTF8.GetBytes(json));
    });

    /// <summary>The first column of the first row, null when there is no row.</summary>
    private async Task<object?> StockAsync(string key, Action<NpgsqlCommand> bind)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var query = source.CreateCommand($"SELECT QueryText FROM OrleansQuery WHERE QueryKey = '{key}'");
        await using var command = source.CreateCommand((string)(await query.ExecuteScalarAsync())!);
        bind(command);
        return await command.ExecuteScalarAsync();
    }
}
