using Dispatch.Runtime.Tests.Simulation;
using Shouldly;

namespace Dispatch.Runtime.Tests.Processes;

/// <summary>Silos that join and leave in order, and processes that must not join.</summary>
public sealed class ComingAndGoingTests
{
    [Fact]
    public async Task Restart_OfEverySiloUnderLoad_NoCallFailsAndNoAmountIsLost()
    {
        await using var cluster = await LoopbackCluster.StartAsync(3);
        var ledgers = Enumerable.Range(0, 24).Select(index => cluster.Client.GetGrain<ILedgerGrain>($"l{index}")).ToList();
        using var enough = new CancellationTokenSource();
        var drivers = ledgers.Select(ledger => Task.Run(() => DriveAsync(ledger, enough.Token))).ToList();
        foreach (var silo in cluster.Silos.ToList())
        {
            await cluster.StartSiloAsync();
            await cluster.StopAsync(silo);
        }

        await enough.CancelAsync();
        var added = await Task.WhenAll(drivers);
        (await Task.WhenAll(ledgers.Select(ledger => ledger.TotalAsync()))).ShouldBe(added);
        added.ShouldAllBe(count => count > 0);
    }

    [Fact]
    public async Task Leave_InOrder_RowIsDeadAndTheOthersTakeOver()
    {
        await using var cluster = await LoopbackCluster.StartAsync(2);
        var ledgers = cluster.Silos.Select(silo => cluster.GrainOn<ILedgerGrain>(silo)).ToList();
        await Task.WhenAll(ledgers.Select(ledger => ledger.AddAsync(3)));
        var leaving = cluster.Silos[0];
        await cluster.StopAsync(leaving);
        (await cluster.ReadTableAsync()).Find(leaving.Address)!.Status.ShouldBe(SiloStatus.Dead);
        (await Task.WhenAll(ledgers.Select(ledger => ledger.AddAsync(1)))).ShouldBe([4, 4]);
    }

    [Fact]
    public async Task Join_OnThePortOfADeadSilo_TakesItsPlaceAtOnce()
    {
        await using var cluster = await LoopbackCluster.StartAsync(2);
        var dead = cluster.Silos[1];
        cluster.Kill(dead);
        var heir = await cluster.StartSiloAsync(port: dead.Address.Endpoint.Port);
        var table = await cluster.ReadTableAsync();
        table.Find(dead.Address)!.Status.ShouldBe(SiloStatus.Dead);
        table.Find(heir.Address)!.Status.ShouldBe(SiloStatus.Active);
        (await cluster.GrainOn<ILedgerGrain>(heir).AddAsync(1)).ShouldBe(1);
    }

    [Fact]
    public async Task Join_WithAnotherSecret_IsRefusedInOneSentence()
    {
        await using var cluster = await LoopbackCluster.StartAsync(1);
        var refused = await Should.ThrowAsync<OrleansConfigurationException>(() => cluster.StartSiloAsync(secret: "not the secret of this cluster"));
        refused.Message.ShouldContain("another cluster secret");
        (await Should.ThrowAsync<OrleansConfigurationException>(() => cluster.StartClientAsync(secret: "not the secret of this cluster")))
            .Message.ShouldContain("another cluster secret");
        (await cluster.ReadTableAsync()).Rows.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Join_UnderAnotherClusterId_IsRefusedAsLongAsTheFirstUsesTheDatabase()
    {
        await using var cluster = await LoopbackCluster.StartAsync(1);
        var refused = await Should.ThrowAsync<OrleansConfigurationException>(() => cluster.StartSiloAsync(clusterId: "misspelt"));
        refused.Message.ShouldContain("cluster 'loopback'");
        refused.Message.ShouldContain("'misspelt'");
        (await cluster.Client.GetGrain<ILedgerGrain>("l").AddAsync(1)).ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("too short")]
    public async Task Start_WithoutASecretWorthTheName_IsRefused(string secret)
    {
        await using var cluster = await LoopbackCluster.StartAsync(1);
        (await Should.ThrowAsync<OrleansConfigurationException>(() => cluster.StartSiloAsync(secret: secret))).Message.ShouldContain("secret of at least 16");
    }

    [Fact]
    public async Task Start_OnATakenPort_IsRefusedInOneSentence()
    {
        await using var cluster = await LoopbackCluster.StartAsync(1);
        var taken = cluster.Silos[0].Address.Endpoint.Port;
        var refused = await Should.ThrowAsync<OrleansConfigurationException>(() => cluster.StartSiloAsync(port: taken));
        refused.Message.ShouldContain($"cannot listen on 127.0.0.1:{taken}");
        cluster.Silos[0].IsDead.ShouldBeFalse();
    }

    private static async Task<int> DriveAsync(ILedgerGrain ledger, CancellationToken enough)
    {
        var count = 0;
        for (; !enough.IsCancellationRequested; count++)
        {
            (await ledger.AddAsync(1)).ShouldBe(count + 1);
        }

        return count;
    }
}
