using Dispatch.Contracts;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Stations;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Hosting;

/// <summary>The hour of the purge comes by the product's clock.</summary>
public class PurgeHourTests
{
    [Fact]
    public async Task Hour_ThatIsKeptAgainAndAgain_IsNotPutOff()
    {
        await using var town = await Town.FoundAsync();
        var station = town.Cluster.Grains.GetGrain<IStationGrain>(Town.Station);
        var head = new Actor("head.zhuoda", Role.StationHead, Town.Station);
        var then = town.Cluster.Clock.GetUtcNow().AddDays(-1_500);
        await station.NoteAsync(new StationNotice("r/1", Town.Station, "r", "who", Role.Coordinator, then, "The family asks.", Role.StationHead));
        var purge = town.Cluster.Grains.GetGrain<IPurgeGrain>(Town.Station);
        await purge.KeepAsync();
        town.Cluster.Clock.Advance(TimeSpan.FromMinutes(4));

        await purge.KeepAsync();
        town.Cluster.Clock.Advance(TimeSpan.FromMinutes(2));

        await town.Cluster.UntilAsync(async () => (await station.NoticesAsync(head)).Value!.Notices.Length, left => left == 0);
    }
}
