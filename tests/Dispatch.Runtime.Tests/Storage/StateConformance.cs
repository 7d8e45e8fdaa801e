using Dispatch.Runtime.Storage;
using Orleans.Storage;

namespace Dispatch.Runtime.Tests.Storage;

/// <summary>What every storage promises. Each database runs the whole suite.</summary>
public abstract class StateConformance : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> opened = [];

    private protected IStateDatabase Database { get; private set; } = null!;

    private protected IGrainStorage Storage { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await PrepareAsync();
        (Database, Storage) = await OpenAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var database in opened)
        {
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task Read_OfAStateNeverWritten_IsEmptyWithoutVersion()
    {
        var state = await ReadAsync("nobody");

        Assert.Equal(new Note(), state.State);
        Assert.Null(state.ETag);
        Assert.False(state.RecordExists);
    }

    [Fact]
    public async Task Write_ThenReadByAnother_SeesStateAndVersion()
    {
        var written = await WriteAsync("one", new Note("first", 1));
        written.State = new Note("second", 2);
        await Storage.WriteStateAsync("note", Id("one"), written);

        var read = await ReadAsync("one");

        Assert.Equal(new Note("second", 2), read.State);
        Assert.Equal("2", read.ETag);
        Assert.Equal("2", written.ETag);
        Assert.True(read.RecordExists);
    }

    [Fact]
    public async Task Write_OverAnothersWrite_IsRefusedAndTellsBothVersions()
    {
        var mine = await WriteAsync("shared", new Note("mine"));
        var theirs = await ReadAsync("shared");
        theirs.State = new Note("theirs");
        await Storage.WriteStateAsync("note", Id("shared"), theirs);
        mine.State = new Note("mine again");

        var refusal = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("note", Id("shared"), mine));

        Assert.Equal("2", refusal.StoredEtag);
        Assert.Equal("1", refusal.CurrentEtag);
        Assert.Equal("mine again", mine.State.Text);
        Assert.Equal("1", mine.ETag);
        Assert.Equal("theirs", (await ReadAsync("shared")).State!.Text);
    }

    [Fact]
    public async Task FirstWrite_ByManyAtOnce_SucceedsForExactlyOne()
    {
        var writers = Enumerable.Range(0, 20).Select(async n =>
        {
            try
            {
                await WriteAsync("contested", new Note($"writer {n}", n));
                return n;
            }
            catch (InconsistentStateException)
            {
                return -1;
            }
        });

        var winner = Assert.Single(await Task.WhenAll(writers), n => n >= 0);

        var stored = await ReadAsync("contested");
        Assert.Equal(winner, stored.State!.Count);
        Assert.Equal("1", stored.ETag);
    }

    [Fact]
    public async Task Clear_ThenWriteAgain_CountsVersionsOn()
    {
        var state = await WriteAsync("cleared", new Note("gone soon"));

        await Storage.ClearStateAsync("note", Id("cleared"), state);

        Assert.False(state.RecordExists);
        Assert.Equal(new Note(), state.State);
        var read = await ReadAsync("cleared");
        Assert.False(read.RecordExists);
        Assert.Equal("2", read.ETag);
        read.State = new Note("back");
        await Storage.WriteStateAsync("note", Id("cleared"), read);
        Assert.Equal("back", (await ReadAsync("cleared")).State!.Text);
    }

    [Fact]
    public async Task Clear_OfAStateNeverWritten_DoesNothing()
    {
        var state = new GrainState<Note>(new Note());

        await Storage.ClearStateAsync("note", Id("nothing"), state);

        Assert.Null(state.ETag);
        Assert.False((await ReadAsync("nothing")).RecordExists);
    }

    [Fact]
    public async Task Clear_WithAnOldVersion_IsRefused()
    {
        var old = await WriteAsync("kept", new Note("a"));
        var current = await ReadAsync("kept");
        await Storage.WriteStateAsync("note", Id("kept"), current);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("note", Id("kept"), old));

        Assert.True((await ReadAsync("kept")).RecordExists);
    }

    [Fact]
    public async Task Clear_ThatDeletes_LeavesNoVersion()
    {
        var deleting = new GrainStorage("deleting", Database, new JsonStorageSerializer(), deleteOnClear: true);
        var state = await WriteAsync("deleted", new Note("gone"));

        await deleting.ClearStateAsync("note", Id("deleted"), state);

        Assert.Null(state.ETag);
        Assert.Null((await ReadAsync("deleted")).ETag);
        await WriteAsync("deleted", new Note("new"));
        Assert.Equal("1", (await ReadAsync("deleted")).ETag);
    }

    [Fact]
    public async Task Batch_WithOneConflict_FailsThatWriterAlone()
    {
        var states = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => WriteAsync($"batch {n}", new Note("first", n))));
        states[17].ETag = "7";

        var outcomes = await Task.WhenAll(states.Select((state, n) => OutcomeAsync(Storage.WriteStateAsync("note", Id($"batch {n}"), state))));

        Assert.IsType<InconsistentStateException>(outcomes[17]);
        Assert.All(outcomes.Where((_, n) => n != 17), Assert.Null);
        Assert.Equal("1", (await ReadAsync("batch 17")).ETag);
        Assert.Equal("2", (await ReadAsync("batch 18")).ETag);
    }

    [Theory]
    [InlineData("plain-key")]
    [InlineData("12AB")]
    [InlineData("12AB+extension")]
    [InlineData("00112233445566778899aabbccddeeff")]
    [InlineData("00112233445566778899aabbccddeeff+extension")]
    [InlineData("珠海/拱北 🚑 it's \"quoted\"")]
    public async Task Key_OfAnySpelling_FindsItsStateAgain(string key)
    {
        await WriteAsync(key, new Note(key));

        Assert.Equal(key, (await ReadAsync(key)).State!.Text);
        Assert.False((await ReadAsync(key + "x")).RecordExists);
    }

    [Fact]
    public async Task Key_ThatNoColumnHolds_IsRefusedToItsWriterAlone()
    {
        string[] unfit = ["with a NUL \0", "half a surrogate pair \ud83d", new('k', 513)];

        var refused = await Task.WhenAll(unfit.Select(key => OutcomeAsync(WriteAsync(key, new Note()))).Append(OutcomeAsync(WriteAsync("fit", new Note()))));

        Assert.All(refused[..^1], failure => Assert.IsAssignableFrom<ArgumentException>(failure));
        Assert.Null(refused[^1]);
    }

    [Fact]
    public async Task State_OfTwoMegabytesInManyScripts_ComesBackUnchanged()
    {
        var text = string.Concat(Enumerable.Repeat("照护 care забота 🧓🏽\u0000\t", 70_000));

        await WriteAsync("big", new Note(text));

        Assert.Equal(text, (await ReadAsync("big")).State!.Text);
    }

    [Fact]
    public async Task StateName_OfTwoGrainTypes_IsRefused()
    {
        await WriteAsync("one", new Note());

        var refusal = await Assert.ThrowsAsync<OrleansException>(
            () => Storage.ReadStateAsync("note", GrainId.Create("other", "one"), new GrainState<Note>()));

        Assert.Contains("'test' and 'other'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_OfManyGrainsAtOnce_AreAllCountedOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async grain =>
        {
            var state = await ReadAsync($"counter {grain}");
            for (var n = 0; n < 10; n++)
            {
                state.State = state.State! with { Count = state.State.Count + 1 };
                await Storage.WriteStateAsync("note", Id($"counter {grain}"), state);
                Assert.Equal(state.State.Count, (await ReadAsync($"counter {grain}")).State!.Count);
            }
        }));

        var totals = await Task.WhenAll(Enumerable.Range(0, 40).Select(async grain => (await ReadAsync($"counter {grain}")).State!.Count));
        Assert.All(totals, total => Assert.Equal(10, total));
    }

    /// <summary>Makes an empty place for this test.</summary>
    protected abstract Task PrepareAsync();

    /// <summary>A database that is not started yet, at the place of this test.</summary>
    private protected abstract IStateDatabase Make(GroupCommitOptions options);

    private protected static GrainId Id(string key) => GrainId.Create("test", key);

    private protected static async Task<Exception?> OutcomeAsync(Task task) => await Record.ExceptionAsync(() => task);

    private protected async Task<(IStateDatabase Database, IGrainStorage Storage)> OpenAsync()
    {
        var database = Make(new GroupCommitOptions());
        opened.Add(database);
        await database.StartAsync(CancellationToken.None);
        return (database, new GrainStorage("test", database, new JsonStorageSerializer(), deleteOnClear: false));
    }

    private protected async Task<GrainState<Note>> WriteAsync(string key, Note note)
    {
        var state = new GrainState<Note>(note);
        await Storage.WriteStateAsync("note", Id(key), state);
        return state;
    }

    private protected async Task<GrainState<Note>> ReadAsync(string key)
    {
        var state = new GrainState<Note>();
        await Storage.ReadStateAsync("note", Id(key), state);
        return state;
    }
}
