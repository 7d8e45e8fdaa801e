using Dispatch.Grains.Storage;
using Orleans.Storage;

namespace Dispatch.Grains.Tests.Clusters;

/// <summary>A store in memory that outlives the silos that use it, as a database does, and keeps states as the product writes them.</summary>
internal sealed class SharedStorage : IGrainStorage
{
    private readonly Lock _gate = new();
    private readonly JsonStateSerializer _serializer = new();
    private readonly Dictionary<(string Name, GrainId Grain), (BinaryData Data, long Version)> _states = [];

    /// <summary>Told of every write before it happens, by the state's name; what it throws, the writer gets.</summary>
    public Func<string, Task>? Writing { get; set; }

    /// <summary>Told of every write after it has landed; what it throws, the writer gets, who cannot know whether it landed.</summary>
    public Func<string, Task>? Written { get; set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            if (_states.TryGetValue((stateName, grainId), out var held))
            {
                grainState.State = _serializer.Deserialize<T>(held.Data)!;
                (grainState.ETag, grainState.RecordExists) = (Spell(held.Version), true);
            }
            else
            {
                grainState.State = Activator.CreateInstance<T>();
                (grainState.ETag, grainState.RecordExists) = (null!, false);
            }
        }

        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await (Writing?.Invoke(stateName) ?? Task.CompletedTask);
        Func<string, Task>? written;
        lock (_gate)
        {
            var held = _states.TryGetValue((stateName, grainId), out var found) ? Spell(found.Version) : null;
            if (held != grainState.ETag)
            {
                throw new InconsistentStateException($"State '{stateName}' of '{grainId}' is at '{held}', not '{grainState.ETag}'.");
            }

            var version = found.Version + 1;
            _states[(stateName, grainId)] = (_serializer.Serialize(grainState.State), version);
            written = Written;
            if (written is null)
            {
                (grainState.ETag, grainState.RecordExists) = (Spell(version), true);
                return;
            }
        }

        await written(stateName);
        await ReadStateAsync(stateName, grainId, grainState);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            _states.Remove((stateName, grainId));
        }

        return ReadStateAsync(stateName, grainId, grainState);
    }

    /// <summary>All rows of a state name, as text.</summary>
    public string Text(string stateName)
    {
        lock (_gate)
        {
            return string.Join('\n', _states.Where(each => each.Key.Name == stateName).Select(each => each.Value.Data.ToString()));
        }
    }

    private static string Spell(long version) => version.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
