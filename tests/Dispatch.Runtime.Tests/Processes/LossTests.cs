using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Hosting;
using Dispatch.Runtime.Storage;
using Dispatch.Runtime.Tests.Simulation;
using Dispatch.Runtime.Tests.Storage;
using Dispatch.Runtime.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using Shouldly;

namespace Dispatch.Runtime.Tests.Processes;

/// <summary>Silos that die, hang, are declared dead or lose their database.</summary>
public sealed class LossTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Kill_OfOneSilo_IsKnownWithinASecondAndItsCallsFailAtOnce(int silos)
    {
        await using var cluster = await LoopbackCluster.StartAsync(silos);
        var (gate, victim) = (Gates.New(), cluster.Silos[1]);
        var grain = cluster.GrainOn<IGateGrain>(victim);
        var call = grain.WriteAsync(gate);
        await Gates.Passed($"{gate} reached");

        var since = Stopwatch.GetTimestamp();
        cluster.Kill(victim);
        await Should.ThrowAsync<SiloUnavailableException>(() => call);
        Stopwatch.GetElapsedTime(since).ShouldBeLessThan(Second);
        await Eventually.TrueAsync(() => cluster.Silos.All(silo => !silo.View.IsAlive(victim.Address)), Second);

        (await grain.RunningAsync()).ShouldBe(0);
        (await cluster.ReadTableAsync()).Find(victim.Address)!.Status.ShouldBe(SiloStatus.Dead);
        Gates.Open(gate);
    }

    [Fact]
    public async Task Kill_OfAllButOne_TheLastGoesOnAfterTheirHeartbeatsAreStale()
    {
        await using var cluster = await LoopbackCluster.StartAsync(3);
        var last = cluster.Silos[0];
        cluster.Silos.Skip(1).ToList().ForEach(cluster.Kill);
        await Eventually.TrueAsync(() => last.View.Silos.SequenceEqual([last.Address]), TimeSpan.FromSeconds(20));
        (await cluster.Client.GetGrain<ICounterGrain>("c").AddAsync(1)).ShouldBe(1);
    }

    [Fact]
    public async Task Silo_AcceptsAndSaysNothing_IsDeadWithinFiveSeconds()
    {
        await using var cluster = await LoopbackCluster.StartAsync(2);
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await cluster.ExecuteAsync($"""
            SELECT InsertMembership('loopback', '127.0.0.1', {port}, 1, 'silent', 'here', 3, {port}, now(), now() + interval '1 hour', Version)
            FROM OrleansMembershipVersionTable
            """);
        var address = SiloAddress.New(IPAddress.Loopback, port, 1);
        await Eventually.TrueAsync(() => cluster.Silos.All(silo => silo.View.Has(address)), TimeSpan.FromSeconds(2));
        var took = await Eventually.TrueAsync(() => cluster.Silos.All(silo => !silo.View.IsAlive(address)), TimeSpan.FromSeconds(5));
        took.ShouldBeGreaterThan(Second, "A silo that is merely slow must not be ended at once.");
    }

    [Fact]
    public async Task Silo_DeclaredDeadByTheOthers_StopsItsProcessAtOnce()
    {
        await using var cluster = await LoopbackCluster.StartAsync(2);
        var victim = cluster.Silos[1];
        var services = cluster.HostOf(victim).Services;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await cluster.ExecuteAsync($"""
            SELECT UpdateMembership('loopback', '127.0.0.1', {victim.Address.Endpoint.Port}, {victim.Address.Generation}, 6, NULL, now(), Version)
            FROM OrleansMembershipVersionTable
            """);
        await Eventually.TrueAsync(() => stopping.IsCancellationRequested, Second * 2);
        victim.IsDead.ShouldBeTrue();
        var health = services.GetRequiredService<NodeHealth>();
        (health.WasDeclaredDead, health.IsReady).ShouldBe((true, false));
    }

    [Fact]
    public async Task Partition_TwoActivationsOfOneGrain_OnlyOneCommits()
    {
        await using var cluster = await LoopbackCluster.StartAsync(1);

        // A side that is cut off sees itself alone. Two cluster ids give that; the first silo looks as if it left, or the second were refused.
        await cluster.ExecuteAsync("UPDATE OrleansMembershipTable SET Status = 4");
        var otherSide = await cluster.StartSiloAsync(clusterId: "the other side");
        await cluster.ExecuteAsync("UPDATE OrleansMembershipTable SET Status = 3");
        ILedgerGrain On(Silo silo) => silo.References.GetGrain<ILedgerGrain>("one account");
        (await On(cluster.Silos[0]).AddAsync(1)).ShouldBe(1);
        (await On(otherSide).AddAsync(1)).ShouldBe(2);

        await Should.ThrowAsync<InconsistentStateException>(() => On(cluster.Silos[0]).AddAsync(10));
        (await On(cluster.Silos[0]).TotalAsync()).ShouldBe(2);
        (await On(cluster.Silos[0]).AddAsync(10)).ShouldBe(12);
        await Should.ThrowAsync<InconsistentStateException>(() => On(otherSide).AddAsync(100));
        (await On(otherSide).TotalAsync()).ShouldBe(12);
    }

    [Fact]
    public async Task Database_AwayForLongerThanTheLease_NobodyCommitsNobodyDiesAndAllGoOn()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var cluster = await LoopbackCluster.StartAsync(2, server: server);
        var ledgers = cluster.Silos.Select(silo => cluster.GrainOn<ILedgerGrain>(silo)).ToList();
        await Task.WhenAll(ledgers.Select(ledger => ledger.AddAsync(1)));

        await server.KillAsync();
        await Eventually.TrueAsync(() => cluster.Silos.All(silo => !silo.Parts.Membership.MayCommit), TimeSpan.FromSeconds(6));
        cluster.Silos.ShouldAllBe(silo => !silo.IsDead && silo.View.Silos.Length == 2);
        await Task.WhenAll(ledgers.Select(ledger => Should.ThrowAsync<StorageUnavailableException>(() => ledger.AddAsync(1))));

        await server.RestartAsync();
        await Eventually.TrueAsync(() => cluster.Silos.All(silo => silo.Parts.Membership.MayCommit), TimeSpan.FromSeconds(5));
        await Task.WhenAll(ledgers.Select(ledger => Eventually.TrueAsync(() => CommitsAsync(ledger), TimeSpan.FromSeconds(5))));
        cluster.Silos.ShouldAllBe(silo => !silo.IsDead && silo.View.Silos.Length == 2);
    }

    /// <summary>The first write over a connection that died with the server finds that out.</summary>
    private static async Task<bool> CommitsAsync(ILedgerGrain ledger)
    {
        try
        {
            return await ledger.AddAsync(1) >= 2;
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }
}
