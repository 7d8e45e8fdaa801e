using System.Diagnostics;
using Dispatch.Runtime.Diagnostics;
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
        snapshot.GrainTypes.ShouldBe([new GrainTypeSnapshot("counter", 1, 3, 1, 0, 0)]);
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
