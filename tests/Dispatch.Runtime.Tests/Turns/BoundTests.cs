using Dispatch.Runtime.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Shouldly;

namespace Dispatch.Runtime.Tests.Turns;

public sealed class BoundTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Mailbox_Full_RefusesFurtherCallsAndLosesNone(bool inside)
    {
        await using var cluster = await OneSilo.StartAsync(
            silo => silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = 5));
        var (grain, gate) = (Grain(inside ? cluster.Inside() : cluster.Client), Gates.New());
        var running = grain.WriteAsync(gate);
        await Gates.Passed($"{gate} reached");
        var waiting = Enumerable.Range(0, 5).Select(_ => grain.WriteAsync(gate)).ToArray();
        await Should.ThrowAsync<LimitExceededException>(() => grain.WriteAsync(gate));
        Gates.Open(gate);
        await Task.WhenAll([running, .. waiting]);
    }

    [Theory]
    [InlineData(true, 30)]
    [InlineData(false, 30)]
    public async Task Answer_DoesNotCome_CallerTimesOutByTheToldClock(bool inside, int seconds)
    {
        var clock = new ToldClock();
        await using var cluster = await StartAsync(clock);
        var (grain, gate) = (Grain(inside ? cluster.Inside() : cluster.Client), Gates.New());
        var slow = grain.WriteAsync(gate);
        var hurried = grain.HurriedAsync(gate);
        await Gates.Passed($"{gate} reached");
        clock.Advance(TimeSpan.FromSeconds(4));
        hurried.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(2));
        await Should.ThrowAsync<TimeoutException>(() => hurried);
        slow.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(seconds));
        await Should.ThrowAsync<TimeoutException>(() => slow);
        Gates.Open(gate);
        (await grain.RunningAsync()).ShouldBeLessThan(2);
    }

    private static async Task<Orleans.TestingHost.InProcessTestCluster> StartAsync(TimeProvider clock)
    {
        var cluster = new Orleans.TestingHost.InProcessTestClusterBuilder(1)
            .ConfigureHost(host => host.Services.AddSingleton(clock)).Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private static IGateGrain Grain(IGrainFactory factory) => factory.GetGrain<IGateGrain>("a", "GateGrain");
}
