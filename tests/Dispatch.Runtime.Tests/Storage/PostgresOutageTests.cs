using Dispatch.Runtime.Storage;
using Dispatch.Runtime.Storage.Postgres;

namespace Dispatch.Runtime.Tests.Storage;

public sealed class PostgresOutageTests
{
    private const int Grains = 16;

    [Fact]
    public async Task Server_KilledUnderLoad_LosesNoAcknowledgedWriteAndServesAgainAfterItsRestart()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = new PostgresStateDatabase(await server.CreateDatabaseAsync(), "outage", new GroupCommitOptions());
        await database.StartAsync(CancellationToken.None);
        var storage = new GrainStorage("test", database, new JsonStorageSerializer(), deleteOnClear: false);
        var acknowledged = new int[Grains];
        var started = new TaskCompletionSource();

        var load = Enumerable.Range(0, Grains).Select(n => WriteUntilFailureAsync(storage, n, acknowledged, started)).ToArray();
        await started.Task;
        await server.KillAsync();
        await Task.WhenAll(load);
        var whileDown = await Record.ExceptionAsync(() => storage.WriteStateAsync("note", Id(0), new GrainState<Note>(new Note(), "1")));
        await server.RestartAsync();

        Assert.IsType<StorageUnavailableException>(whileDown);
        for (var n = 0; n < Grains; n++)
        {
            var state = new GrainState<Note>();
            await storage.ReadStateAsync("note", Id(n), state);
            Assert.InRange(state.State!.Count, acknowledged[n], acknowledged[n] + 1);
            await storage.WriteStateAsync("note", Id(n), state);
        }
    }

    /// <summary>A trigger answers with the server's own code for a full disk, 53100: to fill a real one would take a file system of its own.</summary>
    [Fact]
    public async Task Write_ToAServerWithoutSpace_ChangesNothingAndSucceedsOnceThereIsRoom()
    {
        var connectionString = await (await PostgresServer.Shared).CreateDatabaseAsync();
        await using var source = Npgsql.NpgsqlDataSource.Create(connectionString);
        await using var database = new PostgresStateDatabase(connectionString, "full", new GroupCommitOptions());
        await database.StartAsync(CancellationToken.None);
        var storage = new GrainStorage("test", database, new JsonStorageSerializer(), deleteOnClear: false);
        var state = new GrainState<Note>(new Note() with { Count = 1 });
        await storage.WriteStateAsync("note", Id(0), state);
        await ExecuteAsync("""
            CREATE FUNCTION NoSpaceLeft() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER NoSpaceLeft BEFORE INSERT OR UPDATE ON OrleansStorage FOR EACH STATEMENT EXECUTE FUNCTION NoSpaceLeft()
            """);

        var next = new GrainState<Note>(new Note() with { Count = 2 }, state.ETag);
        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.WriteStateAsync("note", Id(0), next));
        Assert.False(refused.OutcomeUnknown);
        Assert.Contains("No space left", refused.Message, StringComparison.Ordinal);
        var stored = new GrainState<Note>();
        await storage.ReadStateAsync("note", Id(0), stored);
        Assert.Equal((1, state.ETag), (stored.State!.Count, stored.ETag));

        await ExecuteAsync("DROP TRIGGER NoSpaceLeft ON OrleansStorage");
        await storage.WriteStateAsync("note", Id(0), next);
        await storage.ReadStateAsync("note", Id(0), stored);
        Assert.Equal(2, stored.State!.Count);

        async Task ExecuteAsync(string sql)
        {
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static GrainId Id(int n) => GrainId.Create("test", $"grain {n}");

    private static async Task WriteUntilFailureAsync(GrainStorage storage, int n, int[] acknowledged, TaskCompletionSource started)
    {
        var state = new GrainState<Note>(new Note());
        try
        {
            while (true)
            {
                state.State = state.State! with { Count = state.State.Count + 1 };
                await storage.WriteStateAsync("note", Id(n), state);
                acknowledged[n] = state.State.Count;
                if (acknowledged[n] == 20)
                {
                    started.TrySetResult();
                }
            }
        }
        catch (StorageUnavailableException)
        {
            // The server is gone; what it had acknowledged is counted above.
        }
    }
}
