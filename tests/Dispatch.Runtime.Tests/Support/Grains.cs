using Orleans.Concurrency;

namespace Dispatch.Runtime.Tests.Support;

/// <summary>A part that grains of several kinds share.</summary>
public interface INamedGrain : IGrainWithStringKey
{
    Task<string> NameAsync();
}

public interface ICounterGrain : INamedGrain
{
    Task<int> AddAsync(int amount);

    ValueTask<int> GetAsync();

    /// <summary>Reads, waits, writes: loses updates wherever two turns overlap.</summary>
    Task AddSlowlyAsync();

    Task<Dictionary<string, List<int?>>> EchoAsync(Dictionary<string, List<int?>> value);

    Task FailAsync(string words);

    [OneWay]
    Task TellAsync(int amount);

    Task<int> AddOverAsync(ICounterGrain other, int amount);
}

public abstract class NamedGrain<T> : Grain
{
    protected T State { get; set; } = default!;

    public Task<string> NameAsync() => Task.FromResult($"{typeof(T).Name}:{this.GetPrimaryKeyString()}");
}

public sealed class CounterGrain : NamedGrain<int>, ICounterGrain
{
    public Task<int> AddAsync(int amount) => Task.FromResult(State += amount);

    public ValueTask<int> GetAsync() => ValueTask.FromResult(State);

    public async Task AddSlowlyAsync()
    {
        var before = State;
        await Task.Yield();
        await Task.Yield();
        State = before + 1;
    }

    public Task<Dictionary<string, List<int?>>> EchoAsync(Dictionary<string, List<int?>> value) => Task.FromResult(value);

    public Task FailAsync(string words) => throw new ArgumentException(words);

    public Task TellAsync(int amount)
    {
        State += amount;
        return Task.CompletedTask;
    }

    public Task<int> AddOverAsync(ICounterGrain other, int amount) => other.AddAsync(amount);
}
