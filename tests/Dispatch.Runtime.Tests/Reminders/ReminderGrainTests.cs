using Dispatch.Runtime.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Runtime.Tests.Reminders;

public interface IAlarmGrain : IGrainWithStringKey, IRemindable
{
    Task SetAsync(TimeSpan due, TimeSpan period);

    Task<bool> DropAsync();

    Task<List<string>> RungAsync();
}

[GrainType("alarm")]
public sealed class AlarmGrain : Grain, IAlarmGrain
{
    private readonly List<string> rung = [];

    public Task SetAsync(TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder("alarm", due, period);

    public async Task<bool> DropAsync()
    {
        if (await this.GetReminder("alarm") is not { } reminder)
        {
            return false;
        }

        await this.UnregisterReminder(reminder);
        return true;
    }

    public Task<List<string>> RungAsync() => Task.FromResult(rung);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        rung.Add($"{reminderName} {status.CurrentTickTime:HH:mm}");
        return Task.CompletedTask;
    }
}

/// <summary>Reminders as grains see them, in running silos with a clock that moves only when told.</summary>
public sealed class ReminderGrainTests
{
    private readonly ReminderClock clock = new();

    [Fact]
    public async Task Reminder_OfAGrainThatSleeps_WakesIt()
    {
        await using var cluster = await OneSilo.StartAsync(WithReminders);
        var alarm = cluster.Client.GetGrain<IAlarmGrain>("anna");
        await alarm.SetAsync(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5));
        await cluster.DeactivateAsync(GrainId.Create("alarm", "anna"));

        clock.Advance(TimeSpan.FromMinutes(30));
        await EventuallyAsync(async () => (await alarm.RungAsync()).Count == 1);
        clock.Advance(TimeSpan.FromMinutes(5));
        await EventuallyAsync(async () => (await alarm.RungAsync()).Count == 2);

        Assert.Equal(["alarm 08:30", "alarm 08:35"], await alarm.RungAsync());
    }

    [Fact]
    public async Task Reminder_Dropped_RingsNoMore()
    {
        await using var cluster = await OneSilo.StartAsync(WithReminders);
        var alarm = cluster.Client.GetGrain<IAlarmGrain>("anna");
        await alarm.SetAsync(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5));

        Assert.True(await alarm.DropAsync());
        Assert.False(await alarm.DropAsync());
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Empty(await alarm.RungAsync());
    }

    [Fact]
    public async Task Silo_Killed_LeavesItsRemindersToTheOthers()
    {
        await using var cluster = await OneSilo.StartAsync(2, WithReminders);
        var alarms = Enumerable.Range(0, 10).Select(n => cluster.Client.GetGrain<IAlarmGrain>($"person {n}")).ToArray();
        await Task.WhenAll(alarms.Select(alarm => alarm.SetAsync(TimeSpan.FromMinutes(2), TimeSpan.FromDays(1))));

        await cluster.KillSiloAsync(cluster.Silos[1]);
        clock.Advance(TimeSpan.FromMinutes(2));

        foreach (var alarm in alarms)
        {
            await EventuallyAsync(async () => (await alarm.RungAsync()).Count > 0);
            Assert.Equal(["alarm 08:02"], await alarm.RungAsync());
        }
    }

    // A tick is a call on its way; asking the grain again lets it pass. A timer set meanwhile for this very moment fires here.
    private async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 5_000 && !await condition(); attempt++)
        {
            clock.Advance(TimeSpan.Zero);
            await Task.Yield();
        }
    }

    private void WithReminders(ISiloBuilder silo)
    {
        silo.Services.AddSingleton<TimeProvider>(clock);
        silo.UseInMemoryReminderService();
    }
}
