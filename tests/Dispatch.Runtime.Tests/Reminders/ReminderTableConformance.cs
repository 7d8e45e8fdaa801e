using Dispatch.Runtime.Reminders;

namespace Dispatch.Runtime.Tests.Reminders;

/// <summary>What every reminder table promises.</summary>
public abstract class ReminderTableConformance : IAsyncLifetime
{
    private protected static readonly DateTime Morning = new(2026, 3, 2, 8, 0, 0, 250, DateTimeKind.Utc);
    private protected static readonly GrainId Grain = GrainId.Create("case", "珠海-1");

    private protected IReminderDatabase Table { get; private set; } = null!;

    public async Task InitializeAsync() => Table = await OpenAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Reminder_Set_IsReadBackAsItWasSet()
    {
        var version = await Table.UpsertAsync(Grain, "follow-up", Morning, TimeSpan.FromHours(25), CancellationToken.None);

        var expected = new StoredReminder(Grain, "follow-up", Morning, TimeSpan.FromHours(25), version, LastTick: null);
        Assert.Equal(expected, await Table.ReadAsync(Grain, "follow-up", CancellationToken.None));
        Assert.Equal([expected], await Table.ReadAsync(Grain, CancellationToken.None));
        Assert.Equal([expected], await Table.ReadAllAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Reminder_SetAgain_GetsANewVersionAndForgetsItsTicks()
    {
        var first = await SetAsync("follow-up");
        await Table.TickedAsync(Grain, "follow-up", first, Morning, CancellationToken.None);

        var second = await Table.UpsertAsync(Grain, "follow-up", Morning.AddHours(1), TimeSpan.FromHours(2), CancellationToken.None);

        var read = await Table.ReadAsync(Grain, "follow-up", CancellationToken.None);
        Assert.NotEqual(first, second);
        Assert.Equal(new StoredReminder(Grain, "follow-up", Morning.AddHours(1), TimeSpan.FromHours(2), second, LastTick: null), read);
    }

    [Fact]
    public async Task Tick_Noted_IsReadBack()
    {
        var version = await SetAsync("follow-up");

        await Table.TickedAsync(Grain, "follow-up", version, Morning.AddHours(1), CancellationToken.None);

        Assert.Equal(Morning.AddHours(1), (await Table.ReadAsync(Grain, "follow-up", CancellationToken.None))!.LastTick);
    }

    [Fact]
    public async Task Tick_OfAChangedReminder_IsNotNoted()
    {
        var old = await SetAsync("follow-up");
        await SetAsync("follow-up");

        await Table.TickedAsync(Grain, "follow-up", old, Morning, CancellationToken.None);

        Assert.Null((await Table.ReadAsync(Grain, "follow-up", CancellationToken.None))!.LastTick);
    }

    [Fact]
    public async Task Removal_WithAnOldVersion_LeavesTheReminder()
    {
        var old = await SetAsync("follow-up");
        var current = await SetAsync("follow-up");

        Assert.False(await Table.DeleteAsync(Grain, "follow-up", old, CancellationToken.None));
        Assert.True(await Table.DeleteAsync(Grain, "follow-up", current, CancellationToken.None));
        Assert.Null(await Table.ReadAsync(Grain, "follow-up", CancellationToken.None));
    }

    [Fact]
    public async Task Reminders_OfSeveralGrains_AreKeptApart()
    {
        var other = GrainId.Create("case", "2");
        await SetAsync("follow-up");
        await SetAsync("review");
        await Table.UpsertAsync(other, "follow-up", Morning, TimeSpan.FromHours(1), CancellationToken.None);

        Assert.Equal(["follow-up", "review"], (await Table.ReadAsync(Grain, CancellationToken.None)).Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.Equal(3, (await Table.ReadAllAsync(CancellationToken.None)).Count);
    }

    private protected abstract Task<IReminderDatabase> OpenAsync();

    private protected Task<int> SetAsync(string name) => Table.UpsertAsync(Grain, name, Morning, TimeSpan.FromHours(1), CancellationToken.None);
}
