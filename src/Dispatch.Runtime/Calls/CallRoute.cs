using Dispatch.Runtime.Clustering;

namespace Dispatch.Runtime.Calls;

/// <summary>One link of a call chain as it travels: which grain was running which call.</summary>
internal readonly record struct ChainLink(GrainId Grain, long Tag);

/// <summary>A call's way between two nodes; the caller's side and the callee's copy each have one.</summary>
internal sealed class CallRoute(Node node, SiloAddress peer, long id, IReadOnlyList<ChainLink> chain, bool incoming)
{
    /// <summary>The node on which this side of the call lives.</summary>
    public Node Node { get; } = node;

    /// <summary>The other side.</summary>
    public SiloAddress Peer { get; set; } = peer;

    /// <summary>Given by the caller's node and unique there.</summary>
    public long Id { get; } = id;

    /// <summary>The callers of this call, nearest first.</summary>
    public IReadOnlyList<ChainLink> Chain { get; } = chain;

    public bool Incoming { get; } = incoming;

    /// <summary>How often the call was sent to a silo that turned out to be the wrong one.</summary>
    public int Misses { get; set; }

    /// <summary>The caller's context, in which the call is made again when it must be sent elsewhere.</summary>
    public ExecutionContext? Context { get; } = incoming ? null : ExecutionContext.Capture();

    public void Reply(Call ran, Exception? fault)
    {
        if (Incoming && !ran.IsOneWay)
        {
            Node.Transport.Send(new(EnvelopeKind.Answer, Node.Address, Peer, Id, ran, fault));
        }
    }
}
