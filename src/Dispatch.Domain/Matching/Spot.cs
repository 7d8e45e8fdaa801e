namespace Dispatch.Domain.Matching;

/// <summary>What a closer look at a responder reads first, side by side: its place on the plane, and its last call as <see cref="Idleness"/> writes it.</summary>
internal readonly record struct Spot(float X, float Y, int LastCall);
