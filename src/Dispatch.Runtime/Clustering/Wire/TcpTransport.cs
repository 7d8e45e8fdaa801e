using System.Collections.Concurrent;
using System.Net;
using Dispatch.Runtime.Clustering.Members;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>
/// The network of nodes in different processes: this node's links to all silos and, for a silo, the connections that others made to it.
/// Whatever goes to a silo takes this node's own link; clients are answered and called over the connections they made.
/// </summary>
internal sealed partial class TcpTransport : IMessageTransport, IPeerWatch, IDisposable
{
    private readonly SiloAddress _self;
    private readonly ClusterTransportOptions _options;
    private readonly TimeProvider _time;
    private readonly SqlMembership _membership;
    private readonly ILogger _log;
    private readonly Connector _connector;
    private readonly SiloListener _listener;
    private readonly LinkParts _parts;
    private readonly ConcurrentDictionary<SiloAddress, PeerLink> _links = new();
    private readonly ConcurrentDictionary<SiloAddress, WireConnection> _clients = new();
    private readonly ConcurrentDictionary<SiloAddress, byte> _gone = new();
    private readonly Lock _gate = new();
    private ClusterView _view = ClusterView.Empty;
    private volatile EnvelopeCodec? _codec;
    private volatile Node? _node;

    public TcpTransport(
        SiloAddress self, string clusterId, ClusterTransportOptions options, ClusterMembershipOptions watching,
        SqlMembership membership, TimeProvider time, ILoggerFactory logs)
    {
        (_self, _options, _time, _membership) = (self, options, time, membership);
        _log = logs.CreateLogger("Orleans.Networking");
        var handshake = new Handshake(clusterId, System.Text.Encoding.UTF8.GetBytes(options.Secret ?? ""), self);
        _connector = new(handshake, options, time, logs);
        _listener = new(handshake, options, time, logs, ServeAsync);
        _parts = new(_connector, Handle, this, options, time, _log);
        (ProbePeriod, Patience) = (watching.ProbeTimeout, watching.ProbeTimeout * watching.NumMissedProbesLimit);
        membership.Applied += Apply;
        membership.Announce = version => SendToAll(FrameKind.Changed, version);
    }

    public TimeSpan ProbePeriod { get; }

    public TimeSpan Patience { get; }

    public Task ListenAsync(IPEndPoint endpoint, CancellationToken cancellationToken) => _listener.StartAsync(endpoint, cancellationToken);

    /// <summary>Finds out before anything starts whether the silos that are there will have this process.</summary>
    /// <exception cref="OrleansConfigurationException">One has another secret, cluster or protocol version.</exception>
    public async Task IntroduceAsync(CancellationToken cancellationToken)
    {
        var view = _membership.Current;
        foreach (var silo in view.Silos.Where(silo => !silo.Endpoint.Equals(_self.Endpoint)))
        {
            try
            {
                (await _connector.ConnectAsync(silo, cancellationToken)).Abort();
            }
            catch (HandshakeRejectedException rejected) when (rejected.IsConfiguration)
            {
                throw new OrleansConfigurationException($"{silo} refuses this process: {rejected.Message} Compare the settings of both.", rejected);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                _log.LogWarning("{Silo} is in the cluster's table and does not answer: {Reason}", silo, failure.Message);
            }
        }
    }

    public void Attach(Node node)
    {
        _codec = new(node);
        _node = node;
        Apply(_membership.Current);
    }

    public void Detach(Node node)
    {
        _node = null;
        _membership.Applied -= Apply;
        _listener.Abort();
        foreach (var link in _links.Values)
        {
            link.Close();
        }

        _links.Clear();
    }

    public void Send(Envelope envelope)
    {
        if (_codec is not { } codec)
        {
            return;
        }

        var frame = FrameWriter.Begin(EnvelopeCodec.KindOf(envelope));
        try
        {
            codec.Write(frame, envelope);
            Deliver(envelope, frame.End(_options.LargestMessage));
        }
        catch (Exception fault)
        {
            NotDelivered(envelope, fault);
        }
        finally
        {
            frame.Release();
        }
    }

    public void Probe(WireConnection connection) => connection.Send(FrameKind.Probe, _view.Version);

    public void Suspect(SiloAddress peer)
    {
        if (_view.IsAlive(peer))
        {
            _membership.Suspect(peer);
        }
        else if (_links.TryRemove(peer, out var link))
        {
            link.Close();
        }
    }

    // What callers do next when their calls fail must not hold up the link that found it out.
    public void Lost(SiloAddress peer)
    {
        ForgetAsks(peer);
        ThreadPool.UnsafeQueueUserWorkItem(static both => both._node?.Lost(both.peer), (_node, peer), preferLocal: false);
    }

    public void NotSent(SiloAddress peer, long request) => _node?.Receive(new(EnvelopeKind.WrongSilo, peer, _self, request));

    public void Dispose()
    {
        _listener.Abort();
        _connector.Dispose();
    }

    private void Apply(ClusterView view)
    {
        lock (_gate)
        {
            if (_node is null || view.Version < _view.Version)
            {
                return;
            }

            foreach (var gone in _view.Silos.Concat(_view.Leaving).Where(silo => !view.IsAlive(silo)))
            {
                _gone[gone] = 0;
                if (_links.TryRemove(gone, out var link))
                {
                    link.Close();
                }
            }

            _view = view;
            foreach (var silo in view.Silos.Concat(view.Leaving).Where(silo => !silo.Equals(_self)))
            {
                LinkTo(silo);
            }
        }

        SendToLinks(FrameKind.Probe, view.Version);
    }

    private PeerLink LinkTo(SiloAddress silo)
    {
        if (_links.TryGetValue(silo, out var known))
        {
            return known;
        }

        if (_gone.ContainsKey(silo) || _node is null)
        {
            throw new SiloUnavailableException($"{silo} is gone.");
        }

        var made = new PeerLink(silo, _parts);
        var link = _links.GetOrAdd(silo, made);
        if (ReferenceEquals(link, made))
        {
            link.Start();
        }

        return link;
    }

    private void Deliver(Envelope envelope, ReadOnlySpan<byte> frame)
    {
        if (envelope.To.IsSilo())
        {
            LinkTo(envelope.To).Send(frame, envelope is { Kind: EnvelopeKind.Request, Body.IsOneWay: false } ? envelope.Id : 0);
        }
        else if ((!_clients.TryGetValue(envelope.To, out var client) || !client.Send(frame)) && envelope.Kind == EnvelopeKind.Request)
        {
            throw new ClientNotAvailableException($"The client {envelope.To} is not connected to {_self}.");
        }
    }

    /// <summary>The caller learns of it: at once when it is here, else by another message if that can be sent.</summary>
    private void NotDelivered(Envelope envelope, Exception fault)
    {
        if (envelope.Kind == EnvelopeKind.Request)
        {
            if (envelope.Body is { IsOneWay: false })
            {
                _node?.Receive(new(EnvelopeKind.Refusal, envelope.To, _self, envelope.Id, null, fault));
            }
        }
        else if (envelope is { Kind: EnvelopeKind.Answer, Fault: null } && fault is not SiloUnavailableException)
        {
            var words = $"The answer of {envelope.Body!.Method} cannot travel: {fault.Message}";
            Send(envelope with { Fault = fault as LimitExceededException ?? new OrleansException(words, fault) });
        }
        else
        {
            _log.LogDebug("A {Kind} to {Peer} was not delivered: {Reason}", envelope.Kind, envelope.To, fault.Message);
        }
    }

    private void SendToAll(FrameKind kind, long number)
    {
        SendToLinks(kind, number);
        foreach (var client in _clients.Values)
        {
            client.Send(kind, number);
        }
    }

    private void SendToLinks(FrameKind kind, long number)
    {
        foreach (var link in _links.Values)
        {
            link.Open?.Send(kind, number);
        }
    }
}
