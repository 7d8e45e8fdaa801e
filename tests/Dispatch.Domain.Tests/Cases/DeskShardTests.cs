using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Cases;
using Shouldly;

namespace Dispatch.Domain.Tests.Cases;

/// <summary>Which shard of a desk lists a case, and whom a shard asks first.</summary>
public class DeskShardTests
{
    private const string Station = "fucheng";
    private static readonly DateTimeOffset Noon = CaseScene.Start;

    [Fact]
    public void Key_OfManyCases_FillsEveryShardAndNoneMuchMoreThanAnother()
    {
        var cases = Enumerable.Range(0, 100 * DeskShard.Count).Select(number => $"case-{number.ToString(CultureInfo.InvariantCulture)}");

        var filled = cases.GroupBy(id => DeskShard.KeyOf(Station, id)).ToList();

        filled.Select(each => each.Key).Order().ShouldBe(DeskShard.Keys(Station).Order());
        filled.Max(each => each.Count()).ShouldBeLessThan(200);
    }

    [Fact]
    public void Strays_OfAShardFromBeforeThereWereMore_AreThoseThatAnotherListsNow()
    {
        var cases = Enumerable.Range(0, 50).Select(number => $"case-{number.ToString(CultureInfo.InvariantCulture)}").ToList();
        var key = DeskShard.KeyOf(Station, cases[0]);
        var old = cases.Aggregate(DeskShard.Empty, (shard, id) => shard.Put(Row(id)));

        var strays = old.Strays(Station, key);

        old.Without(strays).Rows.Keys.ShouldBe(cases.Where(id => DeskShard.KeyOf(Station, id) == key));
        strays.Length.ShouldBeGreaterThan(40);
    }

    [Fact]
    public void Without_ARowThatBecameNewerMeanwhile_KeepsIt()
    {
        var old = DeskShard.Empty.Put(Row("a")).Put(Row("b"));
        var moved = old.Rows.ToArray();

        var left = old.Put(Row("b") with { Version = 2 }).Without([.. moved]);

        left.Rows.ShouldHaveSingleItem().Value.ShouldNotBeNull().Version.ShouldBe(2);
    }

    [Fact]
    public void Gather_OfARowInTwoShards_TakesTheNewerOnce()
    {
        var rows = DeskShard.Gather([[Row("a"), Row("b") with { Version = 3 }], [Row("b") with { Version = 2 }]]);

        rows.Select(row => (row.CaseId, row.Version)).ShouldBe([("a", 1), ("b", 3)], ignoreOrder: true);
    }

    [Fact]
    public void ToAsk_BeginsWithThoseWithoutARowThenWhoWaitsThenTheRestByUrgency()
    {
        var shard = DeskShard.Empty
            .Put(Row("closed") with { State = CaseState.Closed })
            .Put(Row("serious") with { Level = RiskLevel.Serious })
            .Put(Row("general"))
            .Put(Row("waits") with { Unanswered = true })
            .Put(Row("waits-longer") with { Unanswered = true, WaitingSince = Noon.AddHours(-1) })
            .Put(Row("waits-graver") with { Unanswered = true, Level = RiskLevel.HighRisk })
            .Put(Row("aside") with { Unanswered = true, Aside = true, State = null, Level = RiskLevel.General, WaitingSince = Noon.AddHours(1) })
            .Enter("silent");

        shard.ToAsk(everybody: true).ShouldBe(["silent", "waits-graver", "waits-longer", "waits", "serious", "aside", "general", "closed"]);
        shard.ToAsk(everybody: false).ShouldBe(["silent", "waits-graver", "waits-longer", "waits"]);
    }

    private static CareRow Row(string id) => new(
        id, Station, null, "counselling", 1, Noon, CaseState.Open, false, CareStep.Ease, RiskLevel.General, false, Noon,
        "c.owner", "c.owner", "c.deputy", null, false, false, [], []);
}
