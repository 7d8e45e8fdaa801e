namespace Dispatch.Runtime.Clustering;

/// <summary>
/// Carries envelopes between nodes. Order and delivery are not promised; what cannot be delivered because the receiver is known to be gone
/// comes back as a refusal. A receiver's <see cref="Node.Receive"/> never blocks and never throws.
/// </summary>
internal interface IMessageTransport
{
    void Attach(Node node);

    void Detach(Node node);

    void Send(Envelope envelope);
}
