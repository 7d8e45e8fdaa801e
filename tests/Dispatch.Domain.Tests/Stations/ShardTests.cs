using Dispatch.Contracts.Stations;
using Dispatch.Domain.Stations;
using Dispatch.Domain.Tests.Requests;
using Dispatch.Domain.Tests.Responders;

namespace Dispatch.Domain.Tests.Stations;

public class ShardTests
{
    [Fact]
    public void OpenShard_WithSixtyFour_TakesNoMoreButKnowsItsOwn()
    {
        var shard = OpenShard.Empty;
        for (var request = 0; request < SetLimits.EntriesPerShard; request++)
        {
            shard = shard!.Add("r" + request);
        }

        Assert.Null(shard!.Add("r-more"));
        Assert.Same(shard, shard.Add("r7"));
        Assert.NotNull(shard.Remove("r7").Add("r-more"));
        Assert.Same(shard, shard.Remove("r-more"));
    }

    [Fact]
    public void DutyShard_GivenAnOlderCard_KeepsTheNewer()
    {
        var card = new Person().Self.Card();
        var shard = DutyShard.Empty.Put(card with { Version = 5 })!;

        Assert.Same(shard, shard.Put(card with { Version = 4 }));
        Assert.Same(shard, shard.Put(card with { Version = 5 }));
        Assert.Equal(6, Assert.Single(shard.Put(card with { Version = 6 })!.Cards).Version);
        Assert.Empty(shard.Remove(card.Profile.Id).Cards);
    }

    [Fact]
    public void DutyShard_WithSixtyFour_TakesNoMore()
    {
        var card = new Person().Self.Card();
        var shard = DutyShard.Empty;
        foreach (var id in Enumerable.Range(0, SetLimits.EntriesPerShard).OrderBy(id => id * 37 % 64))
        {
            shard = shard!.Put(card with { Profile = card.Profile with { Id = "v" + id } });
        }

        Assert.Null(shard!.Put(card with { Profile = card.Profile with { Id = "v99" } }));
        Assert.Equal(shard.Cards.Select(each => each.Profile.Id).Order(StringComparer.Ordinal), shard.Cards.Select(each => each.Profile.Id));
    }

    [Fact]
    public void Station_AskedToGrow_NeverShrinks()
    {
        var station = new StationShards(null, new ShardCounts(8, 1));

        Assert.Same(station, station.Grow(SetKind.Open, 3));
        Assert.Equal(new ShardCounts(8, 4), station.Grow(SetKind.Duty, 3).Counts);
        Assert.Equal(new ShardCounts(SetLimits.Shards, 1), station.Grow(SetKind.Open, SetLimits.Shards).Counts);
    }

    [Fact]
    public void Station_ConfiguredAgainAfterAJourney_IsNoChange()
    {
        var station = new StationShards(Scene.Station, new ShardCounts(1, 1));

        Assert.Same(station, station.Configure(Scene.Station with { Areas = [.. Scene.Station.Areas], Neighbours = [.. Scene.Station.Neighbours] }));
        Assert.NotSame(station, station.Configure(Scene.Station with { Neighbours = [] }));
    }
}
