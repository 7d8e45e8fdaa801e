using Dispatch.Contracts.Accounts;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Hosting;

/// <summary>Whether calls can be served: a silo answers, the demonstration data is loaded, the store takes writes, and no stop was asked for.</summary>
internal sealed class Readiness(IGrainFactory grains, IOptions<DispatchOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    /// <summary>Of several silos one may just have died: four rows, spread over them, tell whether the others serve.</summary>
    private static readonly string[] Rows = ["health", "health-2", "health-3", "health-4"];

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>A store that takes longer than this is no help to whoever waits; its write goes on and is not repeated meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _asking = new();
    private Task<bool>? _attempt;
    private DateTimeOffset _begunAt;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _loaded;

    public bool IsOpen => _opened.Task.IsCompleted;

    /// <summary>Waits until calls are let in; false when that is given up.</summary>
    public async Task<bool> OpenedAsync(CancellationToken stop)
    {
        await _opened.Task.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return IsOpen;
    }

    /// <summary>Lets calls in.</summary>
    public void Open() => _opened.TrySetResult();

    /// <summary>What has to be loaded is loaded.</summary>
    public void Loaded() => _loaded = true;

    /// <summary>Tries a write; the answer stands for a second and serves everybody who asks meanwhile, so that asking often costs nothing.</summary>
    public async Task<bool> IsReadyAsync()
    {
        if (!_loaded || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return false;
        }

        try
        {
            return await Attempt().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private Task<bool> Attempt()
    {
        lock (_asking)
        {
            var now = clock.GetUtcNow();
            if (_attempt is null || (_attempt.IsCompleted && (now - _begunAt).Duration() >= Fresh))
            {
                (_attempt, _begunAt) = (IsWritableAsync(), now);
            }

            return _attempt;
        }
    }

    private async Task<bool> IsWritableAsync()
    {
        var writes = Rows.Take(options.Value.IsCluster ? Rows.Length : 1).Select(row => grains.GetGrain<IProbeGrain>(row).WriteAsync()).ToList();
        await foreach (var write in Task.WhenEach(writes))
        {
            if (write.IsCompletedSuccessfully)
            {
                return true;
            }
        }

        // Whatever stands in the way of a write, the answer is the same; the store logs its own faults.
        return false;
    }
}
