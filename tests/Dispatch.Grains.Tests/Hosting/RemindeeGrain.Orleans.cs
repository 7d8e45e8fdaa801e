namespace Dispatch.Grains.Tests.Hosting;

/// <summary>Keeps a reminder, and a state that tells of it.</summary>
public interface IRemindeeGrain : IGrainWithStringKey
{
    Task SetAsync(TimeSpan due);

    Task<string[]> RemindersAsync();

    Task<int> TicksAsync();
}

[GrainType("remindee")]
internal sealed class RemindeeGrain([PersistentState("remindee")] IPersistentState<Remindee> store) : Grain, IRemindeeGrain, IRemindable
{
    public async Task SetAsync(TimeSpan due) => await this.RegisterOrUpdateReminder("follow-up", due, TimeSpan.FromHours(1));

    public async Task<string[]> RemindersAsync() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName)];

    public Task<int> TicksAsync() => Task.FromResult(store.State.Ticks);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        store.State = new Remindee { Ticks = store.State.Ticks + 1 };
        await store.WriteStateAsync();
    }
}

[GenerateSerializer]
internal sealed class Remindee
{
    [Id(0)]
    public int Ticks { get; set; }
}
