using Dispatch.Contracts.Accounts;

namespace Dispatch.Web.Hosting;

/// <summary>Whether calls can be served: the silo runs, the demonstration data is loaded, and the store takes writes.</summary>
internal sealed class Readiness(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private volatile Probe? _probe;
    private volatile bool _loaded;

    /// <summary>What has to be loaded is loaded.</summary>
    public void Loaded() => _loaded = true;

    /// <summary>Tries a write; the answer stands for two seconds, so that asking often costs nothing.</summary>
    public async Task<bool> IsReadyAsync()
    {
        if (!_loaded)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        if (_probe is { } probe && now - probe.At < Fresh)
        {
            return probe.Writable;
        }

        var writable = await IsWritableAsync(now);
        _probe = new Probe(now, writable);
        return writable;
    }

    private async Task<bool> IsWritableAsync(DateTimeOffset now)
    {
        try
        {
            var once = grains.GetGrain<IOnceGrain>("health");
            await once.BeginAsync("health");
            await once.FinishAsync(new OnceOutcome(StatusCodes.Status200OK, now.ToString("O")));
            return true;
        }
        catch (Exception)
        {
            // Whatever stands in the way of a write, the answer is the same; the store logs its own faults.
            return false;
        }
    }

    private sealed record Probe(DateTimeOffset At, bool Writable);
}
