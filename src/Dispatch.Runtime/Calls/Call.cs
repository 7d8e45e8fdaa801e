using System.Runtime.CompilerServices;
using Dispatch.Runtime.References;

namespace Dispatch.Runtime.Calls;

/// <summary>
/// One call: its arguments, the turn that starts it, and its answer, in a single object. It is a task so that starting it makes the
/// activation's scheduler the current one, to which the method's awaits then return.
/// </summary>
public abstract class Call : Task
{
    private static readonly Action Turn = static () => Interlocked.Exchange(ref starting, null)!.Begin();

    private static readonly Action<Task, object?> Ended = static (done, call) => Unsafe.As<Call>(call!).End(done);

    [ThreadStatic]
    private static Call? starting;

    private int _answered;

    private protected Call()
        : base(Turn)
    {
    }

    /// <summary>The method that is called.</summary>
    public abstract CallMethod Method { get; }

    /// <summary>The arguments in the order of the parameters, for a wire or a filter.</summary>
    public abstract object?[] Arguments { get; }

    internal GrainProxy Reference { get; set; } = null!;

    internal virtual GrainId Target => Reference.GrainId;

    /// <summary>The call whose turn made this one and may be waiting for it. Absent for one-way calls and calls from outside.</summary>
    internal Call? Parent { get; set; }

    /// <summary>The activation or observer that runs the call; absent until it was delivered.</summary>
    internal ICallHost? Host { get; set; }

    /// <summary>Present when caller and callee are on different nodes.</summary>
    internal CallRoute? Route { get; set; }

    /// <summary>The next call in the same mailbox.</summary>
    internal Call? Next { get; set; }

    /// <summary>Where the caller's node keeps this call while it waits; a list through the calls themselves.</summary>
    internal PendingList? PendingIn { get; set; }

    internal Call? PendingNext { get; set; }

    internal Call? PendingPrevious { get; set; }

    /// <summary>When the call came to its activation, as a timestamp of the machine; 0 when it is not among those that are measured.</summary>
    internal long ArrivedAt { get; set; }

    /// <summary>When the caller gives up, as a timestamp of its node's clock.</summary>
    internal long Deadline { get; set; }

    /// <summary>Runs beside a call that was already running, so the activation cannot tell by itself which of them makes a further call.</summary>
    internal bool IsInterleaved { get; set; }

    /// <summary>Made by the activation for itself: not bounded by the mailbox, and gone with the activation.</summary>
    internal virtual bool IsOwn => false;

    /// <summary>Counts as use of the activation.</summary>
    internal virtual bool IsUse => true;

    /// <summary>Somebody on this node awaits the answer.</summary>
    internal bool HasCaller => !IsOneWay && Route is not { Incoming: true };

    internal bool IsOneWay => (Method.Traits & CallTraits.OneWay) != 0;

    internal bool IsReadOnly => (Method.Traits & CallTraits.ReadOnly) != 0;

    internal bool AlwaysInterleaves => (Method.Traits & CallTraits.AlwaysInterleave) != 0;

    internal bool IsAnswered => Volatile.Read(ref _answered) != 0;

    /// <summary>Names the running call between nodes; given when a call it made leaves its node.</summary>
    internal long Tag { get; set; }

    /// <summary>The method has started and is not done.</summary>
    internal bool IsRunning { get; private set; }

    /// <summary>The answer as an object, for a wire or a filter; valid once the method is done without a fault.</summary>
    internal abstract object? Outcome { get; }

    /// <summary>The type of the answer; null when there is none.</summary>
    internal abstract Type? ResultType { get; }

    /// <summary>The same call once more, for another node or a second delivery.</summary>
    public abstract Call Copy();

    /// <summary>Calls the method. Never returns null.</summary>
    protected abstract Task Invoke(object target);

    /// <summary>Makes the answer's task.</summary>
    private protected abstract void Publish();

    /// <summary>Takes the answer from the copy of this call that ran elsewhere.</summary>
    internal abstract void AnswerFrom(Call copy);

    /// <summary>Takes an answer that came over a wire.</summary>
    internal abstract void AnswerWith(object? outcome);

    /// <summary>The value in a task of this method's type.</summary>
    internal abstract object? ResultOf(Task done);

    /// <summary>A task of this method's type that holds the value.</summary>
    internal abstract Task Completed(object? value);

    /// <summary>A task of this method's type that ends with <paramref name="outer"/> and has the value of <paramref name="inner"/>.</summary>
    internal abstract Task Wrap(Task outer, Func<Task> inner);

    /// <summary>Runs the first turn of the call on this thread, as a turn of its host.</summary>
    internal void RunOn(ICallHost host)
    {
        Host = host;
        starting = this;
        RunSynchronously(host.Scheduler);
    }

    /// <summary>Must happen before another thread can see the call.</summary>
    internal void PublishForCaller()
    {
        if (HasCaller)
        {
            Publish();
        }
    }

    /// <summary>Ends the call without running it, or without waiting for it any longer.</summary>
    internal void Fail(Exception fault)
    {
        if (!TryAnswer())
        {
            return;
        }

        if (HasCaller)
        {
            SetFault(fault);
        }

        Route?.Reply(this, fault);
    }

    /// <summary>Runs after the activation has been released.</summary>
    internal virtual void OnEnded()
    {
    }

    /// <summary>The task that was awaited or returned by the method; filters wrap it.</summary>
    internal Task InvokeOn(object target) => Invoke(target)
        ?? throw new InvalidOperationException($"{Method} returned no task.");

    /// <summary>True for the one who may set the answer.</summary>
    private protected bool TryAnswer()
    {
        if (Interlocked.Exchange(ref _answered, 1) != 0)
        {
            return false;
        }

        PendingIn?.Remove(this);
        if (Route is { Incoming: false } route)
        {
            route.Node.Forget(route.Id);
        }

        return true;
    }

    private protected abstract void SetResult(Task done);

    private protected abstract void SetFault(Exception fault);

    private void Begin()
    {
        IsRunning = true;
        if (IsInterleaved)
        {
            CallScope.Enter(this);
        }

        Task done;
        try
        {
            var filters = Host!.Node.IncomingFilters;

            // What an activation tells itself is no call of anybody: filters judge and trace calls.
            done = (filters.Length == 0 && Host.Target is not IIncomingGrainCallFilter) || IsOwn
                ? InvokeOn(Host.Target!)
                : new IncomingCall(this, Host.Target!, filters).Run();
        }
        catch (Exception fault)
        {
            Close(fault, null);
            return;
        }

        if (done.IsCompleted)
        {
            End(done);
        }
        else
        {
            PublishForCaller();
            done.ContinueWith(Ended, this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, Host.Scheduler);
        }
    }

    private void End(Task done)
    {
        if (done.IsCompletedSuccessfully)
        {
            Close(null, done);
        }
        else
        {
            Close(done.Exception?.InnerException ?? new TaskCanceledException(done), null);
        }
    }

    private void Close(Exception? fault, Task? done)
    {
        IsRunning = false;
        Host!.Completed(this, fault);
        if (!TryAnswer())
        {
            return;
        }

        if (fault is null)
        {
            SetResult(done!);
        }
        else if (HasCaller)
        {
            SetFault(fault);
        }

        Route?.Reply(this, fault);
    }
}
