namespace Dispatch.Benchmarks.Runtime;

/// <summary>The grain of the calls-per-second figures: it answers a number.</summary>
public interface IPingGrain : IGrainWithStringKey
{
    Task<int> Ping();

    /// <summary>Answers after its turn has ended once, so that the short way is not open.</summary>
    Task<int> PingLater();

    /// <summary>Calls as many others as it is told, one after another.</summary>
    Task PingOthers(int first, int count, int calls);

    /// <summary>Learns whom it is to call.</summary>
    Task Meet(string[] names);

    /// <summary>Calls those whom it has met, one after another.</summary>
    Task PingMet(int calls);

    /// <summary>The process that it lives in.</summary>
    Task<int> WhichProcess();
}

public sealed class PingGrain : Grain, IPingGrain
{
    private IPingGrain[]? _others;
    private IPingGrain[] _met = [];
    private int _next;

    public Task<int> Ping() => Task.FromResult(1);

    public async Task<int> PingLater()
    {
        await Task.Yield();
        return 1;
    }

    public async Task PingOthers(int first, int count, int calls)
    {
        var others = _others ??= Enumerable.Range(first, count).Select(number => GrainFactory.GetGrain<IPingGrain>($"callee-{number}")).ToArray();
        for (var call = 0; call < calls; call++)
        {
            await others[call % count].Ping();
        }
    }

    public Task Meet(string[] names)
    {
        _met = [.. names.Select(name => GrainFactory.GetGrain<IPingGrain>(name))];
        return Task.CompletedTask;
    }

    public async Task PingMet(int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            await _met[_next++ % _met.Length].Ping();
        }
    }

    public Task<int> WhichProcess() => Task.FromResult(Environment.ProcessId);
}
