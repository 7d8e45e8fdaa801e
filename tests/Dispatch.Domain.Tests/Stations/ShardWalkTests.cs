using Dispatch.Domain.Stations;

namespace Dispatch.Domain.Tests.Stations;

public class ShardWalkTests
{
    [Fact]
    public void Walk_OfAnyId_NamesEachShardOnceAndEndsWithTheNewest()
    {
        for (var count = 1; count <= 200; count++)
        {
            var order = ShardWalk.Order("r" + count, count);

            Assert.Equal(order.Distinct(), order);
            Assert.All(order, shard => Assert.InRange(shard, 0, count - 1));
            Assert.Contains(count - 1, order);
            Assert.Equal(count - 1, ShardWalk.Fill("r" + count, count)[0]);
            Assert.Equal(order.Order(), ShardWalk.Fill("r" + count, count).Order());
        }
    }

    [Fact]
    public void Walk_OfOneId_IsTheSameInEveryProcess() =>
        Assert.Equal([5, 22, 96], ShardWalk.Order("r-000123", 97));

    [Fact]
    public void Walk_OfManyIds_FillsShardsEvenly()
    {
        var counts = new int[16];
        for (var id = 0; id < 16_000; id++)
        {
            counts[ShardWalk.Order($"request-{id:x}", 16)[0]]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 800, 1_200));
    }

    [Fact]
    public void Sets_FilledByTheWalk_GrowOnlyAsNeeded()
    {
        var shards = new List<int> { 0 };
        for (var id = 0; id < 10_000; id++)
        {
            var free = ShardWalk.Fill("volunteer" + id, shards.Count).Where(shard => shards[shard] < SetLimits.EntriesPerShard).ToList();
            if (free.Count == 0)
            {
                shards.Add(1);
            }
            else
            {
                shards[free[0]]++;
            }
        }

        Assert.Equal((10_000 + 63) / 64, shards.Count);
    }

    [Fact]
    public void Key_OfAShard_NamesItsStation()
    {
        Assert.Equal("zhuoda/3", ShardWalk.Key("zhuoda", 3));
        Assert.Equal("zhuoda", ShardWalk.StationOf("zhuoda/3"));
    }
}
