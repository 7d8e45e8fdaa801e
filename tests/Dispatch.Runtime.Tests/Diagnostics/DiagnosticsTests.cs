using System.Diagnostics;
using Dispatch.Runtime.Diagnostics;
using Dispatch.Runtime.Tests.Lives;
using Dispatch.Runtime.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Dispatch.Runtime.Tests.Diagnostics;

public sealed class DiagnosticsTests
{
    [Fact]
    public async Task Snapshot_AfterCalls_CountsThemByGrainType()
    {
        await using var cluster = await OneSilo.StartAsync();
        var counter = cluster.Client.GetGrain<ICounterGrain>("a");
        await counter.AddAsync(1);
        await counter.AddAsync(1);
        await Should.ThrowAsync<ArgumentException>(() => counter.FailAsync("no"));
        var snapshot = cluster.Silos[0].ServiceProvider.GetRequiredService<IRuntimeDiagnostics>().Take();
        var counted = snapshot.GrainTypes.ShouldHaveSingleItem();
        (counted.GrainType, counted.Activations, counted.Calls, counted.Errors, counted.Waiting).ShouldBe(("counter", 1, 3, 1, 0));
        counted.Latency.Sum().ShouldBe(3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(1000)]
    [InlineData(123_456)]
    [InlineData(60_000_000)]
    public void Latency_OfAnyLength_FallsUnderABoundAtMostAQuarterAbove(long microseconds)
    {
        var histogram = new LatencyHistogram();

        histogram.Add(microseconds * Stopwatch.Frequency / 1_000_000);

        var bound = LatencyHistogram.BoundMilliseconds(histogram.Take().ToList().IndexOf(1)) * 1000;
        bound.ShouldBeGreaterThan(microseconds);
        bound.ShouldBeLessThanOrEqualTo(Math.Max(microseconds * 1.25, microseconds + 1));
    }

    [Fact]
    public async Task View_WhenSilosComeAndGo_IsRememberedByThoseThatSawIt()
    {
        await using var cluster = await OneSilo.StartAsync();
        var first = cluster.Silos[0].ServiceProvider.GetRequiredService<IRuntimeDiagnostics>();
        var second = await cluster.StartAdditionalSiloAsync();
        var address = second.SiloAddress.ToParsableString();
        await cluster.StopSiloAsync(second);

        first.Take().History.Where(change => change.Silo == address).Select(change => change.Event)
            .ShouldBe([SiloEvent.Joined, SiloEvent.Leaving, SiloEvent.Gone]);
        first.Take().Silos.ShouldBe([first.Take().Silo]);
    }

    [Fact]
    public async Task Timer_WhileCallsAreTraced_TicksAsEver()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.Orleans.Application",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        var clock = new ToldClock();
        await using var cluster = await OneSilo.StartAsync(silo =>
        {
            silo.AddActivityPropagation();
            silo.Services.AddSingleton<TimeProvider>(clock).AddSingleton(new LifeBook());
        });
        var grain = cluster.Inside().GetGrain<ILifeGrain>("traced", "Life");
        await grain.TickEveryAsync(20, keepAlive: true);
        clock.Advance(TimeSpan.FromSeconds(20));

        (await grain.TicksAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Activities_SomebodyListens_CallsAreTraced()
    {
        List<string> seen = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.Orleans.Application",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (seen)
                {
                    seen.Add($"{activity.OperationName} {activity.Kind}");
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var cluster = await OneSilo.StartAsync(silo => silo.AddActivityPropagation());
        (await cluster.Inside().GetGrain<ICounterGrain>("a").AddAsync(5)).ShouldBe(5);
        seen.ShouldBe(["ICounterGrain/AddAsync Server", "ICounterGrain/AddAsync Client"]);
    }
}
