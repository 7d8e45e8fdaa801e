using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Placement;

namespace Dispatch.Runtime.Simulation;

/// <summary>A network that delays, loses and repeats messages as the faults say.</summary>
internal sealed class SimulatedNetwork(EventQueue events, SimulationHistory history, NetworkFaults faults, Random random) : IMessageTransport
{
    private readonly Dictionary<SiloAddress, Node> _nodes = [];
    private readonly HashSet<SiloAddress> _cut = [];

    public void Attach(Node node) => _nodes[node.Address] = node;

    public void Detach(Node node) => _nodes.Remove(node.Address);

    public void Cut(SiloAddress node) => _cut.Add(node);

    public void Mend(SiloAddress node) => _cut.Remove(node);

    public void Send(Envelope envelope)
    {
        Record(EventKind.Send, envelope);
        history.Messages++;
        if (_cut.Contains(envelope.From) || _cut.Contains(envelope.To) || Happens(faults.Loss))
        {
            Record(EventKind.Lose, envelope);
            return;
        }

        var repeated = Happens(faults.Duplication) ? Repeat(envelope) : null;
        events.Add(new Delivery(this, envelope), faults.Delay.Draw(random));
        if (repeated is not null)
        {
            events.Add(new Delivery(this, repeated), faults.Delay.Draw(random));
        }
    }

    private static Envelope? Repeat(Envelope envelope)
    {
        if (envelope.Kind != EnvelopeKind.Request)
        {
            return envelope;
        }

        if (!envelope.Body!.IsOneWay)
        {
            return null;
        }

        var copy = envelope.Body.Copy();
        copy.Reference = envelope.Body.Reference;
        copy.Route = envelope.Body.Route;
        return envelope with { Body = copy };
    }

    private void Deliver(Envelope envelope)
    {
        Record(EventKind.Deliver, envelope);
        if (_cut.Contains(envelope.From) || _cut.Contains(envelope.To))
        {
            return;
        }

        if (_nodes.TryGetValue(envelope.To, out var receiver))
        {
            receiver.Receive(envelope);
        }
        else if (envelope is { Kind: EnvelopeKind.Request, Body.IsOneWay: false } && _nodes.ContainsKey(envelope.From))
        {
            Send(new(EnvelopeKind.Refusal, envelope.To, envelope.From, envelope.Id, null, new SiloUnavailableException($"{envelope.To} is gone.")));
        }
    }

    private bool Happens(double probability) => probability > 0 && random.NextDouble() < probability;

    private void Record(EventKind kind, Envelope envelope)
    {
        var ends = StableHash.Mix((uint)envelope.From.GetConsistentHashCode(), (uint)envelope.To.GetConsistentHashCode());
        var method = envelope.Body is { } body ? body.Target.GetUniformHashCode() ^ body.Method.Hash : 0;
        history.Add(kind, ends ^ method, (envelope.Id << 2) | (long)envelope.Kind);
        if (history.Trace is not null)
        {
            history.Write(
                kind,
                $"{envelope.Kind} {envelope.Id} {envelope.From} to {envelope.To}",
                $"{envelope.Body?.Method} {envelope.Body?.Target} {envelope.Fault?.GetType().Name}");
        }
    }

    private sealed class Delivery(SimulatedNetwork network, Envelope envelope) : IThreadPoolWorkItem
    {
        public void Execute() => network.Deliver(envelope);
    }
}
