using Dispatch.Runtime.Storage;
using Dispatch.Runtime.Storage.Postgres;
using Npgsql;
using Orleans.Storage;

namespace Dispatch.Runtime.Tests.Storage;

public sealed class PostgresStateTests : DurableStateConformance
{
    private string connectionString = "";

    [Fact]
    public async Task Row_OfAStringKey_IsTheOneStockOrleansWrites()
    {
        // The well-known test sentence of xxHash, its octets turned; stock Orleans hashes state names as they are and keys back to front.
        const string Sentence = "Nobody inspects the spammish repetition";
        const int Hash = unchecked((int)0x2F3B29E2);
        var backwards = new string([.. Sentence.Reverse()]);
        await Storage.WriteStateAsync(Sentence, Id(backwards), new GrainState<Note>(new Note("row")));

        var row = await RowAsync($"""
            SELECT GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId, Version
            FROM OrleansStorage WHERE GrainTypeString = '{Sentence}'
            """);

        Assert.Equal([Hash, Hash, 0L, 0L, Sentence, backwards, "suite", 1], row);
    }

    [Fact]
    public async Task Row_OfAHexadecimalKey_KeepsTheNumberAndTheExtension()
    {
        await WriteAsync("12AB+north", new Note());

        Assert.Equal([0L, 0x12ABL, "north"], await RowAsync("SELECT GrainIdN0, GrainIdN1, GrainIdExtensionString FROM OrleansStorage"));
    }

    [Fact]
    public async Task View_OfStates_DecodesTheJson()
    {
        await WriteAsync("shown", new Note("readable", 3));
        await WriteAsync("12AB+north", new Note("numbered"));

        Assert.Equal(["readable"], await RowAsync("SELECT Value ->> 'text' FROM GrainStates WHERE State = 'note' AND Key = 'shown'"));
        Assert.Equal(["12AB+north"], await RowAsync("SELECT Key FROM GrainStates WHERE Value ->> 'text' = 'numbered'"));
    }

    [Fact]
    public async Task View_OverAPayloadThatIsNotJson_ShowsNullInstead()
    {
        await WriteAsync("foreign", new Note());
        await ExecuteAsync("UPDATE OrleansStorage SET PayloadBinary = '\\xff00'");

        Assert.Equal([DBNull.Value], await RowAsync("SELECT Value FROM GrainStates"));
    }

    [Fact]
    public async Task Connection_LostWhileABatchIsUnderWay_FailsAllItsWritersAsUnknown()
    {
        var states = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => WriteAsync($"cut {n}", new Note("first"))));
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var blocker = await source.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await new NpgsqlCommand("SELECT * FROM OrleansStorage FOR UPDATE", blocker).ExecuteNonQueryAsync();

        var writes = states.Select((state, n) => OutcomeAsync(Storage.WriteStateAsync("note", Id($"cut {n}"), state))).ToArray();
        await TerminateBlockedAsync(writes);
        await transaction.RollbackAsync();

        Assert.All(await Task.WhenAll(writes), failure => Assert.True(Assert.IsType<StorageUnavailableException>(failure).OutcomeUnknown));
        await Storage.WriteStateAsync("note", Id("cut 0"), states[0]);
        Assert.Equal("2", states[0].ETag);
    }

    [Fact]
    public async Task Row_ChangedByAnotherWhileABatchWaitsForIt_IsNotOverwritten()
    {
        var states = await Task.WhenAll(WriteAsync("changed", new Note("first")), WriteAsync("left alone", new Note("first")));
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var other = await source.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await new NpgsqlCommand("UPDATE OrleansStorage SET Version = 2 WHERE GrainIdExtensionString = 'changed'", other).ExecuteNonQueryAsync();

        var changed = OutcomeAsync(Storage.WriteStateAsync("note", Id("changed"), states[0]));
        var alone = OutcomeAsync(Storage.WriteStateAsync("note", Id("left alone"), states[1]));
        while (!changed.IsCompleted && (long)(await RowAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"))[0]! == 0)
        {
        }

        await transaction.CommitAsync();

        Assert.IsType<InconsistentStateException>(await changed);
        Assert.Null(await alone);
        Assert.Equal([2], await RowAsync("SELECT Version FROM OrleansStorage WHERE GrainIdExtensionString = 'changed'"));
    }

    [Theory]
    [InlineData(PostgresStatements.Update, true)]
    [InlineData(PostgresStatements.Delete, false)]
    public async Task Batch_PlannedWhileTheTableWasEmpty_StillLooksEachRowUp(string statement, bool withPayload)
    {
        await using var source = PostgresConnections.ForWrites(connectionString);
        await using var connection = await source.OpenConnectionAsync();
        var (types, values) = withPayload ? (", bytea[]", ", '{a}'") : ("", "");
        await using var plan = new NpgsqlCommand($$"""
            SET plan_cache_mode = force_generic_plan;
            PREPARE batch(text, int[], int[], bigint[], bigint[], text[], text[], int[]{{types}}) AS {{statement}};
            EXPLAIN EXECUTE batch('suite', '{1}', '{1}', '{1}', '{1}', '{a}', '{a}', '{1}'{{values}})
            """, connection);
        var lines = new List<string>();
        await using var reader = await plan.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        Assert.Contains(lines, line => line.Contains("Index Cond: ((grainidhash = w.idhash) AND (graintypehash = w.typehash)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Services_OnOneDatabase_DoNotSeeEachOther()
    {
        await WriteAsync("same key", new Note("ours"));
        await using var other = new PostgresStateDatabase(connectionString, "another service", new GroupCommitOptions());
        await other.StartAsync(CancellationToken.None);

        Assert.Null(await other.ReadAsync(StateKey.Of("note", Id("same key")), CancellationToken.None));
    }

    protected override async Task PrepareAsync() => connectionString = await (await PostgresServer.Shared).CreateDatabaseAsync();

    protected override async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private protected override IStateDatabase Make(GroupCommitOptions options) => new PostgresStateDatabase(connectionString, "suite", options);

    private async Task<object[]> RowAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        Assert.False(await reader.ReadAsync());
        return row;
    }

    // Ends every writer's connection that waits for a lock, until all writes have their outcome.
    private async Task TerminateBlockedAsync(Task[] writes)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        while (!writes.All(write => write.IsCompleted))
        {
            await using var command = source.CreateCommand(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
            await command.ExecuteNonQueryAsync();
        }
    }
}
