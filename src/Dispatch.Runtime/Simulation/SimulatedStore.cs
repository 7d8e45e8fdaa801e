using Dispatch.Runtime.Placement;

namespace Dispatch.Runtime.Simulation;

/// <summary>The one store of a simulated cluster. It outlives every silo.</summary>
internal sealed class SimulatedStore(SimulationHistory history, Func<DateTimeOffset> now)
{
    private readonly Dictionary<(string Storage, string State, GrainId Grain), (byte[]? Payload, int Version)> _rows = [];

    /// <summary>Told of every change in the moment in which it becomes durable.</summary>
    public Action<Commit>? Committed { get; set; }

    /// <summary>Version 0 for a row that never was.</summary>
    public (byte[]? Payload, int Version) Read(string storage, string state, GrainId grain)
    {
        var row = _rows.GetValueOrDefault((storage, state, grain));
        history.Add(EventKind.Read, grain.GetUniformHashCode(), row.Version);
        history.Write(EventKind.Read, grain, row.Version);
        return row;
    }

    /// <summary>Writes when the expected version still stands; null for a clear. True when it did.</summary>
    public bool Write(string storage, string state, GrainId grain, int expected, byte[]? payload, object? written)
    {
        var key = (storage, state, grain);
        var stands = _rows.GetValueOrDefault(key).Version == expected;
        if (stands)
        {
            _rows[key] = (payload, expected + 1);
            Committed?.Invoke(new(now(), storage, state, grain, expected + 1, payload, written));
        }

        var kind = stands ? EventKind.Write : EventKind.Conflict;
        history.Add(kind, grain.GetUniformHashCode() ^ StableHash.Of(payload), expected);
        history.Write(kind, grain, expected + 1);
        return stands;
    }
}
