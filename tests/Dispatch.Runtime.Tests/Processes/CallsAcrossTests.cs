using Dispatch.Runtime.Calls;
using Dispatch.Runtime.Tests.Observers;
using Dispatch.Runtime.Tests.Support;
using Shouldly;

namespace Dispatch.Runtime.Tests.Processes;

/// <summary>A call between processes is as one within: arguments, answers, failures, context, chain, references and observers.</summary>
public sealed class CallsAcrossTests : IAsyncLifetime
{
    private LoopbackCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await LoopbackCluster.StartAsync(2);

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Calls_OfAClient_GoToTheOwnersAndEachGrainHasOneActivation()
    {
        var counters = Enumerable.Range(0, 200).Select(index => _cluster.Client.GetGrain<ICounterGrain>($"c{index}")).ToArray();
        (await Task.WhenAll(counters.Select(counter => counter.AddAsync(1)))).ShouldAllBe(total => total == 1);
        (await Task.WhenAll(counters.Select(counter => counter.AddAsync(1)))).ShouldAllBe(total => total == 2);
        _cluster.Silos.Sum(silo => silo.Table.All().Count()).ShouldBe(200);
        _cluster.Silos.ShouldAllBe(silo => silo.Table.All().Count() > 50);
    }

    [Fact]
    public async Task Call_BetweenGrainsOfTwoSilos_TakesAReferenceAlong()
    {
        var (here, there) = (_cluster.GrainOn<ICounterGrain>(_cluster.Silos[0]), _cluster.GrainOn<ICounterGrain>(_cluster.Silos[1]));
        (await here.AddOverAsync(there, 5)).ShouldBe(5);
        (await there.GetAsync()).ShouldBe(5);
        await there.TellAsync(2);
        await Eventually.TrueAsync(async () => await there.GetAsync() == 7, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Call_WithALargeArgument_ComesBackWhole()
    {
        List<int?> numbers = [.. Enumerable.Range(0, 300_000).Select(number => number % 7 == 0 ? null : (int?)number)];
        var value = new Dictionary<string, List<int?>> { ["numbers"] = numbers };
        var answer = await _cluster.GrainOn<ICounterGrain>(_cluster.Silos[1]).EchoAsync(value);
        answer["numbers"].ShouldBe(value["numbers"]);
    }

    [Fact]
    public async Task Call_TooLargeForTheWire_IsRefusedAndTheConnectionLives()
    {
        var counter = _cluster.GrainOn<ICounterGrain>(_cluster.Silos[1]);
        await Should.ThrowAsync<LimitExceededException>(() => counter.FailAsync(new string('x', 9 << 20)));
        (await counter.AddAsync(1)).ShouldBe(1);
    }

    [Fact]
    public async Task Call_MethodFails_CallerGetsTheSameException()
    {
        var fault = await Should.ThrowAsync<ArgumentException>(() => _cluster.GrainOn<ICounterGrain>(_cluster.Silos[1]).FailAsync("no such bed"));
        fault.Message.ShouldBe("no such bed");
    }

    [Fact]
    public async Task Context_OfTheCaller_IsThereAndDoesNotComeBack()
    {
        RequestContext.Set("who", "duty officer");
        (await _cluster.GrainOn<IGateGrain>(_cluster.Silos[1]).ContextAsync("who")).ShouldBe("duty officer");
        RequestContext.Get("who").ShouldBe("duty officer");
        RequestContext.Clear();
        (await _cluster.GrainOn<IGateGrain>(_cluster.Silos[1]).ContextAsync("who")).ShouldBeNull();
    }

    [Fact]
    public async Task Chain_ThroughTwoSilosAndBack_IsReportedAsADeadlock()
    {
        var (here, there) = (Key(_cluster.GrainOn<IGateGrain>(_cluster.Silos[0])), Key(_cluster.GrainOn<IGateGrain>(_cluster.Silos[1])));
        await Should.ThrowAsync<CallDeadlockException>(() => _cluster.Client.GetGrain<IGateGrain>(here, "Gate").RelayAsync(there, here));
    }

    [Fact]
    public async Task Call_DeadlinePasses_CallerIsToldAndTheGrainGoesOn()
    {
        var (gate, second) = (Gates.New(), Gates.New());
        var grain = _cluster.GrainOn<IGateGrain>(_cluster.Silos[1]);
        var first = grain.WriteAsync(gate);
        await Gates.Passed($"{gate} reached");
        await Should.ThrowAsync<TimeoutException>(() => grain.HurriedAsync(second));
        Gates.Open(second);
        Gates.Open(gate);
        await first;
        await Eventually.TrueAsync(async () => await grain.RunningAsync() == 0, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Observers_OfSeveralClients_HearEveryGrainWhereverItLives()
    {
        var another = await _cluster.StartClientAsync();
        var (one, two) = (new Ears(), new Ears());
        foreach (var silo in _cluster.Silos)
        {
            var news = _cluster.GrainOn<INewsGrain>(silo, "n");
            await news.SubscribeAsync(_cluster.Client.CreateObjectReference<INewsObserver>(one));
            await news.SubscribeAsync(another.CreateObjectReference<INewsObserver>(two));
            (await news.TellAsync(silo.Address.ToString())).ShouldBe(2);
        }

        one.Heard.ShouldBe(_cluster.Silos.Select(silo => silo.Address.ToString()));
        two.Heard.ShouldBe(one.Heard);
        GC.KeepAlive(one);
        GC.KeepAlive(two);
    }

    private static string Key(IAddressable grain) => grain.GetGrainId().Key.ToString();

    private sealed class Ears : INewsObserver
    {
        public List<string> Heard { get; } = [];

        public Task HearAsync(string news)
        {
            Heard.Add(news);
            return Task.CompletedTask;
        }
    }
}
