using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dispatch.Runtime.Calls;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Diagnostics;
using Orleans.Storage;

namespace Dispatch.Runtime.Activations;

/// <summary>
/// One activation of a grain: a task scheduler that runs one turn at a time, and the mailbox in front of it. This part decides which turn
/// runs when; the other part is the activation's life. All fields are guarded by the monitor of the object itself, to save a lock object
/// per activation.
/// </summary>
internal sealed partial class Activation(GrainId id, GrainClass grainClass) : TaskScheduler, IActivation, ICallHost, IThreadPoolWorkItem
{
    /// <summary>Turns in a row before others in the same thread pool get their chance, unless its slice of time is over sooner.</summary>
    private const int TurnsInARow = 64;

    /// <summary>How many turns may be nested on one caller's stack.</summary>
    private const int DeepestNesting = 4;

    [ThreadStatic]
    private static int nesting;

    private readonly GrainClass _class = grainClass;
    private Mailbox _waiting;
    private ReadyTasks _ready;
    private Call? _first;
    private int _running;
    private int _blocking;
    private int _readers;
    private bool _pumping;

    public override int MaximumConcurrencyLevel => 1;

    public TaskScheduler Scheduler => this;

    public Node Node => _class.Silo;

    public object? Target => _instance;

    /// <summary>The call that the code running now belongs to.</summary>
    public Call? CurrentCall => _running == 0 || (_running == 1 && _first is not null) ? _first : CallScope.Of(this) ?? _first;

    public bool IsBusy => _running > 0 || _waiting.Count > 0;

    public int WaitingCalls => _waiting.Count;

    /// <summary>Takes the call, to run it now or later. False when the activation is gone and the call must go elsewhere.</summary>
    public bool Post(Call call)
    {
        var here = false;
        var activate = false;
        Exception? refusal = null;
        if (call.ArrivedAt == 0)
        {
            call.ArrivedAt = CallSampler.Start();
        }

        lock (this)
        {
            if (_state == ActivationState.Dead)
            {
                return false;
            }

            Touch(call);
            if (IsOpen && CanStart(call) && !_pumping && _waiting.First is null && MayRunHere(call))
            {
                here = _pumping = true;
                Started(call);
            }
            else
            {
                refusal = Queue(call);
                activate = _state == ActivationState.Created;
                if (activate)
                {
                    _state = ActivationState.Activating;
                }
            }
        }

        if (here)
        {
            RunHere(call);
        }
        else if (refusal is not null)
        {
            call.Fail(refusal);
        }
        else if (activate)
        {
            StartWork(static self => self.ActivateAsync());
        }
        else
        {
            Wake();
        }

        return true;
    }

    public bool IsRunning(ChainLink link)
    {
        lock (this)
        {
            return _running > 0 && _first?.Tag == link.Tag && link.Grain == GrainId;
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        var began = Stopwatch.GetTimestamp();
        for (var turns = 0; turns < TurnsInARow && (turns == 0 || Stopwatch.GetTimestamp() - began < Node.Turns.Slice); turns++)
        {
            if (TakeTurn() is not { } turn)
            {
                return;
            }

            RunTurn(turn);
        }

        Node.Turns.Schedule(this);
    }

    protected override void QueueTask(Task task)
    {
        lock (this)
        {
            _ready.Add(task);
        }

        Wake();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && (task is Call || ReferenceEquals(Current, this)) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private bool IsOpen => _state == ActivationState.Active && !_stopping;

    /// <summary>What always interleaves keeps nobody waiting, neither while it waits itself nor while it runs, as in Orleans.</summary>
    private bool CanStart(Call call) =>
        _blocking == 0 || _class.IsReentrant || call.AlwaysInterleaves || (_readers == _blocking && call.IsReadOnly);

    /// <summary>
    /// The caller's thread may run the first turn of an awaited call when nothing runs here, the stack is not deep, and no foreign
    /// synchronization context would catch the method's awaits. The caller cannot tell the difference from a very fast other thread.
    /// </summary>
    private bool MayRunHere(Call call) =>
        nesting < DeepestNesting && !call.IsOneWay && call.Route is null && Node.Turns.RunsOnCaller
        && SynchronizationContext.Current is null && RuntimeHelpers.TryEnsureSufficientExecutionStack();

    private void RunHere(Call call)
    {
        nesting++;
        call.RunOn(this);
        nesting--;
        lock (this)
        {
            _pumping = false;
        }

        Wake();
    }

    /// <summary>Puts the call where it waits for its turn, or says why not.</summary>
    private Exception? Queue(Call call)
    {
        if (IsOpen && (call.AlwaysInterleaves || (_running > 0 && CanStart(call) && CallChains.PassThrough(call, this))))
        {
            // Overtakes the mailbox: what waits there may be waiting for the very call that makes this one.
            call.PublishForCaller();
            _ready.Add(call);
            return null;
        }

        if (_running > 0 && !CanStart(call) && CallChains.PassThrough(call, this))
        {
            return new CallDeadlockException($"The call {call.Method} would wait for itself: {CallChains.Describe(call)}.");
        }

        var limit = _class.Silo.MailboxLimit;
        if (limit > 0 && _waiting.Count >= limit && !call.IsOwn)
        {
            SiloMetrics.Rejected();
            return new LimitExceededException($"{_waiting.Count} calls are waiting for {GrainId}; no more than {limit} may.");
        }

        call.PublishForCaller();
        _waiting.Add(call);
        return null;
    }

    /// <summary>Has the turns run if there are any and nobody runs them yet.</summary>
    private void Wake()
    {
        lock (this)
        {
            if (_pumping || !HasTurn)
            {
                return;
            }

            _pumping = true;
        }

        Node.Turns.Schedule(this);
    }

    private bool HasTurn => _ready.Any || (_stopping ? _running == 0 && _state == ActivationState.Active
        : IsOpen && _waiting.First is { } next && CanStart(next));

    private Task? TakeTurn()
    {
        bool stop;
        lock (this)
        {
            if (Node.IsDead)
            {
                return null;
            }

            if (_ready.Take() is { } ready)
            {
                if (ready is Call call)
                {
                    Started(call);
                }

                return ready;
            }

            while (IsOpen && _waiting.First is { } next && CanStart(next))
            {
                if (_waiting.Take() is { IsAnswered: false } call)
                {
                    Started(call);
                    return call;
                }
            }

            stop = _stopping && _running == 0 && _state == ActivationState.Active;
            if (!stop)
            {
                _ready.Trim();
                _pumping = false;
                return null;
            }

            _state = ActivationState.Deactivating;
        }

        StartWork(static self => self.DeactivateAsync());
        return TakeTurn();
    }

    private void RunTurn(Task turn)
    {
        if (turn is Call call)
        {
            call.RunOn(this);
        }
        else
        {
            TryExecuteTask(turn);
        }
    }

    private void Started(Call call)
    {
        call.IsInterleaved = _running > 0;
        if (_running++ == 0)
        {
            _first = call;
        }

        Count(call, 1);
    }

    private void Count(Call call, int one)
    {
        _blocking += call.AlwaysInterleaves ? 0 : one;
        _readers += call.IsReadOnly && !call.AlwaysInterleaves ? one : 0;
    }

    void ICallHost.Completed(Call call, Exception? fault)
    {
        lock (this)
        {
            _running--;
            _calls++;
            Count(call, -1);
            if (ReferenceEquals(_first, call))
            {
                _first = null;
            }
        }

        if (call.ArrivedAt != 0)
        {
            _class.Took(call);
        }

        if (fault is not null)
        {
            _class.Failed(call, fault);
            if (fault is InconsistentStateException)
            {
                Deactivate(new(DeactivationReasonCode.ApplicationError, fault, "The state was written elsewhere; this activation's memory is stale."));
            }
        }

        call.OnEnded();
    }

    /// <summary>Queues work of the activation itself. It belongs to no caller, so it takes no caller's context along.</summary>
    private void StartWork(Func<Activation, Task> work)
    {
        using var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        new Task(() => work(this)).Start(this);
    }
}
