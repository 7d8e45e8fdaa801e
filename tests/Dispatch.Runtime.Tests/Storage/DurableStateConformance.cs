using Dispatch.Runtime.Storage;

namespace Dispatch.Runtime.Tests.Storage;

/// <summary>What the storages with a write queue and a disk promise beyond the common.</summary>
public abstract class DurableStateConformance : StateConformance
{
    [Fact]
    public async Task Restart_AfterWrites_FindsThemAndGoesOn()
    {
        var before = await WriteAsync("durable", new Note("before", 1));
        await Database.DisposeAsync();

        var (_, reopened) = await OpenAsync();

        var after = new GrainState<Note>();
        await reopened.ReadStateAsync("note", Id("durable"), after);
        Assert.Equal(before.State, after.State);
        Assert.Equal(before.ETag, after.ETag);
        await reopened.WriteStateAsync("note", Id("durable"), after);
        Assert.Equal("2", after.ETag);
    }

    [Fact]
    public async Task Shutdown_WithWritesInTheQueue_CommitsThemAll()
    {
        var writes = Enumerable.Range(0, 1_000).Select(n => WriteAsync($"late {n}", new Note("late", n))).ToArray();

        await Database.DisposeAsync();

        await Task.WhenAll(writes);
        var (_, reopened) = await OpenAsync();
        var last = new GrainState<Note>();
        await reopened.ReadStateAsync("note", Id("late 999"), last);
        Assert.Equal(999, last.State!.Count);
    }

    [Fact]
    public async Task Write_AfterShutdown_IsRefused()
    {
        await Database.DisposeAsync();

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync("too late", new Note()));

        Assert.False(refusal.OutcomeUnknown);
    }

    [Fact]
    public async Task Queue_ThatIsFull_RefusesTheNextWrite()
    {
        await using var slow = Make(new GroupCommitOptions { LongestQueue = 3 });
        for (var n = 0; n < 3; n++)
        {
            slow.Submit(Write($"waiting {n}"));
        }

        Assert.Throws<LimitExceededException>(() => slow.Submit(Write("one too many")));
    }

    [Fact]
    public async Task Schema_MadeByANewerProgram_IsRefusedWithAdvice()
    {
        await ExecuteAsync("INSERT INTO DispatchSchema (Version, Script) VALUES (9000, 'from the future')");

        var refusal = await Assert.ThrowsAsync<OrleansConfigurationException>(OpenAsync);

        Assert.Contains("schema version 9000", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("newer program", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Runs a statement beside the storage.</summary>
    protected abstract Task ExecuteAsync(string sql);

    private protected static StateWrite Write(string key) => new(StateKey.Of("note", Id(key)), expected: null, "{}"u8.ToArray());
}
