namespace Dispatch.Runtime.Storage;

/// <summary>States in memory: for tests, drills and simulation. It answers at once, so that it brings no scheduling of its own.</summary>
internal sealed class MemoryStateDatabase : IStateDatabase
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string StateName, string Key), StoredState> states = [];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return ValueTask.FromResult(states.GetValueOrDefault((key.StateName, key.Key)));
        }
    }

    public void Submit(StateWrite write)
    {
        lock (gate)
        {
            var key = (write.Key.StateName, write.Key.Key);
            if (states.GetValueOrDefault(key)?.Version == write.Expected)
            {
                write.Outcome = write.VersionAfter;
                if (write.Delete)
                {
                    states.Remove(key);
                }
                else
                {
                    states[key] = new StoredState(write.Payload?.ToArray(), write.VersionAfter);
                }
            }
        }

        write.Tell();
    }
}
