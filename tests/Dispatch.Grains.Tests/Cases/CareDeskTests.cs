using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Cases;
using Dispatch.Grains.Storage;
using Dispatch.Grains.Tests.Clusters;
using static Dispatch.Grains.Tests.Cases.Practice;

namespace Dispatch.Grains.Tests.Cases;

/// <summary>A desk of many cases: what a store of an older build lists is found again, and asking costs little at a time.</summary>
public class CareDeskTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task Desk_OfAStoreWithSixteenShards_MovesEachCaseToItsOwnAndLosesNone()
    {
        await using var practice = await OpenAsync();
        var cases = Enumerable.Range(0, 40).Select(number => $"old-{number.ToString(CultureInfo.InvariantCulture)}").ToList();
        await KeepAsync(practice, "zhuoda/3", cases.Aggregate(DeskShard.Empty, (shard, id) => shard.Put(Row(practice, id))).Enter("never-shown"));

        var found = await practice.Cluster.UntilAsync(ReadAsync, shards => shards.Single(shard => shard.Key == "zhuoda/3").Rows.Length < 3, TimeSpan.FromSeconds(20));

        Assert.All(found, shard => Assert.All(shard.Rows, row => Assert.Equal(DeskShard.KeyOf("zhuoda", row.CaseId), shard.Key)));
        await practice.Cluster.KillEverySiloAsync();
        var again = await Task.WhenAll(DeskShard.Keys("zhuoda").Select(key => Desk(practice, key).SeenByAsync(Head)));
        Assert.Equal(cases.Order(), DeskShard.Gather(again).Select(row => row.CaseId).Order());
        Assert.Contains("never-shown", practice.Cluster.Storage.Text("care-desk"), StringComparison.Ordinal);

        // Whoever reads finds each of them at every moment.
        async Task<(string Key, ImmutableArray<CareRow> Rows)[]> ReadAsync()
        {
            var shards = await Task.WhenAll(DeskShard.Keys("zhuoda").Select(async key => (Key: key, Rows: await Desk(practice, key).ListAsync())));
            Assert.Equal(cases.Order(), DeskShard.Gather(shards.Select(shard => shard.Rows)).Select(row => row.CaseId).Order());
            return shards;
        }
    }

    [Fact]
    public async Task Desk_ThatWakes_AsksOneCaseAtATimeWhoWaitsFirst()
    {
        await using var practice = await OpenAsync();
        var key = DeskShard.Keys("zhuoda").Skip(35).First();
        var cases = Enumerable.Range(0, 20_000).Select(number => $"c-{number.ToString(CultureInfo.InvariantCulture)}")
            .Where(id => DeskShard.KeyOf("zhuoda", id) == key).Take(5).ToList();
        var listed = cases.Aggregate(DeskShard.Empty, (shard, id) => shard.Put(Row(practice, id)));
        await KeepAsync(practice, key, listed.Put(Row(practice, cases[4]) with { Version = 9, Unanswered = true }));
        var asked = new ConcurrentQueue<(string Id, DateTimeOffset At)>();
        practice.Cluster.Calls.Came = (method, target) =>
        {
            if (method == nameof(ICaseGrain.ShowAsync))
            {
                asked.Enqueue((target.Key.ToString()!, practice.Now));
            }
        };

        var woken = practice.Now;
        Assert.Equal(5, (await Desk(practice, key).ListAsync()).Length);
        await practice.Cluster.UntilAsync(() => Task.FromResult(asked.DistinctBy(each => each.Id).Count()), count => count == cases.Count, TimeSpan.FromMilliseconds(20));

        var first = asked.DistinctBy(each => each.Id).ToList();
        Assert.Equal(cases[4], first[0].Id);

        // A word may come late, also after the next, and none comes early.
        Assert.All(first.Select((each, place) => (each, place)), it => Assert.True(it.each.At - woken >= TimeSpan.FromSeconds(5 + (10 * it.place)), $"{it} came early."));
    }

    [Fact]
    public async Task FollowUp_WhoseCommitWasCutOffByAKill_IsToldWithTheNextStartAndNotAMinuteLater()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (row, due) = await WithoutARequestAsync(practice);
        await practice.Cluster.KillEverySiloAsync();
        var tried = 0;
        practice.Cluster.Storage.Writing = state => state == "case" && ++tried > 0 ? throw new TimeoutException("The process is about to die.") : Task.CompletedTask;
        practice.Cluster.Clock.Advance(due - practice.Now);
        await practice.Cluster.UntilAsync(() => Task.FromResult(tried), all => all > 0, Pace);

        practice.Cluster.Storage.Writing = _ => Task.CompletedTask;
        await practice.Cluster.KillEverySiloAsync();

        // The told clock ran on until the commit was tried: what counts is how soon after the start.
        var back = practice.Now;
        var told = await practice.Cluster.UntilAsync(
            () => practice.Cluster.Grains.GetGrain<ICareNoticesGrain>(row.Owner!).ListAsync(), all => all.Any(each => each.Kind == CareNoticeKind.FollowUpDue),
            TimeSpan.FromMilliseconds(1));
        Assert.InRange(told.Single(each => each.Kind == CareNoticeKind.FollowUpDue).At - back, TimeSpan.Zero, TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task FollowUp_ThatIsDue_WritesEachOfItsRowsOnceAndAsksForNoSecondTick()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (_, due) = await WithoutARequestAsync(practice);
        practice.Cluster.Clock.Advance(due - practice.Now - TimeSpan.FromMinutes(10));
        await GoOnUntilAsync(due - TimeSpan.FromMinutes(1));
        var (written, ticks) = (new ConcurrentQueue<string>(), 0);
        practice.Cluster.Storage.Writing = state =>
        {
            written.Enqueue(state);
            return Task.CompletedTask;
        };
        practice.Cluster.Calls.Came = (method, target) => ticks += method == nameof(IRemindable.ReceiveReminder) && target.Type.ToString() == "case" ? 1 : 0;

        await GoOnUntilAsync(due + TimeSpan.FromMinutes(3));

        Assert.Equal((1, 1, 1), (written.Count(state => state == "case"), written.Count(state => state == "care-notices"), written.Count(state => state == "care-desk")));
        Assert.Equal(1, ticks);

        Task GoOnUntilAsync(DateTimeOffset at) => practice.Cluster.UntilAsync(() => practice.Case("r1").RowAsync(), _ => practice.Now >= at, TimeSpan.FromSeconds(1));
    }

    /// <summary>A case that nothing but its own clocks moves.</summary>
    private static async Task<(CareRow Row, DateTimeOffset Due)> WithoutARequestAsync(Practice practice)
    {
        var held = practice.Case("r1");
        await held.HearAsync(new CareNews(
            1, CareNewsKind.Asked, Town.Station, null, "counselling", Head, RiskLevel.General, true, [], Actor.Resident, null, practice.Now));
        Assert.Null((await held.AcceptAsync(practice.Id(), new AcceptCase(As(Mei), Lan))).Refused);
        var row = (await held.RowAsync())!;
        return (row, row.Clocks.Min(clock => clock.DueAt));
    }

    private static ICareDeskGrain Desk(Practice practice, string key) => practice.Cluster.Grains.GetGrain<ICareDeskGrain>(key);

    private static Task KeepAsync(Practice practice, string key, DeskShard shard) => practice.Cluster.Storage.WriteStateAsync(
        "care-desk", GrainId.Create("care-desk", key), new GrainState<Stored<DeskShard>>(new() { Value = shard }));

    private static CareRow Row(Practice practice, string id) => new(
        id, Town.Station, null, "counselling", 1, practice.Now, CaseState.Open, false, CareStep.Ease, RiskLevel.General, false, practice.Now,
        Mei, Mei, Lan, null, false, false, [], []);
}
