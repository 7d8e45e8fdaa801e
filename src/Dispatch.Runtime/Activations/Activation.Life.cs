using Dispatch.Runtime.Calls;
using Dispatch.Runtime.References;
using Dispatch.Runtime.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Runtime.Activations;

/// <summary>Where an activation is in its life.</summary>
internal enum ActivationState : byte
{
    Created,
    Activating,
    Active,
    Deactivating,
    Dead,
}

/// <summary>The life of an activation, and what its grain sees of it.</summary>
internal sealed partial class Activation
{
    private ActivationState _state;
    private bool _stopping;
    private object? _instance;
    private ActivationExtras? _extras;
    private int _lastUsed;
    private uint _calls;

    public GrainId GrainId { get; } = id;

    public GrainClass Class => _class;

    public GrainReference GrainReference => new ContextReference(Node, GrainId);

    public object? GrainInstance => _instance;

    public IGrainFactory GrainFactory => Node.References;

    public TimeProvider Time => Node.Time;

    public uint Calls => _calls;

    public IServiceProvider ActivationServices => (Extras.Scope ??= _class.Silo.Services.CreateAsyncScope()).ServiceProvider;

    public Task Deactivated
    {
        get
        {
            lock (this)
            {
                return _state == ActivationState.Dead
                    ? Task.CompletedTask
                    : (Extras.Deactivated ??= new()).Task;
            }
        }
    }

    private ActivationExtras Extras => _extras ??= new();

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (this)
        {
            if (_stopping || _state is ActivationState.Deactivating or ActivationState.Dead)
            {
                return;
            }

            _stopping = true;
            Extras.Reason = deactivationReason;
        }

        Wake();
    }

    /// <summary>Idle longer than its class allows, by the silo's coarse clock.</summary>
    public bool IsIdle(int now)
    {
        lock (this)
        {
            return _state == ActivationState.Active && !_stopping && _running == 0 && _waiting.First is null
                && now - _lastUsed >= _class.IdleSeconds && (_extras is null || now >= _extras.KeepUntil);
        }
    }

    public void DelayDeactivation(TimeSpan period)
    {
        var until = period == Timeout.InfiniteTimeSpan || period == TimeSpan.MaxValue
            ? int.MaxValue
            : period <= TimeSpan.Zero ? 0 : (int)Math.Min(int.MaxValue, _class.Silo.CoarseSeconds + period.TotalSeconds);
        lock (this)
        {
            Extras.KeepUntil = until;
        }
    }

    public IGrainTimer StartTimer<TState>(Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer<TState>(this, callback, state, options);
        lock (this)
        {
            (Extras.Timers ??= []).Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Forget(GrainTimer timer)
    {
        lock (this)
        {
            _extras?.Timers?.Remove(timer);
        }
    }

    public void EnsureAlive() => Node.EnsureAlive();

    public void EnsureMayCommit() => Node.EnsureMayCommit();

    public TComponent? GetComponent<TComponent>()
        where TComponent : class =>
        _instance as TComponent ?? (_extras?.Components?.GetValueOrDefault(typeof(TComponent)) as TComponent) ?? this as TComponent;

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class
    {
        if (value is null)
        {
            _extras?.Components?.Remove(typeof(TComponent));
        }
        else
        {
            (Extras.Components ??= [])[typeof(TComponent)] = value;
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"{GrainId} on {Node.Address}";

    private void Touch(Call call)
    {
        if (call.IsUse)
        {
            _lastUsed = _class.Silo.CoarseSeconds;
        }
    }

    private async Task ActivateAsync()
    {
        try
        {
            if (_class.Workers == 0 && _class.Silo.Before(GrainId) is { } handover)
            {
                await handover;
            }

            var parts = _class.HasParts ? new List<IActivationPart>() : null;
            _instance = ActivationScope.Make(this, _class, parts);
            foreach (var part in parts ?? [])
            {
                await part.ActivateAsync(_class.Silo.Stopping);
            }

            if (_instance is IActivationPart self)
            {
                await self.ActivateAsync(_class.Silo.Stopping);
            }

            if (_instance is IGrainBase grain)
            {
                await grain.OnActivateAsync(_class.Silo.Stopping);
            }
        }
        catch (Exception fault)
        {
            _class.Silo.Log.LogWarning(fault, "{Grain} could not be activated.", GrainId);
            await EndAsync(call => call.Fail(fault));
            _class.ActivationFailed();
            return;
        }

        _class.Activated();
        lock (this)
        {
            _state = ActivationState.Active;
            _lastUsed = _class.Silo.CoarseSeconds;
        }
    }

    private async Task DeactivateAsync()
    {
        foreach (var timer in _extras?.Timers?.ToArray() ?? [])
        {
            timer.Dispose();
        }

        try
        {
            if (_instance is IGrainBase grain)
            {
                await grain.OnDeactivateAsync(Extras.Reason, _class.Silo.Stopping);
            }
        }
        catch (Exception fault)
        {
            _class.Silo.Log.LogWarning(fault, "{Grain} failed while it was deactivated.", GrainId);
        }

        await EndAsync(_class.Silo.Redeliver);
        _class.Deactivated(_calls);
    }

    /// <summary>Leaves the silo, so that the next call makes a fresh activation, and hands on what still waits.</summary>
    private async Task EndAsync(Action<Call> handOn)
    {
        _class.Silo.Remove(this);
        Mailbox waiting;
        lock (this)
        {
            _state = ActivationState.Dead;
            waiting = _waiting;
            _waiting = default;
        }

        while (waiting.First is not null)
        {
            if (waiting.Take() is { IsOwn: false, IsAnswered: false } call)
            {
                handOn(call);
            }
        }

        if (_instance is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else
        {
            (_instance as IDisposable)?.Dispose();
        }

        if (_extras?.Scope is { } scope)
        {
            await scope.DisposeAsync();
        }

        // References remember the activation they last called; they must not keep the grain's memory.
        _instance = null;
        _extras?.Deactivated?.TrySetResult();
    }
}
