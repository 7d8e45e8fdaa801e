using Orleans.Concurrency;

namespace Dispatch.Runtime.Tests.Lives;

public interface ILifeGrain : IGrainWithStringKey
{
    /// <summary>Which activation this is: a number that is new for each.</summary>
    Task<int> LifeAsync();

    Task<int> EndAsync(string gate);

    Task DelayAsync(int minutes);

    Task TickEveryAsync(int seconds, bool keepAlive);

    Task<int> TicksAsync();
}

/// <summary>Counts the lives of all grains of one silo.</summary>
public sealed class LifeBook
{
    private int _lives;

    public List<string> Ended { get; } = [];

    public int Next() => Interlocked.Increment(ref _lives);

    public void End(string grain, DeactivationReason reason)
    {
        lock (Ended)
        {
            Ended.Add($"{grain} {reason.ReasonCode}");
        }
    }
}

[GrainType("life"), CollectionAgeLimit(Minutes = 10)]
public class LifeGrain(LifeBook book) : Grain, ILifeGrain
{
    private readonly int _life = book.Next();
    private int _ticks;

    public Task<int> LifeAsync() => Task.FromResult(_life);

    public async Task<int> EndAsync(string gate)
    {
        DeactivateOnIdle();
        await Support.Gates.Passed(gate);
        return _life;
    }

    public Task DelayAsync(int minutes)
    {
        DelayDeactivation(TimeSpan.FromMinutes(minutes));
        return Task.CompletedTask;
    }

    public Task TickEveryAsync(int seconds, bool keepAlive)
    {
        var period = TimeSpan.FromSeconds(seconds);
        this.RegisterGrainTimer(
            (grain, _) =>
            {
                grain._ticks++;
                return Task.CompletedTask;
            },
            this,
            new GrainTimerCreationOptions(period, period) { KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task<int> TicksAsync() => Task.FromResult(_ticks);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        book.End(this.GetPrimaryKeyString(), reason);
        return Task.CompletedTask;
    }
}

[KeepAlive]
public sealed class LastingLifeGrain(LifeBook book) : LifeGrain(book);

public interface IFailingGrain : IGrainWithStringKey
{
    Task<int> CallAsync();
}

/// <summary>Cannot be activated at the first attempt.</summary>
public sealed class FailingGrain(LifeBook book) : Grain, IFailingGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        book.Next() == 1 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;

    public Task<int> CallAsync() => Task.FromResult(1);
}

public interface IWorkerGrain : IGrainWithStringKey
{
    Task WorkAsync(string gate);
}

[StatelessWorker(3)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    public async Task WorkAsync(string gate)
    {
        Support.Gates.Open($"{gate} reached");
        await Support.Gates.Passed(gate);
    }
}
