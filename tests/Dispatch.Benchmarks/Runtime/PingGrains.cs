namespace Dispatch.Benchmarks.Runtime;

/// <summary>The grain of the calls-per-second figures: it answers a number.</summary>
public interface IPingGrain : IGrainWithStringKey
{
    Task<int> Ping();

    /// <summary>Answers after its turn has ended once, so that the short way is not open.</summary>
    Task<int> PingLater();

    /// <summary>Calls as many others as it is told, one after another.</summary>
    Task PingOthers(int first, int count, int calls);
}

public sealed class PingGrain : Grain, IPingGrain
{
    private IPingGrain[]? _others;

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
}
