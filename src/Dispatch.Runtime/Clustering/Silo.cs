using System.Collections.Frozen;
using Dispatch.Runtime.Activations;
using Dispatch.Runtime.Calls;
using Dispatch.Runtime.Diagnostics;
using Dispatch.Runtime.Hosting;
using Dispatch.Runtime.References;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Dispatch.Runtime.Clustering;

/// <summary>A node with activations.</summary>
internal sealed class Silo : Node, IDisposable
{
    private readonly ActivationTable _table;
    private readonly SiloGauges _gauges;
    private readonly CancellationTokenSource _stopping = new();
    private readonly GrainCollectionOptions _collection;
    private readonly long _startedAt;
    private readonly Handovers _handovers;
    private FrozenDictionary<GrainType, GrainClass> _classes = FrozenDictionary<GrainType, GrainClass>.Empty;
    private ITimer? _collector;

    public Silo(NodeParts parts, IServiceProvider services)
        : base(parts, services, services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout)
    {
        MailboxLimit = services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.MaxEnqueuedRequestsHardLimit;
        _collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        _table = new(this);
        _gauges = new(this);
        _handovers = new(this);
        _startedAt = parts.Time.GetTimestamp();
        Stopping = _stopping.Token;
    }

    /// <summary>Grains have moved between silos.</summary>
    public event Action? Moved;

    /// <summary>Cancelled when the silo stops or dies.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>How the cluster came to be as this silo sees it.</summary>
    public ViewHistory History { get; } = new();

    public int MailboxLimit { get; }

    public int DefaultWorkers => Turns.RunsOnCaller ? Environment.ProcessorCount : 2;

    /// <summary>Seconds since the start, as of the last look for idle activations; reading a clock on each call would cost more than the call.</summary>
    public int CoarseSeconds { get; private set; }

    /// <summary>Started, and not yet told to stop.</summary>
    public bool IsActive { get; private set; }

    public TimeSpan Uptime => Time.GetElapsedTime(_startedAt);

    public IEnumerable<GrainClass> Classes => _classes.Values;

    public ActivationTable Table => _table;

    /// <summary>Runs the startup steps in order of stage; the silo joins the cluster between preparation and those that call grains.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _classes = GrainCatalog.Shared.Classes.Values.ToFrozenDictionary(
            info => info.GrainType, info => new GrainClass(this, info, _collection));
        var steps = Services.GetServices<StartupStep>().OrderBy(step => step.Stage).ToList();
        foreach (var step in steps.Where(step => step.Stage < ServiceLifecycleStage.Active))
        {
            await step.Run(Services, cancellationToken);
        }

        Transport.Attach(this);
        Parts.Membership.Watch(this);
        await Parts.Membership.JoinAsync(Address);
        StartCollector();
        foreach (var step in steps.Where(step => step.Stage >= ServiceLifecycleStage.Active))
        {
            await step.Run(Services, cancellationToken);
        }

        IsActive = true;
        Log.LogInformation("{Silo} is active with {Classes} grain classes.", Address, _classes.Count);
    }

    /// <summary>Leaves the cluster and ends all activations in order; what still waits goes to other silos.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        IsActive = false;
        if (IsDead)
        {
            return;
        }

        foreach (var step in Services.GetServices<ShutdownStep>().Reverse())
        {
            await step.Run(Services, cancellationToken);
        }

        await Parts.Membership.LeaveAsync(Address);
        await EndAsync(new(DeactivationReasonCode.ShuttingDown, "The silo stops."), _ => true).WaitAsync(cancellationToken);
        await Transport.SettleAsync(View.Version);
        await Parts.Membership.RemoveAsync(Address);
        await Transport.DrainAsync();
        Die();
        Log.LogInformation("{Silo} is stopped.", Address);
    }

    public void Dispose()
    {
        if (!IsDead)
        {
            Die();
        }

        _stopping.Dispose();
    }

    public void Remove(Activation activation) => _table.Remove(activation);

    /// <summary>What an activation waits for before it reads its state: that the grain's former silo is done with it. Null for nothing.</summary>
    public Task? Before(GrainId id) => _handovers.Before(id);

    /// <summary>Ends when this silo, at that view or a later one, no longer runs the grain.</summary>
    public Task HandOverAsync(GrainId id, long version) => _handovers.HandOverAsync(id, version);

    public GrainClass ClassOf(GrainId id) => _classes.TryGetValue(id.Type, out var found)
        ? found
        : throw new ArgumentException($"No grain class has the grain type {id.Type}.");

    internal override bool LivesHere(GrainId id) =>
        Address.Equals(View.OwnerOf(id)) || (_classes.TryGetValue(id.Type, out var found) && found.Workers > 0);

    private protected override void Deliver(Call call)
    {
        if (!_classes.TryGetValue(call.Target.Type, out var grainClass))
        {
            call.Fail(new ArgumentException($"No grain class has the grain type {call.Target.Type}."));
            return;
        }

        Activation activation;
        do
        {
            activation = _table.For(call.Target, grainClass);
        }
        while (!activation.Post(call));
        if (call.Route is null && grainClass.Workers == 0)
        {
            call.Reference.LastActivation = activation;
        }
    }

    private protected override void OnViewChanged()
    {
        _handovers.ViewChanged();
        History.Add(View, Time.GetUtcNow());
        if (View.Has(Address))
        {
            _ = EndAsync(new(DeactivationReasonCode.ShuttingDown, "The grain moved to another silo."), activation => !LivesHere(activation.GrainId));
            Moved?.Invoke();
        }
    }

    private protected override void OnDied()
    {
        _gauges.Dispose();
        _collector?.Dispose();

        // Whoever reads from a database that no longer answers would hold up the end: to give up, the driver first asks the server for leave.
        _ = _stopping.CancelAsync();
    }

    private Task EndAsync(DeactivationReason reason, Func<Activation, bool> condition)
    {
        var ending = _table.All().Where(condition).ToList();
        ending.ForEach(activation => activation.Deactivate(reason));
        return Task.WhenAll(ending.Select(activation => activation.Deactivated));
    }

    private void StartCollector()
    {
        using var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _collector = Time.CreateTimer(
            static silo => ((Silo)silo!).CollectIdle(), this, _collection.CollectionQuantum, _collection.CollectionQuantum);
    }

    private void CollectIdle()
    {
        CoarseSeconds = (int)Time.GetElapsedTime(_startedAt).TotalSeconds;
        foreach (var activation in _table.All())
        {
            if (activation.IsIdle(CoarseSeconds))
            {
                activation.Deactivate(new(DeactivationReasonCode.ActivationIdle, "The activation was idle."));
            }
        }
    }
}
