using Dispatch.Runtime.Activations;
using Dispatch.Runtime.Calls;
using Dispatch.Runtime.Clustering;
using Microsoft.Extensions.Logging;

namespace Dispatch.Runtime.Observers;

/// <summary>The queue in front of one observer: it hears one call at a time, in the order of arrival, and is held weakly.</summary>
internal sealed class ObserverQueue(Node node, IGrainObserver observer) : ICallHost, IThreadPoolWorkItem
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Lock _gate = new();
    private Mailbox _waiting;
    private IGrainObserver? _listening;

    public bool IsAlive => _observer.TryGetTarget(out _);

    public object? Target => _listening;

    public TaskScheduler Scheduler => node.Turns.Outside;

    public Node Node => node;

    /// <summary>False when the observer's object is gone.</summary>
    public bool Post(Call call)
    {
        lock (_gate)
        {
            if (!_observer.TryGetTarget(out var alive))
            {
                return false;
            }

            call.PublishForCaller();
            _waiting.Add(call);
            if (_listening is not null)
            {
                return true;
            }

            _listening = alive;
        }

        node.Turns.Schedule(this);
        return true;
    }

    void IThreadPoolWorkItem.Execute()
    {
        Call call;
        lock (_gate)
        {
            call = _waiting.Take();
        }

        call.RunOn(this);
    }

    void ICallHost.Completed(Call call, Exception? fault)
    {
        if (fault is not null && call.IsOneWay)
        {
            node.Log.LogDebug(fault, "{Method} of an observer failed.", call.Method);
        }

        lock (_gate)
        {
            if (_waiting.First is null)
            {
                _listening = null;
                return;
            }
        }

        node.Turns.Schedule(this);
    }
}
