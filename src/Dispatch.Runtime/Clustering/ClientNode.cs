using Dispatch.Runtime.Calls;

namespace Dispatch.Runtime.Clustering;

/// <summary>A node without activations: it calls grains and hosts observers.</summary>
internal sealed class ClientNode(NodeParts parts, IServiceProvider services, TimeSpan responseTimeout) : Node(parts, services, responseTimeout)
{
    public void Start()
    {
        Transport.Attach(this);
        Parts.Membership.Watch(this);
    }

    internal override bool LivesHere(GrainId id) => false;

    private protected override void Deliver(Call call) => throw new InvalidOperationException("A client has no activations.");
}
