using Orleans.Concurrency;

namespace Dispatch.Runtime.Tests.Simulation;

/// <summary>A durable counter whose changes are told to others.</summary>
public interface ILedgerGrain : IGrainWithStringKey
{
    Task<int> AddAsync(int amount);

    Task<int> TotalAsync();

    /// <summary>Passes an amount on through a timer and a one-way call.</summary>
    Task PassOnAsync(string to, int amount);

    [OneWay]
    Task TakeAsync(int amount);

    Task WatchAsync(ILedgerObserver observer);
}

public interface ILedgerObserver : IGrainObserver
{
    void Changed(string ledger, int total);
}

[GenerateSerializer]
public sealed class LedgerState
{
    [Id(0)]
    public int Total { get; set; }
}

public sealed class LedgerGrain([PersistentState("ledger")] IPersistentState<LedgerState> state) : Grain, ILedgerGrain
{
    private ILedgerObserver? _observer;

    public async Task<int> AddAsync(int amount)
    {
        state.State.Total += amount;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        _observer?.Changed(this.GetPrimaryKeyString(), state.State.Total);
        return state.State.Total;
    }

    public Task<int> TotalAsync() => Task.FromResult(state.State.Total);

    public Task PassOnAsync(string to, int amount)
    {
        this.RegisterGrainTimer(
            () => GrainFactory.GetGrain<ILedgerGrain>(to).TakeAsync(amount), new GrainTimerCreationOptions(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public Task TakeAsync(int amount) => AddAsync(amount);

    public Task WatchAsync(ILedgerObserver observer)
    {
        _observer = observer;
        return Task.CompletedTask;
    }
}

public sealed class Listener : ILedgerObserver
{
    public List<string> Heard { get; } = [];

    public void Changed(string ledger, int total) => Heard.Add($"{ledger}={total}");
}
