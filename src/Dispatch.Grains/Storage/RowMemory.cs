namespace Dispatch.Grains.Storage;

/// <summary>Where in a row each of its parts stands, so that the next row of the same actor copies what has not changed instead of writing it anew.</summary>
/// <param name="Row">The row as it was written.</param>
/// <param name="Parts">Its parts in the order of writing.</param>
internal sealed record RowMemory(byte[] Row, RowPart[] Parts);

/// <summary>An unchanging value and where it stands.</summary>
internal readonly record struct RowPart(object Value, int Start, int Length);
