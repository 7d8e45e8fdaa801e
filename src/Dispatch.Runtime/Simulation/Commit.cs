namespace Dispatch.Runtime.Simulation;

/// <summary>A row of the simulated store that became durable.</summary>
/// <param name="At">Virtual time.</param>
/// <param name="StorageName">As registered.</param>
/// <param name="StateName">As in <c>[PersistentState]</c>.</param>
/// <param name="Grain">Whose state it is.</param>
/// <param name="Version">The row's version, counted from 1.</param>
/// <param name="Payload">As the serializer wrote it; empty for a clear.</param>
/// <param name="State">The object that was written, for whoever would otherwise read the payload again; it belongs to the grain. Null for a clear.</param>
public readonly record struct Commit(
    DateTimeOffset At, string StorageName, string StateName, GrainId Grain, int Version, ReadOnlyMemory<byte> Payload, object? State);
