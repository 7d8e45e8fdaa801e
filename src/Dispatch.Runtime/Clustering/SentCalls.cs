using Dispatch.Runtime.Calls;

namespace Dispatch.Runtime.Clustering;

/// <summary>Calls of one node that are out on the network.</summary>
internal sealed class SentCalls(Node node)
{
    /// <summary>How often a call is sent to a silo that turns out to be the wrong one. Views differ only for moments.</summary>
    public const int MostMisses = 8;

    private static readonly TimeSpan RetryStep = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, Call> _calls = [];
    private long _lastId;

    public void Send(Call call, SiloAddress to)
    {
        var id = Interlocked.Increment(ref _lastId);
        var chain = call.IsOneWay ? [] : CallChains.Export(call, node);
        var misses = call.Route?.Misses ?? 0;
        var copy = call.Copy();
        copy.Reference = call.Reference;
        if (call.IsOneWay)
        {
            // Nobody waits, so nothing is kept; a wrong silo passes it on, and the count of misses travels with it.
            copy.Route = new(node, to, id, chain, incoming: true) { Misses = misses + 1 };
        }
        else
        {
            call.Route = new(node, to, id, chain, incoming: false) { Misses = misses };
            call.PublishForCaller();
            lock (_gate)
            {
                _calls[id] = call;
            }
        }

        node.Transport.Send(new(EnvelopeKind.Request, node.Address, to, id, copy) { Chain = chain });
    }

    public void Answered(Envelope envelope)
    {
        if (Find(envelope.Id) is not { } call)
        {
            return;
        }

        if (envelope.Fault is { } fault)
        {
            call.Fail(fault);
        }
        else if (envelope.Body is { } ran)
        {
            call.AnswerFrom(ran);
        }
        else
        {
            call.AnswerWith(envelope.Outcome);
        }
    }

    public void Refused(Envelope envelope) => Find(envelope.Id)?.Fail(envelope.Fault!);

    public void Missed(Envelope envelope)
    {
        if (Find(envelope.Id) is not { Route: { } route } call)
        {
            return;
        }

        Forget(envelope.Id);
        if (++route.Misses > MostMisses)
        {
            call.Fail(new OrleansMessageRejectionException($"{call.Method} to {call.Target} found no silo that takes it."));
        }
        else if (node.View.OwnerOf(call.Target) is { } owner && !owner.Equals(route.Peer))
        {
            Again(call, route);
        }
        else
        {
            node.Parts.Membership.Refresh();
            Later(() => Again(call, route), RetryStep * route.Misses);
        }
    }

    /// <summary>The method whose answer is awaited under that number; null when nobody waits any more.</summary>
    public Call? Awaiting(long id) => Find(id);

    public void Forget(long id)
    {
        lock (_gate)
        {
            _calls.Remove(id);
        }
    }

    /// <summary>Fails the calls to peers that are gone.</summary>
    public void FailUnless(Func<SiloAddress, bool> alive)
    {
        List<Call> lost;
        lock (_gate)
        {
            if (_calls.Count == 0)
            {
                return;
            }

            lost = [.. _calls.Values.Where(call => call.Route is { } route && !alive(route.Peer))];
        }

        lost.ForEach(call => call.Fail(new SiloUnavailableException($"{call.Route!.Peer} is gone; whether {call.Method} ran is not known.")));
    }

    private Call? Find(long id)
    {
        lock (_gate)
        {
            return _calls.GetValueOrDefault(id);
        }
    }

    private void Again(Call call, CallRoute route)
    {
        if (call.IsAnswered)
        {
            return;
        }

        if (route.Context is { } context)
        {
            ExecutionContext.Run(context, static both => ((ValueTuple<Node, Call>)both!).Item1.Route(((ValueTuple<Node, Call>)both!).Item2), (node, call));
        }
        else
        {
            node.Route(call);
        }
    }

    private void Later(Action action, TimeSpan delay)
    {
        ITimer? timer = null;
        using var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        timer = node.Time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                action();
            },
            null,
            delay,
            Timeout.InfiniteTimeSpan);
    }
}
