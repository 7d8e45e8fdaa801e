using Dispatch.Runtime.Calls;

namespace Dispatch.Runtime.Clustering;

/// <summary>What an envelope says.</summary>
internal enum EnvelopeKind : byte
{
    /// <summary>Please run this call.</summary>
    Request,

    /// <summary>It ran; the body holds the outcome, or the fault says why there is none.</summary>
    Answer,

    /// <summary>It did not run, because the grain does not live here in the receiver's view. Resolve anew.</summary>
    WrongSilo,

    /// <summary>It did not run and will not; the fault says why.</summary>
    Refusal,
}

/// <summary>
/// A message between nodes. Within one process the body is the call object itself; a wire writes <see cref="Call.Method"/>,
/// <see cref="Call.Arguments"/> and the chain, and makes an equal call on the other side.
/// </summary>
internal sealed record Envelope(EnvelopeKind Kind, SiloAddress From, SiloAddress To, long Id, Call? Body = null, Exception? Fault = null)
{
    /// <summary>Of a request: the callers of the call, nearest first.</summary>
    public IReadOnlyList<ChainLink> Chain { get; init; } = [];

    /// <summary>Of a request from another process: how long its caller still waits.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Of an answer from another process, which has no body: the value.</summary>
    public object? Outcome { get; init; }
}
