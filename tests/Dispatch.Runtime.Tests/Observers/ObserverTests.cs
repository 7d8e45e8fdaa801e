using Dispatch.Runtime.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.TestingHost;
using Orleans.Utilities;
using Shouldly;

namespace Dispatch.Runtime.Tests.Observers;

public interface INewsGrain : IGrainWithStringKey
{
    Task SubscribeAsync(INewsObserver observer);

    Task<int> TellAsync(string news);
}

public interface INewsObserver : IGrainObserver
{
    Task HearAsync(string news);
}

public sealed class NewsGrain : Grain, INewsGrain
{
    private readonly ObserverManager<INewsObserver> _observers = new(TimeSpan.FromMinutes(5), NullLogger.Instance);

    public Task SubscribeAsync(INewsObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public async Task<int> TellAsync(string news)
    {
        await _observers.Notify(observer => observer.HearAsync(news));
        return _observers.Count;
    }
}

public sealed class ObserverTests
{
    [Fact]
    public async Task Notify_SubscriptionExpiredOrObserverFails_IsDropped()
    {
        var clock = new ToldClock();
        var cluster = new InProcessTestClusterBuilder(2).ConfigureHost(host => host.Services.AddSingleton<TimeProvider>(clock)).Build();
        await using var _ = cluster;
        await cluster.DeployAsync();
        var grain = cluster.Client.GetGrain<INewsGrain>("a");
        var (steady, lapsed, broken) = (new Reader(), new Reader(), new Reader { Fails = true });
        var references = new[] { steady, lapsed, broken }.Select(reader => cluster.Client.CreateObjectReference<INewsObserver>(reader)).ToArray();
        await Task.WhenAll(references.Select(grain.SubscribeAsync));
        (await grain.TellAsync("one")).ShouldBe(2);
        clock.Advance(TimeSpan.FromMinutes(4));
        await grain.SubscribeAsync(references[0]);
        clock.Advance(TimeSpan.FromMinutes(2));
        (await grain.TellAsync("two")).ShouldBe(1);
        cluster.Client.DeleteObjectReference<INewsObserver>(references[0]);
        (await grain.TellAsync("three")).ShouldBe(0);
        steady.Heard.ShouldBe(["one", "two"]);
        lapsed.Heard.ShouldBe(["one"]);
        GC.KeepAlive(broken);
    }

    private sealed class Reader : INewsObserver
    {
        public List<string> Heard { get; } = [];

        public bool Fails { get; init; }

        public Task HearAsync(string news)
        {
            Heard.Add(news);
            return Fails ? throw new InvalidOperationException("broken") : Task.CompletedTask;
        }
    }
}
