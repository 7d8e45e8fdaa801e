using System.Collections.Immutable;
using Dispatch.Contracts.Stations;

namespace Dispatch.Grains.Stations;

/// <summary>The stations, as the directory had them at most ten seconds ago: one copy per silo, so that not every new request asks the one directory.</summary>
internal sealed class KnownStations(TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private volatile Copy? copy;

    /// <summary>The stations. While there are none the directory is asked each time.</summary>
    public async ValueTask<ImmutableArray<StationFacts>> AllAsync(IGrainFactory grains)
    {
        var now = clock.GetUtcNow();
        if (copy is { } known && now - known.At < Fresh && !known.Stations.IsEmpty)
        {
            return known.Stations;
        }

        var stations = await grains.GetGrain<IDirectoryGrain>(DirectoryGrain.Key).GetAsync();
        copy = new Copy(now, stations);
        return stations;
    }

    private sealed record Copy(DateTimeOffset At, ImmutableArray<StationFacts> Stations);
}
