using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;
using Dispatch.Grains.Storage;
using Orleans.Concurrency;

namespace Dispatch.Grains.Accounts;

/// <summary>Reentrant, so that whoever waits for an answer does not keep it from being recorded; what writes takes its turn.</summary>
[GrainType("once"), Reentrant]
internal sealed class OnceGrain([PersistentState("once")] IPersistentState<Stored<OnceRecords>> store, TimeProvider clock)
    : CommittingGrain<OnceRecords>(store), IOnceGrain
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    /// <summary>Twice the time after which a call is given up: what runs longer has lost its caller.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(1);

    /// <summary>The commands that run now. Lost with the activation: what was running then is broken.</summary>
    private readonly Dictionary<string, Run> _running = new(StringComparer.Ordinal);

    private Task _last = Task.CompletedTask;

    private OnceRecords Records => State ?? OnceRecords.None;

    public Task<Reply<OnceAnswer>> BeginAsync(string key, string bodyDigest) => InTurnAsync(() => BindAsync(key, bodyDigest));

    public async Task<OnceAnswer> AwaitAsync(string key)
    {
        if (!_running.TryGetValue(key, out var run))
        {
            return Records.Find(key, clock.GetUtcNow())?.Outcome is { } outcome ? new OnceAnswer(OncePhase.Answered, outcome) : new OnceAnswer(OncePhase.Broken);
        }

        try
        {
            return await run.End.Task.WaitAsync(LongestWait, clock);
        }
        catch (TimeoutException)
        {
            return new OnceAnswer(OncePhase.Running);
        }
    }

    public Task FinishAsync(string key, OnceOutcome outcome) => InTurnAsync(async () =>
    {
        await CommitAsync(Records.Finish(key, outcome));
        return End(key, new OnceAnswer(OncePhase.Answered, outcome));
    });

    public Task LetGoAsync(string key, bool free) => InTurnAsync(async () =>
    {
        if (free)
        {
            await CommitAsync(Records.Release(key));
        }

        return End(key, new OnceAnswer(OncePhase.Broken));
    });

    public Task ForgetAsync() => InTurnAsync(async () =>
    {
        var left = Records.Forget(clock.GetUtcNow());
        await (left.Kept.IsEmpty ? ClearAsync() : CommitAsync(left));
        return left;
    });

    private async Task<Reply<OnceAnswer>> BindAsync(string key, string bodyDigest)
    {
        var now = clock.GetUtcNow();
        if (Records.Find(key, now) is not { } held)
        {
            await CommitAsync(Records.Bind(key, bodyDigest, now));
            _running[key] = new Run(now);
            return new OnceAnswer(OncePhase.New);
        }

        if (held.BodyDigest != bodyDigest)
        {
            return new Refusal(RefusalCode.IdempotencyKeyReused, "The idempotency key was used with another body.");
        }

        if (held.Outcome is not null)
        {
            return new OnceAnswer(OncePhase.Answered, held.Outcome);
        }

        if (_running.TryGetValue(key, out var run) && now - run.Since < LongestRun)
        {
            return new OnceAnswer(OncePhase.Running);
        }

        _running[key] = new Run(now);
        return new OnceAnswer(OncePhase.Broken);
    }

    private bool End(string key, OnceAnswer answer) => _running.Remove(key, out var run) && run.End.TrySetResult(answer);

    private Task<T> InTurnAsync<T>(Func<Task<T>> work)
    {
        var mine = AfterAsync(_last, work);
        _last = mine;
        return mine;
    }

    private static async Task<T> AfterAsync<T>(Task previous, Func<Task<T>> work)
    {
        // The failure of an earlier turn belongs to whoever asked for it.
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return await work();
    }

    private sealed class Run(DateTimeOffset since)
    {
        public DateTimeOffset Since { get; } = since;

        public TaskCompletionSource<OnceAnswer> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
