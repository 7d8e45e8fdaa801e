using System.Globalization;
using Dispatch.Domain.Records;

namespace Dispatch.Domain.Tests.Records;

public class UnrecordedShardTests
{
    [Fact]
    public void Sources_OfAStation_SpreadOverAllShards()
    {
        var counts = Enumerable.Range(0, 8_000).GroupBy(number => UnrecordedShard.KeyOf($"case/request-{number:x}")).ToDictionary(each => each.Key, each => each.Count());

        Assert.Equal(RecordLimits.UnrecordedShards, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 350, 650));
    }

    [Fact]
    public void Source_ListedByAnEarlierVersion_IsFoundWhereThatVersionListedIt()
    {
        var former = Enumerable.Range(0, 8_000).Select(number => int.Parse(UnrecordedShard.FormerKeyOf($"case/request-{number:x}"), CultureInfo.InvariantCulture)).ToHashSet();

        Assert.Equal(Enumerable.Range(RecordLimits.UnrecordedShards / 2, RecordLimits.UnrecordedShards / 2), former.Order());
        Assert.Equal("12", UnrecordedShard.FormerKeyOf("case/request-000123"));
    }
}
