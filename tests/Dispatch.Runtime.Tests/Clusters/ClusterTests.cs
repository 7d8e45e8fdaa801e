using Dispatch.Runtime.Tests.Simulation;
using Dispatch.Runtime.Tests.Support;
using Orleans.TestingHost;
using Shouldly;

namespace Dispatch.Runtime.Tests.Clusters;

public sealed class ClusterTests
{
    [Fact]
    public async Task Placement_SeveralSilos_EachGetsItsShare()
    {
        await using var cluster = await OneSilo.StartAsync(3);
        var counters = Counters(cluster.Client, 300);
        (await Task.WhenAll(counters.Select(counter => counter.AddAsync(1)))).ShouldAllBe(total => total == 1);
        cluster.Silos.Select(silo => Activations(silo)).ShouldAllBe(count => count > 50);
    }

    [Fact]
    public async Task Kill_CallRunsThere_CallerLearnsAtOnceAndTheGrainLivesElsewhere()
    {
        await using var cluster = await OneSilo.StartAsync(2);
        var (gate, victim) = (Gates.New(), cluster.Silos[1]);
        var grain = Enumerable.Range(0, 100).Select(index => cluster.Client.GetGrain<IGateGrain>($"g{index}", "GateGrain"))
            .First(candidate => LivesOn(victim, candidate.GetGrainId()));
        var call = grain.WriteAsync(gate);
        await Gates.Passed($"{gate} reached");
        await cluster.KillSiloAsync(victim);
        await Should.ThrowAsync<SiloUnavailableException>(() => call);
        (await grain.RunningAsync()).ShouldBe(0);
        Gates.Open(gate);
    }

    [Fact]
    public async Task Kill_WhileACallIsJustBeingSent_ItsCallerLearnsOfIt()
    {
        var killer = new Killer();
        await using var cluster = await OneSilo.StartAsync(1, silo => silo.AddIncomingGrainCallFilter(killer));
        killer.Victim = Silo(cluster.Silos[0]);
        var grain = cluster.Inside().GetGrain<IGateGrain>("g", "GateGrain");
        (await grain.RunningAsync()).ShouldBe(0);

        await Should.ThrowAsync<SiloUnavailableException>(() => grain.WriteAsync(Gates.New()).WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Kill_ActivationGoesOn_ItsStorageRefuses()
    {
        await using var cluster = await OneSilo.StartAsync(2, silo => silo.AddMemoryGrainStorageAsDefault());
        var victim = cluster.Silos[1];
        var ledger = Enumerable.Range(0, 100).Select(index => cluster.Client.GetGrain<ILedgerGrain>($"l{index}"))
            .First(candidate => LivesOn(victim, candidate.GetGrainId()));
        (await ledger.AddAsync(3)).ShouldBe(3);
        var context = ((Activations.IActivation)Silo(victim).Table.Find(ledger.GetGrainId())!);
        await cluster.KillSiloAsync(victim);
        Should.Throw<SiloUnavailableException>(context.EnsureAlive);
        (await ledger.AddAsync(1)).ShouldBe(4);
    }

    [Fact]
    public async Task Stop_InOrder_StateMovesAndNoCallFails()
    {
        await using var cluster = await OneSilo.StartAsync(2, silo => silo.AddMemoryGrainStorageAsDefault());
        var ledgers = Enumerable.Range(0, 30).Select(index => cluster.Client.GetGrain<ILedgerGrain>($"l{index}")).ToArray();
        await Task.WhenAll(ledgers.Select(ledger => ledger.AddAsync(2)));
        await cluster.StartAdditionalSiloAsync();
        await Task.WhenAll(ledgers.Select(ledger => ledger.AddAsync(2)));
        var during = Task.WhenAll(Enumerable.Range(0, 20).SelectMany(_ => ledgers.Select(ledger => ledger.TotalAsync())));
        await cluster.StopSiloAsync(cluster.Silos[0]);
        (await during).ShouldAllBe(total => total == 4);
        (await Task.WhenAll(ledgers.Select(ledger => ledger.TotalAsync()))).ShouldAllBe(total => total == 4);
    }

    /// <summary>Kills the silo from within a call that its sender has not yet noted as sent.</summary>
    private sealed class Killer : IIncomingGrainCallFilter
    {
        public Clustering.Silo? Victim { get; set; }

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.MethodName == nameof(IGateGrain.WriteAsync))
            {
                Victim!.Die();
            }

            return context.Invoke();
        }
    }

    private static ICounterGrain[] Counters(IGrainFactory factory, int count) =>
        [.. Enumerable.Range(0, count).Select(index => factory.GetGrain<ICounterGrain>($"c{index}"))];

    private static Clustering.Silo Silo(InProcessSiloHandle handle) => (Clustering.Silo)handle.ServiceProvider.GetService(typeof(Clustering.Silo))!;

    private static int Activations(InProcessSiloHandle handle) => Silo(handle).Table.All().Count();

    private static bool LivesOn(InProcessSiloHandle handle, GrainId id) => Silo(handle).LivesHere(id);
}
