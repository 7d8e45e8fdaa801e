using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Stations;

public class SetTests
{
    [Fact]
    public async Task DutySet_BeyondSixtyFourPeople_OverflowsToASecondShard()
    {
        await using var town = await Town.FoundAsync();
        await Parallel.ForAsync(0, 70, async (number, _) => await town.VolunteerAsync($"v{number:00}"));

        var station = town.Cluster.Grains.GetGrain<IStationGrain>(Town.Station);
        Assert.Equal(2, (await station.ShardsAsync()).Duty);
        var first = await town.Cluster.Grains.GetGrain<IDutySetGrain>("zhuoda/0").ListAsync();
        var second = await town.Cluster.Grains.GetGrain<IDutySetGrain>("zhuoda/1").ListAsync();
        Assert.Equal((64, 6), (first.Length, second.Length));
        Assert.Equal(70, first.Concat(second).Select(card => card.Profile.Id).Distinct().Count());
    }

    [Fact]
    public async Task DutySet_OnceSomebodyGoesOffDuty_ListsThemNoMore()
    {
        await using var town = await Town.FoundAsync();
        var volunteer = await town.VolunteerAsync("v1");

        await volunteer.SetDutyAsync(new(false, null, null));

        Assert.Empty(await town.Cluster.Grains.GetGrain<IDutySetGrain>("zhuoda/0").ListAsync());
        await town.Cluster.UntilAsync(() => town.Index.ExplainOneAsync(Town.Query("r1"), "v1"), view => view is null);
    }

    [Fact]
    public async Task OpenRequest_AfterEverySiloDied_GoesOnByBeingTouchedAlone()
    {
        await using var town = await Town.FoundAsync();
        await town.VolunteerAsync("v1");
        await town.RaiseAsync("r1");
        var offer = await town.OfferAsync("v1", "r1");

        await town.Cluster.KillEverySiloAsync();
        town.Cluster.Clock.Advance(offer.ExpiresAt - town.Cluster.Clock.GetUtcNow());

        // Nobody calls the request but its open set, so the view below is asked of a request that has already seen to the lapse.
        await town.Cluster.TouchAsync();
        var board = await town.Cluster.UntilAsync(
            town.Board.GetAsync, view => view.Rows.Any(row => row is { Id: "r1", OffersOpen: 0 }), TimeSpan.FromMilliseconds(100));
        Assert.Contains(board.Rows[0].State, new[] { RequestState.Unfilled, RequestState.Matching });
    }

    [Fact]
    public async Task Directory_AfterEverySiloDied_StillListsItsStations()
    {
        await using var town = await Town.FoundAsync();

        await town.Cluster.KillEverySiloAsync();

        Assert.Equal(Town.Station, Assert.Single(await town.Cluster.Grains.GetGrain<IDirectoryGrain>("stations").GetAsync()).Id);
    }
}
