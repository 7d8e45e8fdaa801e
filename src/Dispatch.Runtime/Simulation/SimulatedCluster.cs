using System.Runtime.ExceptionServices;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Placement;
using Dispatch.Runtime.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;

namespace Dispatch.Runtime.Simulation;

/// <summary>
/// A cluster in one thread and virtual time. Grains run unchanged; the same seed, configuration and driver give the same history. The code
/// that drives it must await nothing but grains, grain timers, storage and the cluster's own <see cref="Time"/>.
/// </summary>
public sealed class SimulatedCluster
{
    private readonly EventQueue _events = new();
    private readonly SimulatedTasks _tasks;
    private readonly SimulatedNetwork _network;
    private readonly InProcessMembership _membership = new();
    private readonly Random _storageChance;
    private readonly SimulatedSilo[] _silos;
    private readonly ClientNode _client;
    private ExceptionDispatchInfo? _fault;

    /// <param name="seed">Decides everything that is left to chance.</param>
    /// <param name="silos">How many silos start.</param>
    /// <param name="configureSilo">Configures the silo of an index, at each of its starts. Named storages become simulated ones.</param>
    /// <param name="options">Faults and the start of time.</param>
    public SimulatedCluster(int seed, int silos, Action<int, ISiloBuilder> configureSilo, SimulationOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(silos);
        Options = options ?? new();
        Random = Chance(seed, 1);
        _storageChance = Chance(seed, 2);
        _tasks = new(_events);
        Time = new SimulatedTime(_events, Options.Start, _tasks);
        History = new(Time.GetUtcNow);
        Store = new(History, Time.GetUtcNow);
        _network = new(_events, History, Options.Network, Chance(seed, 3));
        var turns = new SimulatedTurns(_events, History, Options, Chance(seed, 4), _tasks);
        var parts = new NodeParts(NodeAddresses.Client(1), Time, turns, _network, _membership, NullLoggerFactory.Instance);
        _client = new(parts, new ServiceCollection().BuildServiceProvider(), new ClientMessagingOptions().ResponseTimeout);
        _client.Start();
        _silos = [.. Enumerable.Range(0, silos).Select(index => new SimulatedSilo(index, this, parts, configureSilo))];
        Run(async () =>
        {
            for (var index = 0; index < silos; index++)
            {
                await StartSilo(index);
            }
        });
    }

    public SimulationOptions Options { get; }

    /// <summary>The virtual clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Chance for the driver, from the seed; the network and the storage draw from streams of their own.</summary>
    public Random Random { get; }

    public SimulationHistory History { get; }

    /// <summary>A client outside all silos; it can host observers.</summary>
    public IClusterClient GrainFactory => _client.References;

    public int SiloCount => _silos.Length;

    /// <summary>Told of every change of the store in the moment in which it becomes durable; it must only look.</summary>
    public Action<Commit>? Committed
    {
        get => Store.Committed;
        set => Store.Committed = value;
    }

    internal SimulatedStore Store { get; }

    internal MemoryReminderDatabase Reminders { get; } = new();

    /// <summary>The services of a silo's present life.</summary>
    public IServiceProvider Services(int silo) => _silos[silo].Services;

    public bool IsRunning(int silo) => _silos[silo].IsRunning;

    /// <summary>Runs events until the driver is done, and throws what it threw.</summary>
    public void Run(Func<Task> driver) => Drive(Begin(driver)).GetAwaiter().GetResult();

    /// <summary>Runs events until the driver is done, and gives its result.</summary>
    public T Run<T>(Func<Task<T>> driver)
    {
        var done = (Task<T>)Drive(Begin(driver));
        return done.GetAwaiter().GetResult();
    }

    /// <summary>Runs everything that happens up to that time.</summary>
    public void RunUntil(DateTimeOffset time) => RunFor(time - Time.GetUtcNow());

    /// <summary>Runs everything that happens within so much virtual time.</summary>
    public void RunFor(TimeSpan time)
    {
        var until = _events.Now + time.Ticks;
        Loop(() => _events.RunNext(until));
        _events.AdvanceTo(until);
    }

    /// <summary>Moves the clock at once, as when a machine sleeps: what fell due meanwhile happens afterwards, once each, in its order.</summary>
    public void Skip(TimeSpan time) => _events.AdvanceTo(_events.Now + time.Ticks);

    /// <summary>Does something later. What it throws is thrown by the next run.</summary>
    public void Schedule(TimeSpan delay, Action action) => _events.Add(
        new ActionEvent(() => Watch(Begin(() =>
        {
            action();
            return Task.CompletedTask;
        }))),
        delay);

    /// <summary>Does something later. What it throws is thrown by the next run.</summary>
    public void Schedule(TimeSpan delay, Func<Task> action) => _events.Add(new ActionEvent(() => Watch(Begin(action))), delay);

    /// <summary>Ends a silo at once: its activations vanish, what they have under way never takes effect. The others notice later.</summary>
    public void CrashSilo(int silo)
    {
        if (_silos[silo].Current is not { IsDead: false } current)
        {
            return;
        }

        Record(EventKind.Crash, silo);
        current.Die();
        Schedule(Options.CrashDetection, () => _membership.RemoveAsync(current.Address));
    }

    /// <summary>Starts a silo that crashed or was stopped; it joins the cluster as a new one.</summary>
    public Task StartSilo(int silo)
    {
        Record(EventKind.Start, silo);
        return _silos[silo].StartAsync();
    }

    /// <summary>Stops a silo in order: its activations are deactivated.</summary>
    public Task StopSilo(int silo)
    {
        Record(EventKind.Stop, silo);
        return _silos[silo].Current is { IsDead: false } current ? current.StopAsync(CancellationToken.None) : Task.CompletedTask;
    }

    /// <summary>Loses all messages from and to a silo, which otherwise lives on, until it is reconnected.</summary>
    public void DisconnectSilo(int silo) => _network.Cut(_silos[silo].Current!.Address);

    public void ReconnectSilo(int silo) => _network.Mend(_silos[silo].Current!.Address);

    internal Task WaitForStorage()
    {
        var source = new TaskCompletionSource();
        _events.Add(new ActionEvent(source.SetResult), Options.Storage.Delay.Draw(_storageChance));
        return source.Task;
    }

    internal StorageOutcome DecideStorage(StorageOperation operation)
    {
        var faults = Options.Storage;
        if (faults.Decide?.Invoke(operation) is { } decided)
        {
            return decided;
        }

        if (faults.Failure > 0 && _storageChance.NextDouble() < faults.Failure)
        {
            return StorageOutcome.Failure;
        }

        return !operation.IsRead && faults.UnknownOutcome > 0 && _storageChance.NextDouble() < faults.UnknownOutcome
            ? _storageChance.Next(2) == 0 ? StorageOutcome.Failure : StorageOutcome.FailureAfterEffect
            : StorageOutcome.Success;
    }

    private static Random Chance(int seed, uint stream) => new(unchecked((int)StableHash.Mix((uint)seed, stream)));

    private void Record(EventKind kind, int silo)
    {
        History.Add(kind, (uint)silo, 0);
        History.Write(kind, silo);
    }

    private Task<Task> Begin(Func<Task> driver)
    {
        var task = new Task<Task>(driver);
        task.Start(_tasks);
        return task;
    }

    private Task Drive(Task<Task> driver)
    {
        var limit = _events.Now + Options.Patience.Ticks;
        Loop(() => !(driver.IsCompleted && (!driver.IsCompletedSuccessfully || driver.Result.IsCompleted)) && (_events.RunNext(limit)
            ? true
            : throw new InvalidOperationException(_events.IsEmpty
                ? "The driver awaits something that is not part of the simulation: nothing is left to happen."
                : $"The driver is not done after {Options.Patience} of virtual time.")));
        return driver.IsCompletedSuccessfully ? driver.Result : driver;
    }

    private void Watch(Task<Task> work) => work.Unwrap().ContinueWith(
        done => _fault ??= ExceptionDispatchInfo.Capture(done.Exception!.InnerException!),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        _tasks);

    private void Loop(Func<bool> step)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (step())
            {
                if (_fault is { } fault)
                {
                    _fault = null;
                    fault.Throw();
                }
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }
}
