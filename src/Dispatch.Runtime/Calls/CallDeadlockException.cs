namespace Dispatch.Runtime.Calls;

/// <summary>A call would wait for a call that waits for it. It did not run.</summary>
public sealed class CallDeadlockException(string message) : OrleansException(message);
