namespace Dispatch.Domain.Accounts;

/// <summary>When the store last took a write that was made to try it.</summary>
public sealed record Probe(DateTimeOffset WrittenAt);
