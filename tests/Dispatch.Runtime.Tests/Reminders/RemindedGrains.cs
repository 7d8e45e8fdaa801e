namespace Dispatch.Runtime.Tests.Reminders;

/// <summary>Stands for the grains of a silo: notes the ticks they get, and does what the test says at each.</summary>
internal sealed class RemindedGrains(TimeProvider time) : IGrainFactory
{
    public List<(string Key, string Reminder, TimeSpan SinceFirst)> Ticks { get; } = [];

    public Func<string, Task> AtTick { get; set; } = static _ => Task.CompletedTask;

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)(IAddressable)new Reminded(this, grainId.Key.ToString()!);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw new NotSupportedException();

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw new NotSupportedException();

    private sealed class Reminded(RemindedGrains grains, string key) : IRemindable
    {
        public Task ReceiveReminder(string reminderName, TickStatus status)
        {
            grains.Ticks.Add((key, reminderName, status.CurrentTickTime - status.FirstTickTime));
            Assert.Equal(grains.Time, status.CurrentTickTime);
            return grains.AtTick(reminderName);
        }
    }

    private DateTime Time => time.GetUtcNow().UtcDateTime;
}
