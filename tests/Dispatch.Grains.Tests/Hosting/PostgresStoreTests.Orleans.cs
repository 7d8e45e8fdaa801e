using System.Diagnostics;
using Dispatch.Contracts.Records;
using Dispatch.Grains.Hosting;
using Dispatch.Records.Memory;
using Dispatch.Runtime.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.TestingHost;

namespace Dispatch.Grains.Tests.Hosting;

/// <summary>Stock Orleans on an empty PostgreSQL: it makes the tables, and writes the rows that the embedded runtime reads.</summary>
public sealed class PostgresStoreTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private string _database = "";
    private InProcessTestCluster? _cluster;

    public async Task InitializeAsync() => _database = await (await PostgresServer.Shared).CreateDatabaseAsync();

    [Fact]
    public async Task Reminder_OnStockOrleans_TicksAndOutlivesEverySilo()
    {
        await StartAsync();
        await Grain.SetAsync(TimeSpan.FromSeconds(3));
        var watch = Stopwatch.StartNew();
        while (await Grain.TicksAsync() == 0)
        {
            Assert.True(watch.Elapsed < Patience, "The reminder does not tick.");
        }

        await _cluster!.DisposeAsync();
        await StartAsync();

        Assert.Equal(["follow-up"], await Grain.RemindersAsync());
        Assert.True(await Grain.TicksAsync() >= 1);
    }

    /// <summary>The embedded runtime's own suite asks for the same row of the same grain.</summary>
    [Fact]
    public async Task Rows_OfStockOrleans_AreFoundWhereTheEmbeddedRuntimeLooks()
    {
        await StartAsync();
        await Grain.SetAsync(TimeSpan.FromSeconds(3));
        var watch = Stopwatch.StartNew();
        while (await Grain.TicksAsync() == 0)
        {
            Assert.True(watch.Elapsed < Patience, "The reminder does not tick.");
        }

        await using var source = NpgsqlDataSource.Create(_database);
        Assert.Equal("remindee/zhuoda|-161357844|follow-up|3600000", await TextAsync(source, """
            SELECT concat_ws('|', GrainId, GrainHash, ReminderName, Period) FROM OrleansRemindersTable
            """));
        Assert.Equal("1284684076|153179905", await TextAsync(source, "SELECT concat_ws('|', GrainTypeHash, GrainIdHash) FROM OrleansStorage"));
        Assert.Equal("remindee|zhuoda|{\"ticks\": 1}", await TextAsync(source, "SELECT concat_ws('|', State, Key, Value) FROM GrainStates"));
    }

    [Fact]
    public async Task State_WhileTheDatabaseIsAway_FailsInAWayThatReachesTheCaller()
    {
        await using var server = await PostgresServer.StartAsync();
        _database = await server.CreateDatabaseAsync();
        await StartAsync();
        Assert.Equal(0, await Grain.TicksAsync());
        await server.KillAsync();

        var told = await Assert.ThrowsAsync<StoreFailedException>(() => _cluster!.Client.GetGrain<IRemindeeGrain>("fucheng").TicksAsync());

        Assert.False(told.OutcomeUnknown);
        await server.RestartAsync();
        Assert.Equal(0, await _cluster!.Client.GetGrain<IRemindeeGrain>("fucheng").TicksAsync());
    }

    public async Task DisposeAsync()
    {
        if (_cluster is { } cluster)
        {
            await cluster.DisposeAsync();
        }
    }

    private IRemindeeGrain Grain => _cluster!.Client.GetGrain<IRemindeeGrain>("zhuoda");

    private async Task StartAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ServiceId = "communitycare";
        builder.ConfigureSilo((_, silo) => silo.AddPostgresStore(_database).Services.AddDispatchGrains().AddSingleton<ILedgerStore>(new MemoryLedgerStore()));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    private static async Task<string?> TextAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (string?)await command.ExecuteScalarAsync();
    }
}
