using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Matching;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Stations;

namespace Dispatch.Grains.Matching;

/// <summary>Reads from the duty sets who belongs in a zone. Awaits directory, stations and sets, and nobody else.</summary>
internal static class ZoneRebuild
{
    /// <summary>
    /// How far outside its station's circle a responder may be on duty and still be found after a rebuild: the index reaches 20 km beyond
    /// the cell, and people may be up to 80 km from the station they serve.
    /// </summary>
    public const int BeyondCircleMetres = 100_000;

    /// <summary>Every card of the duty sets that this zone should hold.</summary>
    public static async Task<List<ResponderCard>> ReadAsync(IGrainFactory grains, string zone)
    {
        var cards = new List<ResponderCard>();
        foreach (var station in await StationsAsync(grains, zone))
        {
            var counts = await grains.GetGrain<IStationGrain>(station).ShardsAsync();
            for (var shard = 0; shard < counts.Duty; shard++)
            {
                var held = await grains.GetGrain<IDutySetGrain>(ShardWalk.Key(station, shard)).ListAsync();
                cards.AddRange(held.Where(card => Belongs(card, zone)));
            }
        }

        return cards;
    }

    private static async Task<List<string>> StationsAsync(IGrainFactory grains, string zone)
    {
        var stations = await grains.GetGrain<IDirectoryGrain>(DirectoryGrain.Key).GetAsync();
        return
        [
            .. stations
                .Where(station => Zones.Extent(zone) is { } cell
                    ? Geo.Metres(station.Centre, cell) <= station.RadiusMetres + BeyondCircleMetres
                    : Zones.RemoteKey(station.Id) == zone)
                .Select(station => station.Id),
        ];
    }

    private static bool Belongs(ResponderCard card, string zone) =>
        Zones.Extent(zone) is null ? card.Profile.RemoteToo : Zones.KeysFor(card.Position).Contains(zone);
}
