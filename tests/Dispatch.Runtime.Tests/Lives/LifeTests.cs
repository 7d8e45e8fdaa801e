using Dispatch.Runtime.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Shouldly;

namespace Dispatch.Runtime.Tests.Lives;

public sealed class LifeTests
{
    private readonly ToldClock _clock = new();
    private readonly LifeBook _book = new();

    [Fact]
    public async Task DeactivateOnIdle_CallsWait_TheyGoToAFreshActivation()
    {
        await using var cluster = await StartAsync();
        var (grain, gate) = (cluster.Client.GetGrain<ILifeGrain>("a", "Life"), Gates.New());
        var ending = grain.EndAsync(gate);
        var waiting = Enumerable.Range(0, 5).Select(_ => grain.LifeAsync()).ToArray();
        Gates.Open(gate);
        var first = await ending;
        (await Task.WhenAll(waiting)).ShouldAllBe(life => life != first);
        _book.Ended.ShouldBe(["a ApplicationRequested"]);
    }

    [Fact]
    public async Task Idle_LongerThanItsAge_IsCollected()
    {
        await using var cluster = await StartAsync();
        var factory = cluster.Inside();
        var (idle, lasting, delayed) = (Life(factory, "idle"), factory.GetGrain<ILifeGrain>("lasting", "Lasting"), Life(factory, "delayed"));
        var lives = (await idle.LifeAsync(), await lasting.LifeAsync(), await delayed.LifeAsync());
        await delayed.DelayAsync(30);
        _clock.Advance(TimeSpan.FromMinutes(9));
        (await idle.LifeAsync()).ShouldBe(lives.Item1);
        var gone = cluster.WaitForDeactivationAsync(idle.GetGrainId());
        _clock.Advance(TimeSpan.FromMinutes(13));
        await gone;
        (await idle.LifeAsync()).ShouldNotBe(lives.Item1);
        (await lasting.LifeAsync()).ShouldBe(lives.Item2);
        (await delayed.LifeAsync()).ShouldBe(lives.Item3);
        _book.Ended.ShouldBe(["idle ActivationIdle"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Timer_KeepAlive_DecidesWhetherTicksAreUse(bool keepAlive)
    {
        await using var cluster = await StartAsync();
        var grain = Life(cluster.Inside(), "a");
        var life = await grain.LifeAsync();
        await grain.TickEveryAsync(20, keepAlive);
        var gone = cluster.WaitForDeactivationAsync(grain.GetGrainId());
        for (var step = 0; step < 80; step++)
        {
            _clock.Advance(TimeSpan.FromSeconds(20));
            if (keepAlive)
            {
                (await grain.TicksAsync()).ShouldBe(step + 1);
            }
        }

        // A tick that happens to run while idle activations are looked for only postpones the end to the next look.
        for (var look = 0; !keepAlive && !gone.IsCompleted && look < 1000; look++)
        {
            _clock.Advance(TimeSpan.FromSeconds(61));
            await Task.Yield();
        }

        gone.IsCompleted.ShouldBe(!keepAlive);

        ((await grain.LifeAsync()) == life).ShouldBe(keepAlive);
    }

    [Fact]
    public async Task Activation_Fails_WaitingCallsFailAndTheNextTriesAnew()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Client.GetGrain<IFailingGrain>("a");
        (await Should.ThrowAsync<InvalidOperationException>(() => grain.CallAsync())).Message.ShouldBe("not yet");
        (await grain.CallAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task StatelessWorker_Busy_OthersWorkBesideIt()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Client.GetGrain<IWorkerGrain>("a");
        var gates = Enumerable.Range(0, 3).Select(_ => Gates.New()).ToArray();
        var work = gates.Select(grain.WorkAsync).ToArray();
        await Task.WhenAll(gates.Select(gate => Gates.Passed($"{gate} reached")));
        Array.ForEach(gates, Gates.Open);
        await Task.WhenAll(work);
    }

    private static ILifeGrain Life(IGrainFactory factory, string key) => factory.GetGrain<ILifeGrain>(key, "LifeGrain");

    private async Task<InProcessTestCluster> StartAsync()
    {
        var cluster = new InProcessTestClusterBuilder(1)
            .ConfigureHost(host => host.Services.AddSingleton(_book).AddSingleton<TimeProvider>(_clock)).Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
