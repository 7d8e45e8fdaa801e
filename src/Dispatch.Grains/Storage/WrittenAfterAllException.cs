namespace Dispatch.Grains.Storage;

/// <summary>A write whose outcome was not known had landed: whoever decided without it decides anew. Nothing was written for this call.</summary>
/// <remarks>Not the store's own exception of a conflict: at that one stock Orleans ends an actor, and this one stays.</remarks>
[GenerateSerializer, Alias("dispatch.written-after-all")]
public sealed class WrittenAfterAllException(string message) : OrleansException(message);
