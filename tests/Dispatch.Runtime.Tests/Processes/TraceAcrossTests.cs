using System.Collections.Concurrent;
using System.Diagnostics;
using Dispatch.Runtime.Tests.Support;
using Shouldly;

namespace Dispatch.Runtime.Tests.Processes;

/// <summary>A trace does not end where a process does.</summary>
public sealed class TraceAcrossTests
{
    [Fact]
    public async Task Trace_OverTwoSilos_IsOneAndItsIdIsNoValueOfTheCallers()
    {
        var seen = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.Orleans.Application" or "trace across",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var cluster = await LoopbackCluster.StartAsync(2, (silo, _) => silo.AddActivityPropagation());
        var (here, there) = (cluster.GrainOn<ICounterGrain>(cluster.Silos[0]), cluster.GrainOn<ICounterGrain>(cluster.Silos[1]));
        using var source = new ActivitySource("trace across");
        ActivityTraceId trace;
        using (var root = source.StartActivity("root"))
        {
            trace = root!.TraceId;
            RequestContext.Set("bed", 7);
            (await here.AddOverAsync(there, 5)).ShouldBe(5);
            RequestContext.Clear();
        }

        var mine = seen.Where(activity => activity.TraceId == trace).ToDictionary(activity => $"{activity.OperationName} {activity.Kind}");
        mine.Keys.Order().ShouldBe(["ICounterGrain/AddAsync Client", "ICounterGrain/AddAsync Server", "ICounterGrain/AddOverAsync Server", "root Internal"]);
        mine["ICounterGrain/AddOverAsync Server"].ParentSpanId.ShouldBe(mine["root Internal"].SpanId);
        mine["ICounterGrain/AddAsync Client"].ParentSpanId.ShouldBe(mine["ICounterGrain/AddOverAsync Server"].SpanId);
        mine["ICounterGrain/AddAsync Server"].ParentSpanId.ShouldBe(mine["ICounterGrain/AddAsync Client"].SpanId);
    }

    [Fact]
    public async Task Trace_OfOneCall_IsNotTakenForThatOfTheNext()
    {
        var seen = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.Orleans.Application" or "trace once",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var cluster = await LoopbackCluster.StartAsync(1, (silo, _) => silo.AddActivityPropagation());
        var counter = cluster.GrainOn<ICounterGrain>(cluster.Silos[0], "once");
        using var source = new ActivitySource("trace once");
        using (source.StartActivity("root"))
        {
            await counter.AddAsync(1);
        }

        await counter.AddAsync(1);

        var ours = seen.Where(activity => activity.OperationName == "ICounterGrain/AddAsync").TakeLast(2).ToList();
        ours[0].ParentSpanId.ShouldNotBe(default);
        ours[1].ParentSpanId.ShouldBe(default);
        ours[1].TraceId.ShouldNotBe(ours[0].TraceId);
    }
}
