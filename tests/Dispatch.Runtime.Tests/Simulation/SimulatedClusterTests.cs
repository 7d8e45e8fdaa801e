using Dispatch.Runtime.Simulation;
using Orleans.Storage;
using Shouldly;

namespace Dispatch.Runtime.Tests.Simulation;

[Trait("Runtime", "Embedded")]
public sealed class SimulatedClusterTests
{
    [Fact]
    public void History_SameSeed_IsTheSame()
    {
        var first = Storm(seed: 7);
        Storm(seed: 7).ShouldBe(first);
        Storm(seed: 8).ShouldNotBe(first);
    }

    [Fact]
    public async Task History_OnAnyThread_IsTheSame()
    {
        var onPool = await Task.Run(() => Storm(seed: 3));
        var onOwn = "";
        var thread = new Thread(() => onOwn = Storm(seed: 3));
        thread.Start();
        thread.Join();
        onOwn.ShouldBe(onPool);
    }

    [Fact]
    public void Time_GrainTimer_TicksInVirtualTime()
    {
        var cluster = NewCluster(1);
        var ledger = cluster.GrainFactory.GetGrain<ILedgerGrain>("a");
        cluster.Run(() => ledger.PassOnAsync("b", 3));
        cluster.RunFor(TimeSpan.FromSeconds(4.9));
        cluster.Run(() => cluster.GrainFactory.GetGrain<ILedgerGrain>("b").TotalAsync()).ShouldBe(0);
        cluster.RunFor(TimeSpan.FromSeconds(0.2));
        cluster.Run(() => cluster.GrainFactory.GetGrain<ILedgerGrain>("b").TotalAsync()).ShouldBe(3);
    }

    [Fact]
    public void Crash_CommittedState_IsReadAgainElsewhere()
    {
        var cluster = NewCluster(3);
        var ledgers = Enumerable.Range(0, 20).Select(index => cluster.GrainFactory.GetGrain<ILedgerGrain>($"l{index}")).ToList();
        cluster.Run(() => Task.WhenAll(ledgers.Select(ledger => ledger.AddAsync(5))));
        cluster.CrashSilo(1);
        cluster.RunFor(TimeSpan.FromSeconds(4));
        cluster.Run(() => Task.WhenAll(ledgers.Select(ledger => ledger.TotalAsync()))).ShouldAllBe(total => total == 5);
        cluster.Run(() => cluster.StartSilo(1));
        cluster.Run(() => Task.WhenAll(ledgers.Select(ledger => ledger.AddAsync(1)))).ShouldAllBe(total => total == 6);
    }

    [Fact]
    public void Crash_WriteUnderWay_NeverTakesEffect()
    {
        var cluster = NewCluster(1, options => options.Storage.Delay = Delay.Fixed(TimeSpan.FromSeconds(1)));
        var ledger = cluster.GrainFactory.GetGrain<ILedgerGrain>("a");
        cluster.Run(() => ledger.AddAsync(1)).ShouldBe(1);
        Task<int>? pending = null;
        cluster.Run(() =>
        {
            pending = ledger.AddAsync(10);
            return Task.CompletedTask;
        });
        cluster.RunFor(TimeSpan.FromSeconds(0.5));
        cluster.CrashSilo(0);
        cluster.RunFor(TimeSpan.FromSeconds(5));
        pending!.Exception!.InnerException.ShouldBeOfType<SiloUnavailableException>();
        cluster.Run(() => cluster.StartSilo(0));
        cluster.Run(() => ledger.TotalAsync()).ShouldBe(1);
    }

    [Fact]
    public void Network_EverythingLost_CallerTimesOut()
    {
        var cluster = NewCluster(1, options => options.Network.Loss = 1);
        var before = cluster.Time.GetUtcNow();
        Should.Throw<TimeoutException>(() => cluster.Run(() => cluster.GrainFactory.GetGrain<ILedgerGrain>("a").TotalAsync()));
        (cluster.Time.GetUtcNow() - before).ShouldBeInRange(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31));
    }

    [Fact]
    public void Network_Duplication_RepeatsOneWayCallsAndNoOthers()
    {
        var cluster = NewCluster(1, options => options.Network.Duplication = 1);
        var ledger = cluster.GrainFactory.GetGrain<ILedgerGrain>("a");
        cluster.Run(() => ledger.TakeAsync(1));
        cluster.Run(() => ledger.AddAsync(10)).ShouldBe(12);
    }

    [Fact]
    public void Storage_FailureAfterEffect_WriterFailsAndStateIsThere()
    {
        var cluster = NewCluster(1);
        var ledger = cluster.GrainFactory.GetGrain<ILedgerGrain>("a");
        cluster.Options.Storage.Decide = operation => operation.IsRead ? null : StorageOutcome.FailureAfterEffect;
        Should.Throw<OrleansException>(() => cluster.Run(() => ledger.AddAsync(4)));
        cluster.Options.Storage.Decide = null;
        cluster.Run(() => ledger.TotalAsync()).ShouldBe(4);
    }

    [Fact]
    public void Observer_OfTheDriver_HearsTheGrain()
    {
        var cluster = NewCluster(2);
        var listener = new Listener();
        var ledger = cluster.GrainFactory.GetGrain<ILedgerGrain>("a");
        cluster.Run(async () =>
        {
            await ledger.WatchAsync(cluster.GrainFactory.CreateObjectReference<ILedgerObserver>(listener));
            await ledger.AddAsync(2);
            await ledger.AddAsync(3);
        });
        cluster.RunFor(TimeSpan.FromSeconds(1));
        listener.Heard.ShouldBe(["a=2", "a=5"]);
    }

    [Fact]
    public void Driver_AwaitsWhatNeverComes_IsReported()
    {
        var cluster = NewCluster(1, options => options.Patience = TimeSpan.FromMinutes(5));
        Should.Throw<InvalidOperationException>(() => cluster.Run(() => new TaskCompletionSource().Task)).Message.ShouldContain("not done");
    }

    private static SimulatedCluster NewCluster(int silos, Action<SimulationOptions>? configure = null, int seed = 1)
    {
        var options = new SimulationOptions();
        configure?.Invoke(options);
        return new(seed, silos, (_, silo) => silo.AddMemoryGrainStorageAsDefault(), options);
    }

    /// <summary>Everything goes wrong at once; gives the history.</summary>
    private static string Storm(int seed)
    {
        var cluster = NewCluster(3, Rough, seed);
        for (var step = 0; step < 300; step++)
        {
            var ledger = cluster.GrainFactory.GetGrain<ILedgerGrain>($"l{cluster.Random.Next(10)}");
            cluster.Schedule(TimeSpan.FromSeconds(cluster.Random.NextDouble() * 600), () => Attempt(() => ledger.AddAsync(1)));
        }

        for (var minute = 1; minute < 10; minute++)
        {
            var silo = cluster.Random.Next(3);
            cluster.Schedule(TimeSpan.FromMinutes(minute), () => cluster.CrashSilo(silo));
            cluster.Schedule(TimeSpan.FromMinutes(minute + 0.5), () => cluster.IsRunning(silo) ? Task.CompletedTask : cluster.StartSilo(silo));
        }

        cluster.RunFor(TimeSpan.FromMinutes(15));
        return cluster.History.ToString();
    }

    private static void Rough(SimulationOptions options)
    {
        options.Network.Delay = Delay.LogNormal(TimeSpan.FromMilliseconds(2), 1);
        options.Network.Loss = 0.02;
        options.Network.Duplication = 0.02;
        options.Storage.Delay = Delay.Exponential(TimeSpan.FromMilliseconds(5));
        options.Storage.Failure = 0.02;
        options.Storage.UnknownOutcome = 0.02;
        options.TurnDelay = Delay.Uniform(TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
    }

    private static async Task Attempt(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception expected) when (expected is OrleansException or TimeoutException)
        {
        }
    }
}
