using System.Collections.Concurrent;

namespace Dispatch.Runtime.Clustering;

/// <summary>The network of nodes that share a process.</summary>
internal sealed class InProcessNetwork : IMessageTransport
{
    private readonly ConcurrentDictionary<SiloAddress, Node> _nodes = new();

    public void Attach(Node node) => _nodes[node.Address] = node;

    public void Detach(Node node) => _nodes.TryRemove(node.Address, out _);

    public void Send(Envelope envelope)
    {
        if (_nodes.TryGetValue(envelope.To, out var receiver))
        {
            receiver.Receive(envelope);
        }
        else if (envelope.Kind == EnvelopeKind.Request && _nodes.TryGetValue(envelope.From, out var sender))
        {
            sender.Receive(new(EnvelopeKind.Refusal, envelope.To, envelope.From, envelope.Id, null,
                new SiloUnavailableException($"{envelope.To} is gone.")));
        }
    }
}
