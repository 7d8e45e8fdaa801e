using Dispatch.Runtime.Tests.Support;
using Shouldly;

namespace Dispatch.Runtime.Tests.Turns;

public sealed class TurnTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Turn_ManyCallersAtOnce_NoUpdateIsLost(bool inside)
    {
        await using var cluster = await OneSilo.StartAsync();
        var counter = (inside ? cluster.Inside() : cluster.Client).GetGrain<ICounterGrain>("a");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => counter.AddSlowlyAsync())));
        (await counter.GetAsync()).ShouldBe(200);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_MethodThrows_CallerGetsTheException(bool inside)
    {
        await using var cluster = await OneSilo.StartAsync();
        var counter = (inside ? cluster.Inside() : cluster.Client).GetGrain<ICounterGrain>("a");
        (await Should.ThrowAsync<ArgumentException>(() => counter.FailAsync("no"))).Message.ShouldBe("no");
        (await counter.AddAsync(2)).ShouldBe(2);
    }

    [Fact]
    public async Task Proxy_InheritedInterfaceAndGenericArguments_Work()
    {
        await using var cluster = await OneSilo.StartAsync();
        var counter = cluster.Client.GetGrain<ICounterGrain>("a");
        (await counter.NameAsync()).ShouldBe("Int32:a");
        var value = new Dictionary<string, List<int?>> { ["x"] = [1, null] };
        (await counter.EchoAsync(value)).ShouldBe(value);
        (await counter.AddOverAsync(cluster.Client.GetGrain<ICounterGrain>("b"), 7)).ShouldBe(7);
        await counter.TellAsync(3);
        (await counter.AddAsync(0)).ShouldBe(3);
    }
}
