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

    /// <summary>Before a silo that has left goes: ends when nobody sends calls here by a view older than this version.</summary>
    Task SettleAsync(long version) => Task.CompletedTask;

    /// <summary>Before a silo goes: ends when all that it said has been sent.</summary>
    Task DrainAsync() => Task.CompletedTask;

    /// <summary>Asks the silo that had a grain until this view to end its activation; null when silos see each other's views at once.</summary>
    Task? AskForAsync(SiloAddress former, GrainId grain, long version) => null;
}
