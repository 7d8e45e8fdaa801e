namespace Dispatch.Runtime.Reminders;

/// <summary>Reminders in memory: for tests, drills and simulation.</summary>
internal sealed class MemoryReminderDatabase : IReminderDatabase
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<(GrainId GrainId, string Name), StoredReminder> reminders = new(
        Comparer<(GrainId GrainId, string Name)>.Create(static (a, b) =>
            a.GrainId.CompareTo(b.GrainId) is var order and not 0 ? order : string.CompareOrdinal(a.Name, b.Name)));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<List<StoredReminder>> ReadAllAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(reminders.Values.ToList());
        }
    }

    public Task<List<StoredReminder>> ReadAsync(GrainId grainId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(reminders.Values.Where(r => r.GrainId == grainId).ToList());
        }
    }

    public Task<StoredReminder?> ReadAsync(GrainId grainId, string name, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(reminders.GetValueOrDefault((grainId, name)));
        }
    }

    public Task<int> UpsertAsync(GrainId grainId, string name, DateTime startAt, TimeSpan period, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var version = reminders.GetValueOrDefault((grainId, name)) is { } known ? known.Version + 1 : 0;
            reminders[(grainId, name)] = new StoredReminder(grainId, name, startAt, period, version, LastTick: null);
            return Task.FromResult(version);
        }
    }

    public Task<bool> DeleteAsync(GrainId grainId, string name, int version, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(reminders.GetValueOrDefault((grainId, name))?.Version == version && reminders.Remove((grainId, name)));
        }
    }

    public Task TickedAsync(GrainId grainId, string name, int version, DateTime tick, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (reminders.GetValueOrDefault((grainId, name)) is { } known && known.Version == version)
            {
                reminders[(grainId, name)] = known with { LastTick = tick };
            }
        }

        return Task.CompletedTask;
    }
}
