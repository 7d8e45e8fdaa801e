using Dispatch.Runtime.Reminders;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Dispatch.Runtime.Tests.Reminders;

public sealed class ReminderServiceTests : IAsyncLifetime, IDisposable
{
    private static readonly GrainId Case = GrainId.Create("case", "1");
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly ReminderClock clock = new();
    private readonly MemoryReminderDatabase table = new();
    private readonly Ownership ownership = new();
    private readonly RemindedGrains grains;
    private ReminderService service = null!;
    private ReminderRegistry registry = null!;

    public ReminderServiceTests() => grains = new RemindedGrains(clock);

    public Task InitializeAsync() => StartAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => service.Stop();

    [Fact]
    public async Task Reminder_WithDueTimeAndPeriod_TicksFirstAtTheOneThenAtEachOfTheOther()
    {
        await registry.RegisterOrUpdateReminder(Case, "follow-up", Hour, Day);

        clock.Advance(Hour - TimeSpan.FromMilliseconds(1));
        Assert.Empty(grains.Ticks);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([("1", "follow-up", TimeSpan.Zero)], grains.Ticks);
        clock.Advance(3 * Day);
        Assert.Equal([TimeSpan.Zero, Day, 2 * Day, 3 * Day], grains.Ticks.Select(tick => tick.SinceFirst));
    }

    [Fact]
    public async Task Reminder_DueInHalfAYear_TicksThen()
    {
        await registry.RegisterOrUpdateReminder(Case, "review", 180 * Day, 180 * Day);

        clock.Advance((180 * Day) - Hour);
        Assert.Empty(grains.Ticks);
        clock.Advance(Hour);
        Assert.Single(grains.Ticks);
    }

    [Fact]
    public async Task Tick_MissedWhileNoSiloRan_FiresOnceAtTheNextStart()
    {
        await registry.RegisterOrUpdateReminder(Case, "follow-up", Hour, Hour);
        service.Stop();
        clock.Advance((5 * Hour) + TimeSpan.FromMinutes(10));

        await StartAsync();
        clock.Advance(TimeSpan.Zero);

        Assert.Equal([("1", "follow-up", (4 * Hour) + TimeSpan.FromMinutes(10))], grains.Ticks);
        clock.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(2, grains.Ticks.Count);
    }

    [Fact]
    public async Task Tick_DeliveredBeforeTheRestart_DoesNotFireAgain()
    {
        await registry.RegisterOrUpdateReminder(Case, "follow-up", Hour, Day);
        clock.Advance(Hour);
        service.Stop();

        await StartAsync();
        clock.Advance(Hour);

        Assert.Single(grains.Ticks);
    }

    [Fact]
    public async Task Tick_ThatFails_IsTriedAgainWithinAMinute()
    {
        var attempts = 0;
        grains.AtTick = _ => ++attempts == 1 ? Task.FromException(new TimeoutException("The grain is slow.")) : Task.CompletedTask;
        await registry.RegisterOrUpdateReminder(Case, "follow-up", Hour, Day);

        clock.Advance(Hour + TimeSpan.FromMinutes(1));

        Assert.Equal(2, attempts);
        clock.Advance(Hour);
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task Reminder_Unregistered_TicksNoMore()
    {
        var reminder = await registry.RegisterOrUpdateReminder(Case, "follow-up", Hour, Hour);

        await registry.UnregisterReminder(Case, reminder);
        clock.Advance(Day);

        Assert.Empty(grains.Ticks);
        Assert.Null(await registry.GetReminder(Case, "follow-up"));
    }

    [Fact]
    public async Task Reminder_UnregisteredByItsOwnTick_TicksOnce()
    {
        grains.AtTick = async name => await registry.UnregisterReminder(Case, (await registry.GetReminder(Case, name))!);
        await registry.RegisterOrUpdateReminder(Case, "once", Hour, Hour);

        clock.Advance(Day);

        Assert.Single(grains.Ticks);
    }

    [Fact]
    public async Task Reminder_ChangedByItsOwnTick_FollowsTheNewTimes()
    {
        grains.AtTick = name => grains.Ticks.Count == 1 ? registry.RegisterOrUpdateReminder(Case, name, 3 * Hour, 10 * Day) : Task.CompletedTask;
        await registry.RegisterOrUpdateReminder(Case, "follow-up", Hour, Hour);

        clock.Advance(2 * Day);

        Assert.Equal(2, grains.Ticks.Count);
        Assert.Equal(TimeSpan.Zero, grains.Ticks[1].SinceFirst);
    }

    [Fact]
    public async Task Reminder_RemovedByAnotherSilo_DoesNotTick()
    {
        await registry.RegisterOrUpdateReminder(Case, "follow-up", Hour, Hour);
        await table.DeleteAsync(Case, "follow-up", 0, CancellationToken.None);

        clock.Advance(Day);

        Assert.Empty(grains.Ticks);
    }

    [Fact]
    public async Task Reminder_SetByAnotherSilo_IsFoundAtTheNextRefresh()
    {
        await table.UpsertAsync(Case, "follow-up", clock.GetUtcNow().UtcDateTime.AddMinutes(20), Hour, CancellationToken.None);

        clock.Advance(TimeSpan.FromMinutes(20));

        Assert.Single(grains.Ticks);
    }

    [Fact]
    public async Task Reminder_OfAGrainThatMovedHere_TicksFromThenOn()
    {
        ownership.Mine = false;
        await registry.RegisterOrUpdateReminder(Case, "follow-up", Hour, Hour);
        clock.Advance(2 * Hour);
        Assert.Empty(grains.Ticks);

        ownership.Mine = true;
        ownership.Move();
        clock.Advance(TimeSpan.Zero);

        Assert.Single(grains.Ticks);
    }

    [Fact]
    public async Task Period_UnderTheMinimum_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => registry.RegisterOrUpdateReminder(Case, "busy", Hour, TimeSpan.FromSeconds(59)));

        Assert.Contains("00:01:00", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unregister_OfAReminderChangedSince_IsRefused()
    {
        var old = await registry.RegisterOrUpdateReminder(Case, "follow-up", Hour, Hour);
        await registry.RegisterOrUpdateReminder(Case, "follow-up", Day, Day);

        await Assert.ThrowsAsync<ReminderException>(() => registry.UnregisterReminder(Case, old));
    }

    private Task StartAsync()
    {
        var options = Options.Create(new ReminderOptions());
        service = new ReminderService(table, ownership, grains, clock, options, NullLogger<ReminderService>.Instance);
        registry = new ReminderRegistry(table, service, clock, options);
        return service.StartAsync(CancellationToken.None);
    }

    private sealed class Ownership : IReminderOwnership
    {
        public event Action? Changed;

        public bool Mine { get; set; } = true;

        public bool Owns(GrainId grainId) => Mine;

        public void Move() => Changed?.Invoke();
    }
}
