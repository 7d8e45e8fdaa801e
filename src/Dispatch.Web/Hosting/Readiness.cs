using Dispatch.Contracts.Accounts;

namespace Dispatch.Web.Hosting;

/// <summary>Whether calls can be served: the silo runs, the demonstration data is loaded, and the store takes writes.</summary>
internal sealed class Readiness(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>A store that takes longer than this is no help to whoever waits; its write goes on and is not repeated meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _asking = new();
    private Task<bool>? _attempt;
    private DateTimeOffset _begunAt;
    private volatile bool _loaded;

    /// <summary>What has to be loaded is loaded.</summary>
    public void Loaded() => _loaded = true;

    /// <summary>Tries a write; the answer stands for a second and serves everybody who asks meanwhile, so that asking often costs nothing.</summary>
    public async Task<bool> IsReadyAsync()
    {
        if (!_loaded)
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
        try
        {
            await grains.GetGrain<IProbeGrain>("health").WriteAsync();
            return true;
        }
        catch (Exception)
        {
            // Whatever stands in the way of a write, the answer is the same; the store logs its own faults.
            return false;
        }
    }
}
