using System.Collections.Immutable;
using Dispatch.Contracts.Stations;

namespace Dispatch.Web.Stations;

/// <summary>The stations, as the directory had them at most ten seconds ago.</summary>
internal sealed class StationList(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private volatile Copy? _copy;

    public async ValueTask<ImmutableArray<StationFacts>> AllAsync()
    {
        var now = clock.GetUtcNow();
        if (_copy is { } copy && now - copy.At < Fresh && copy.Stations.Length > 0)
        {
            return copy.Stations;
        }

        var stations = await grains.GetGrain<IDirectoryGrain>("stations").GetAsync();
        _copy = new Copy(now, stations);
        return stations;
    }

    public async ValueTask<StationFacts?> FindAsync(string id)
    {
        foreach (var station in await AllAsync())
        {
            if (station.Id == id)
            {
                return station;
            }
        }

        return null;
    }

    /// <summary>Looks anew at the next question: something was changed through this process.</summary>
    public void Forget() => _copy = null;

    private sealed record Copy(DateTimeOffset At, ImmutableArray<StationFacts> Stations);
}
