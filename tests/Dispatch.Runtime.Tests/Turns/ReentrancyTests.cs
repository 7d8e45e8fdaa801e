using Dispatch.Runtime.Calls;
using Dispatch.Runtime.Tests.Support;
using Shouldly;

namespace Dispatch.Runtime.Tests.Turns;

public sealed class ReentrancyTests
{
    [Fact]
    public async Task Call_AnotherRuns_WaitsForItsTurn()
    {
        await using var cluster = await OneSilo.StartAsync();
        var (grain, first, second) = (Gate(cluster.Client), Gates.New(), Gates.New());
        var one = grain.WriteAsync(first);
        var two = grain.WriteAsync(second);
        await Gates.Passed($"{first} reached");
        (await grain.RunningAsync()).ShouldBe(1);
        Gates.Open(second);
        two.IsCompleted.ShouldBeFalse();
        Gates.Open(first);
        await Task.WhenAll(one, two);
    }

    [Fact]
    public async Task ReadOnly_OnlyReadersRun_RunsBesideThem()
    {
        await using var cluster = await OneSilo.StartAsync();
        var (grain, gate) = (Gate(cluster.Client), Gates.New());
        var readers = Enumerable.Range(0, 3).Select(_ => grain.ReadAsync(gate)).ToArray();
        var writer = Gates.New();
        await Until(async () => await grain.RunningAsync() == 3);
        var waiting = grain.WriteAsync(writer);
        (await grain.RunningAsync()).ShouldBe(3);
        Gates.Open(gate);
        await Task.WhenAll(readers);
        Gates.Open(writer);
        await waiting;
    }

    [Fact]
    public async Task Reentrant_SeveralCalls_RunBesideEachOther()
    {
        await using var cluster = await OneSilo.StartAsync();
        var gate = Gates.New();
        var grain = cluster.Client.GetGrain<IGateGrain>("a", "OpenGate");
        var writers = Enumerable.Range(0, 3).Select(_ => grain.WriteAsync(gate)).ToArray();
        await Until(async () => await grain.RunningAsync() == 3);
        Gates.Open(gate);
        await Task.WhenAll(writers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AlwaysInterleave_Runs_KeepsNobodyWaitingAndOthersTakeTheirTurns(bool inside)
    {
        await using var cluster = await OneSilo.StartAsync();
        var (grain, aside, first, second) = (Gate(inside ? cluster.Inside() : cluster.Client), Gates.New(), Gates.New(), Gates.New());
        var beside = grain.AsideAsync(aside);
        await Gates.Passed($"{aside} reached");
        var one = grain.WriteAsync(first);
        await Gates.Passed($"{first} reached").WaitAsync(TimeSpan.FromSeconds(20));
        var two = grain.WriteAsync(second);
        var reader = grain.ReadAsync(second);
        (await grain.RunningAsync()).ShouldBe(2);
        Gates.Open(second);
        Gates.Open(first);
        await Task.WhenAll(one, two, reader);
        (await grain.RunningAsync()).ShouldBe(1);
        Gates.Open(aside);
        await beside;
    }

    [Theory]
    [InlineData(1, "b", "a")]
    [InlineData(3, "b", "c", "a")]
    [InlineData(1, "a")]
    public async Task Chain_ComesBackToAWaitingGrain_FailsAtOnce(short silos, params string[] route)
    {
        await using var cluster = await OneSilo.StartAsync(silos);
        var fault = await Should.ThrowAsync<CallDeadlockException>(() => Gate(cluster.Client).RelayAsync(route));
        fault.Message.ShouldContain("gate/a -> ");
        await Gate(cluster.Client).RelayAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Chain_OfReadersComesBack_RunsBeside(bool writerWaits)
    {
        await using var cluster = await OneSilo.StartAsync();
        var (grain, gate, writer) = (Gate(cluster.Inside()), Gates.New(), Gates.New());
        var reader = grain.ReadAsync(gate);
        await Gates.Passed($"{gate} reached");
        var waiting = writerWaits ? grain.WriteAsync(writer) : Task.CompletedTask;
        var chain = grain.ReadRelayAsync("b", "a");
        Gates.Open(gate);
        Gates.Open(writer);
        await Task.WhenAll(reader, waiting, chain);
    }

    [Fact]
    public async Task RequestContext_TravelsDown_AndNotBackUp()
    {
        await using var cluster = await OneSilo.StartAsync();
        foreach (var factory in new[] { cluster.Inside(), cluster.Client })
        {
            RequestContext.Set("who", "the caller");
            (await Gate(factory).ContextAsync("who")).ShouldBe("the caller");
            RequestContext.Get("who").ShouldBe("the caller");
        }
    }

    private static IGateGrain Gate(IGrainFactory factory) => factory.GetGrain<IGateGrain>("a", "GateGrain");

    private static async Task Until(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Yield();
        }
    }
}
