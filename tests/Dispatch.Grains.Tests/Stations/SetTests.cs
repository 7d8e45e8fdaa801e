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
    public async Task OpenSet_OnceOneWriteIsUnderWay_TakesAllWhoComeIntoTheNext()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var set = cluster.Grains.GetGrain<IOpenSetGrain>("zhuoda/0");
        await set.AddAsync("r0");
        var (writes, begun, first) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        cluster.Storage.Writing = state =>
        {
            if (state != "open-set" || Interlocked.Increment(ref writes) > 1)
            {
                return Task.CompletedTask;
            }

            begun.SetResult();
            return first.Task;
        };

        var slow = EnteredAsync(set, "r1");
        await begun.Task;
        var others = Enumerable.Range(2, 20).Select(number => EnteredAsync(set, $"r{number}")).Append(LeftAsync(set, "r0")).ToList();
        await set.ListAsync();
        Assert.Equal(["r0"], (await set.ListAsync()).ToArray());
        first.SetResult();

        Assert.All(await Task.WhenAll(others.Append(slow)), Assert.True);
        Assert.Equal(2, writes);
        Assert.Equal(Enumerable.Range(1, 21).Select(number => $"r{number}").Order(), (await set.ListAsync()).Order());
    }

    [Fact]
    public async Task OpenSet_WhenItsStoreRefuses_TellsAllWhoSharedTheWriteAndListsNone()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var set = cluster.Grains.GetGrain<IOpenSetGrain>("zhuoda/0");
        await set.AddAsync("r0");
        cluster.Storage.Writing = state => state == "open-set" ? throw new IOException("the disk is full") : Task.CompletedTask;

        var asked = Enumerable.Range(1, 5).Select(number => set.AddAsync($"r{number}")).ToList();
        foreach (var each in asked)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => each);
        }

        cluster.Storage.Writing = null;
        Assert.Equal(["r0"], (await set.ListAsync()).ToArray());
        Assert.True((await set.AddAsync("r1")).Entered);
        Assert.Equal(["r0", "r1"], (await set.ListAsync()).ToArray());
    }

    [Fact]
    public async Task Directory_AfterEverySiloDied_StillListsItsStations()
    {
        await using var town = await Town.FoundAsync();

        await town.Cluster.KillEverySiloAsync();

        Assert.Equal(Town.Station, Assert.Single(await town.Cluster.Grains.GetGrain<IDirectoryGrain>("stations").GetAsync()).Id);
    }

    private static async Task<bool> EnteredAsync(IOpenSetGrain set, string id) => (await set.AddAsync(id)).Entered;

    private static async Task<bool> LeftAsync(IOpenSetGrain set, string request)
    {
        await set.RemoveAsync(request);
        return true;
    }
}
