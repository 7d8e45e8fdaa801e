using Orleans.Concurrency;

namespace Dispatch.Runtime.Tests.Support;

/// <summary>A grain whose calls stand still until the test opens their gate; shows who runs beside whom.</summary>
public interface IGateGrain : IGrainWithStringKey
{
    Task WriteAsync(string gate);

    [ReadOnly]
    Task ReadAsync(string gate);

    [AlwaysInterleave]
    Task<int> RunningAsync();

    [AlwaysInterleave]
    Task AsideAsync(string gate);

    [ResponseTimeout("00:00:05")]
    Task HurriedAsync(string gate);

    /// <summary>Calls another, which may call further.</summary>
    Task RelayAsync(params string[] route);

    [ReadOnly]
    Task ReadRelayAsync(params string[] route);

    Task<string?> ContextAsync(string key);
}

/// <summary>Gates that tests open. Static, because a grain cannot be reached otherwise while it stands still.</summary>
public static class Gates
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, TaskCompletionSource> Named = new();

    public static Task Passed(string gate) => Source(gate).Task;

    public static void Open(string gate) => Source(gate).TrySetResult();

    public static string New() => Guid.NewGuid().ToString("N");

    private static TaskCompletionSource Source(string gate) => Named.GetOrAdd(gate, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}

public class GateGrain : Grain, IGateGrain
{
    private int _running;

    public Task WriteAsync(string gate) => StandAsync(gate);

    public Task ReadAsync(string gate) => StandAsync(gate);

    public Task<int> RunningAsync() => Task.FromResult(_running);

    public Task AsideAsync(string gate) => StandAsync(gate);

    public Task HurriedAsync(string gate) => StandAsync(gate);

    public Task RelayAsync(params string[] route) =>
        route.Length == 0 ? Task.CompletedTask : GrainFactory.GetGrain<IGateGrain>(route[0], "Gate").RelayAsync(route[1..]);

    public Task ReadRelayAsync(params string[] route) =>
        route.Length == 0 ? Task.CompletedTask : GrainFactory.GetGrain<IGateGrain>(route[0], "Gate").ReadRelayAsync(route[1..]);

    public Task<string?> ContextAsync(string key)
    {
        var value = RequestContext.Get(key) as string;
        RequestContext.Set(key, "changed by the callee");
        return Task.FromResult(value);
    }

    private async Task StandAsync(string gate)
    {
        _running++;
        Gates.Open($"{gate} reached");
        await Gates.Passed(gate);
        _running--;
    }
}

[Reentrant]
public sealed class OpenGateGrain : GateGrain;
