using Dispatch.Contracts.Stations;
using Dispatch.Domain.Stations;

namespace Dispatch.Domain.Tests.Stations;

public class ShardWalkTests
{
    [Fact]
    public void Walk_OfAnyId_NamesEachShardOnceAndEndsWithTheLast()
    {
        for (var count = 1; count <= 200; count++)
        {
            var order = ShardWalk.Order("r" + count, count);

            Assert.Equal(order.Distinct(), order);
            Assert.All(order, shard => Assert.InRange(shard, 0, count - 1));
            Assert.Contains(count - 1, order);
            Assert.InRange(order.Count, 1, 3);
        }
    }

    [Fact]
    public void Walk_OfOneId_IsTheSameInEveryProcess() =>
        Assert.Equal([73, 96, 99], ShardWalk.Order("r-000123", 100));

    [Fact]
    public void Walk_OfManyIds_SpreadsThemOverTheNewerHalf()
    {
        var counts = new int[16];
        for (var id = 0; id < 8_000; id++)
        {
            counts[ShardWalk.Order($"request-{id:x}", 16)[0]]++;
        }

        Assert.All(counts[..8], count => Assert.Equal(0, count));
        Assert.All(counts[8..], count => Assert.InRange(count, 800, 1_200));
    }

    [Fact]
    public void Sets_FilledByTheWalk_GrowToAtMostTwiceWhatIsNeededAndSeldomTryInVain()
    {
        var station = new StationShards(null, new ShardCounts(1, 1));
        var held = new int[SetLimits.Shards];
        var tries = 0;
        for (var id = 0; id < 10_000; id++)
        {
            while (true)
            {
                var order = ShardWalk.Order("volunteer" + id, station.Counts.Duty);
                var room = order.TakeWhile(shard => held[shard] >= SetLimits.EntriesPerShard).Count();
                tries += Math.Min(room + 1, order.Count);
                if (room < order.Count)
                {
                    held[order[room]]++;
                    break;
                }

                station = station.Grow(SetKind.Duty, station.Counts.Duty + 1);
            }
        }

        Assert.Equal(256, station.Counts.Duty);
        Assert.InRange(tries, 10_000, 10_200);
    }

    [Fact]
    public void Key_OfAShard_NamesItsStation()
    {
        Assert.Equal("zhuoda/3", ShardWalk.Key("zhuoda", 3));
        Assert.Equal("zhuoda", ShardWalk.StationOf("zhuoda/3"));
    }
}
