using System.ComponentModel;
using Dispatch.Runtime.Activations;
using Dispatch.Runtime.Calls;
using Dispatch.Runtime.Diagnostics;
using Dispatch.Runtime.Observers;
using Dispatch.Runtime.References;
using Dispatch.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Runtime.Clustering;

/// <summary>One end of the network: a silo, or a client. It sends calls to where their grains live and keeps those that wait for an answer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Node
{
    private readonly SentCalls _sent;
    private readonly Lock _viewGate = new();
    private volatile ClusterView _view = ClusterView.Empty;
    private int _dead;
    private long _tag;

    private protected Node(NodeParts parts, IServiceProvider services, TimeSpan responseTimeout)
    {
        Parts = parts;
        Services = services;
        ResponseTimeout = responseTimeout;
        Log = parts.Logs.CreateLogger("Orleans.Runtime");
        References = new(this, services);
        Observers = new(this);
        Pending = new(parts.Time, SiloMetrics.TimedOut);
        OutgoingFilters = [.. services.GetServices<IOutgoingGrainCallFilter>()];
        IncomingFilters = [.. services.GetServices<IIncomingGrainCallFilter>()];
        _sent = new(this);
        _tag = (long)(uint)parts.Address.GetConsistentHashCode() << 32;
    }

    /// <summary>A newer view took effect here.</summary>
    internal event Action? ViewChanged;

    internal NodeParts Parts { get; }

    internal IServiceProvider Services { get; }

    internal SiloAddress Address => Parts.Address;

    internal TimeProvider Time => Parts.Time;

    internal TurnScheduler Turns => Parts.Turns;

    internal IMessageTransport Transport => Parts.Transport;

    internal ILogger Log { get; }

    internal GrainFactory References { get; }

    internal ObserverTable Observers { get; }

    internal PendingCalls Pending { get; }

    internal IIncomingGrainCallFilter[] IncomingFilters { get; }

    internal IOutgoingGrainCallFilter[] OutgoingFilters { get; }

    internal TimeSpan ResponseTimeout { get; }

    internal ClusterView View => _view;

    /// <summary>Killed or stopped: nothing runs here any more, and nothing that ran here may still take effect.</summary>
    internal bool IsDead => Volatile.Read(ref _dead) == 1;

    /// <summary>The node from which a call leaves now.</summary>
    internal static Node Sender(GrainProxy proxy) => ActivationScope.Running?.Node ?? proxy.Node;

    /// <summary>Sends the call and keeps it until it is answered.</summary>
    internal void Send(GrainProxy proxy, Call call)
    {
        if (!call.IsOneWay)
        {
            call.Parent = ActivationScope.Running?.CurrentCall;
        }

        if (proxy.LastActivation is not { } last || !ReferenceEquals(last.Node, this) || !last.Post(call))
        {
            Route(call);
        }

        if (!call.IsOneWay && !call.IsAnswered)
        {
            Pending.Add(call, call.Method.ResponseTimeout ?? ResponseTimeout);
            if (IsDead)
            {
                // It came after everything that waited was failed, and nobody will look again.
                call.Fail(new SiloUnavailableException($"{Address} is stopped."));
            }
        }
    }

    /// <summary>Brings the call to where its target lives in this node's view.</summary>
    internal void Route(Call call)
    {
        if (IsDead)
        {
            call.Fail(new SiloUnavailableException($"{Address} is stopped."));
        }
        else if (ObserverTable.IsObserver(call.Target))
        {
            RouteToObserver(call);
        }
        else if (LivesHere(call.Target))
        {
            Deliver(call);
        }
        else if (View.OwnerOf(call.Target) is { } owner)
        {
            _sent.Send(call, owner);
        }
        else
        {
            call.Fail(new OrleansMessageRejectionException("There is no silo in the cluster; nothing was sent."));
        }
    }

    /// <summary>Takes an envelope from the network.</summary>
    internal void Receive(Envelope envelope)
    {
        if (IsDead)
        {
            return;
        }

        switch (envelope.Kind)
        {
            case EnvelopeKind.Request:
                Accept(envelope);
                break;
            case EnvelopeKind.Answer:
                _sent.Answered(envelope);
                break;
            case EnvelopeKind.WrongSilo:
                _sent.Missed(envelope);
                break;
            case EnvelopeKind.Refusal:
                _sent.Refused(envelope);
                break;
        }
    }

    /// <summary>Takes a newer view: calls to silos that are gone fail now.</summary>
    internal void Apply(ClusterView view)
    {
        lock (_viewGate)
        {
            if (view.Version < _view.Version)
            {
                return;
            }

            _view = view;
        }

        _sent.FailUnless(peer => view.IsAlive(peer) || !peer.IsSilo());
        OnViewChanged();
        ViewChanged?.Invoke();
    }

    internal void Forget(long id) => _sent.Forget(id);

    /// <summary>The call that waits for the answer of that number; null when none does.</summary>
    internal Call? Awaiting(long id) => _sent.Awaiting(id);

    /// <summary>The connection to a peer broke: what it had to answer will not be answered.</summary>
    internal void Lost(SiloAddress peer) => _sent.FailUnless(other => !other.Equals(peer));

    internal long NextTag() => Interlocked.Increment(ref _tag);

    internal void EnsureAlive()
    {
        if (IsDead)
        {
            throw new SiloUnavailableException($"{Address} is stopped; nothing that ran there takes effect any more.");
        }
    }

    /// <summary>Whether a state may be written: not by a dead silo, and not by one that may be dead to the others.</summary>
    internal void EnsureMayCommit()
    {
        EnsureAlive();
        if (!Parts.Membership.MayCommit)
        {
            throw new StorageUnavailableException($"{Address} has lost touch with the cluster; nothing was written.", outcomeUnknown: false, cause: null);
        }
    }

    /// <summary>Ends everything at once, as a crash does.</summary>
    internal void Die()
    {
        // A host may dispose of a node while it still stops: what comes second finds everything done.
        if (Interlocked.Exchange(ref _dead, 1) == 1)
        {
            return;
        }

        Transport.Detach(this);
        Parts.Membership.Unwatch(this);
        Pending.Stop();
        Pending.Fail(_ => true, _ => new SiloUnavailableException($"{Address} is stopped."));
        OnDied();
    }

    internal abstract bool LivesHere(GrainId id);

    /// <summary>Gives the call to its activation on this node.</summary>
    private protected abstract void Deliver(Call call);

    private protected virtual void OnViewChanged()
    {
    }

    private protected virtual void OnDied()
    {
    }

    private void RouteToObserver(Call call)
    {
        var home = ObserverTable.HomeOf(call.Target);
        if (home.Equals(Address))
        {
            Observers.Post(call);
        }
        else
        {
            _sent.Send(call, home);
        }
    }

    private void Accept(Envelope envelope)
    {
        var call = envelope.Body!;
        call.Route = new(this, envelope.From, envelope.Id, envelope.Chain, incoming: true) { Misses = call.Route?.Misses ?? 0 };
        if (ObserverTable.IsObserver(call.Target))
        {
            Observers.Post(call);
        }
        else
        {
            Redeliver(call);
        }

        if (envelope.Timeout is { } timeout && !call.IsOneWay && !call.IsAnswered)
        {
            Pending.Add(call, timeout);
        }
    }

    /// <summary>
    /// Delivers a call that came from elsewhere or whose activation has ended. If its grain now lives elsewhere, the caller's node resolves anew.
    /// </summary>
    internal void Redeliver(Call call)
    {
        if (LivesHere(call.Target))
        {
            Deliver(call);
        }
        else if (call.Route is { Incoming: true } route && !call.IsOneWay)
        {
            Transport.Send(new(EnvelopeKind.WrongSilo, Address, route.Peer, route.Id));
        }
        else if (call.Route is { Misses: >= SentCalls.MostMisses })
        {
            Log.LogWarning("{Method} to {Grain} was passed on too often and is dropped.", call.Method, call.Target);
        }
        else
        {
            Route(call);
        }
    }
}
