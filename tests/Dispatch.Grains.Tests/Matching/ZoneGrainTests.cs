using Dispatch.Contracts.Requests;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Matching;

public class ZoneGrainTests
{
    [Fact]
    public async Task Zone_AfterEverySiloDied_RanksWholeAtTheFirstQuestion()
    {
        await using var town = await Town.FoundAsync();
        for (var number = 1; number <= 5; number++)
        {
            await town.VolunteerAsync("v" + number, metresAway: 200 * number);
        }

        await town.Cluster.KillEverySiloAsync();
        var ranked = await town.Index.RankAsync(Town.Query("r1"), 10);

        Assert.Equal(["v1", "v2", "v3", "v4", "v5"], ranked.Select(each => each.ResponderId));
    }

    [Fact]
    public async Task Zone_AskedTwiceInARow_DoesNotProposeOnePersonTwice()
    {
        await using var town = await Town.FoundAsync();
        await town.VolunteerAsync("near", metresAway: 100);
        await town.VolunteerAsync("far", metresAway: 900);

        Assert.Equal("near", Assert.Single(await town.Index.RankAsync(Town.Query("r1"), 1)).ResponderId);
        Assert.Equal("far", Assert.Single(await town.Index.RankAsync(Town.Query("r2"), 1)).ResponderId);

        town.Cluster.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("near", Assert.Single(await town.Index.RankAsync(Town.Query("r3"), 1)).ResponderId);
    }

    [Fact]
    public async Task Batch_OfTwoRequests_AsksTwoPeople()
    {
        await using var town = await Town.FoundAsync();
        await town.VolunteerAsync("v1");
        await town.VolunteerAsync("v2", metresAway: 700);
        await Task.WhenAll(town.RaiseAsync("r1"), town.RaiseAsync("r2"));

        var asked = await town.Cluster.UntilAsync(
            async () => (await town.Volunteer("v1").OffersAsync()).Concat(await town.Volunteer("v2").OffersAsync()).ToList(),
            offers => offers.Count == 2,
            TimeSpan.FromMilliseconds(10));

        Assert.Equal(["r1", "r2"], asked.Select(offer => offer.RequestId).Order());
        Assert.All(asked, offer => Assert.Equal(OfferState.Pending, offer.State));
    }
}
