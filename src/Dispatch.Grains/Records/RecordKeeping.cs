namespace Dispatch.Grains.Records;

/// <summary>Whether the actors of this process keep the service record; they do unless told otherwise.</summary>
/// <param name="IsOff">No entry is made of anything: for measuring what the record costs. No host of the product sets it.</param>
public sealed record RecordKeeping(bool IsOff);
