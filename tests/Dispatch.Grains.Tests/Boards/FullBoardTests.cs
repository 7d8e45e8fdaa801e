using System.Collections.Concurrent;
using Dispatch.Contracts;
using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Boards;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Boards;

/// <summary>A board that shows as many requests as it may says so, and costs nobody more for it.</summary>
public class FullBoardTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Board_ThatIsFull_AnswersNoAndShowsTheRequestOnceThereIsRoom()
    {
        await using var town = await Town.FoundAsync();
        var rows = await FillAsync(town, BoardLimits.Rows);
        var told = Told(town);
        Assert.False(await town.Board.ApplyAsync(rows[0] with { Id = "one-more" }, closed: false));
        Assert.True(await town.Board.ApplyAsync(rows[0], closed: false));
        told.Clear();

        await town.RaiseAsync("r1");
        await town.Cluster.UntilAsync(() => town.Request("r1").HelpAsync(), _ => !told.IsEmpty, TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain((await town.Board.GetAsync()).Rows, row => row.Id == "r1");

        Assert.True(await town.Board.ApplyAsync(rows[0] with { Version = 2 }, closed: true));
        var left = town.Cluster.Clock.GetUtcNow();
        await town.Cluster.UntilAsync(() => town.Board.SimilarAsync("escort", Town.Centre, null, left), similar => similar.Contains("r1"), TimeSpan.FromSeconds(1));
        Assert.InRange(town.Cluster.Clock.GetUtcNow() - left, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Request_ThatAFullBoardDoesNotShow_AsksItOnceAMinuteAndNotAtEveryLookOfItsSet()
    {
        await using var town = await Town.FoundAsync();
        await FillAsync(town, BoardLimits.Rows);
        await town.RaiseAsync("r1");
        await town.Cluster.UntilAsync(() => town.Request("r1").HelpAsync(), help => help!.State == RequestState.Unfilled, Pace);
        var (told, looks, from) = (Told(town), Looks(town, "r1"), town.Cluster.Clock.GetUtcNow());

        var until = from + TimeSpan.FromMinutes(10);
        await town.Cluster.UntilAsync(() => town.Request("r1").HelpAsync(), _ => town.Cluster.Clock.GetUtcNow() >= until, TimeSpan.FromMilliseconds(100));

        Assert.InRange(told.Count, 5, 12);
        Assert.InRange(looks.Count, 5, 12);
    }

    [Fact]
    public async Task Sweep_OfManyRowsThatNoSetLists_AsksNoMoreThanItsBoundAndInTheEndAll()
    {
        await using var town = await Town.FoundAsync();
        await town.Cluster.UntilAsync(town.Board.GetAsync, view => !view.Rebuilding, TimeSpan.FromMilliseconds(10));
        var (asked, sweeps) = (new ConcurrentQueue<string>(), 0);
        town.Cluster.Calls.Came = (method, target) =>
        {
            if (method == nameof(IRequestGrain.RetellAsync) && target.Type.ToString() == "request")
            {
                asked.Enqueue(target.Key.ToString()!);
            }
            else if (method == nameof(IOpenSetGrain.ListAsync) && target.Key.ToString() == ShardWalk.Key(Town.Station, 0))
            {
                Interlocked.Increment(ref sweeps);
            }
        };
        await FillAsync(town, 600);

        await town.Cluster.UntilAsync(() => town.Board.SimilarAsync("none", null, null, default), _ => asked.Distinct().Count() == 600, Pace);
        Assert.InRange(asked.Count, 600, 256 * sweeps);
    }

    /// <summary>Every word to the board from now on.</summary>
    private static ConcurrentQueue<DateTimeOffset> Told(Town town) =>
        Count(town, (method, target) => method == nameof(IBoardGrain.ApplyAsync) && target.Type.ToString() == "board");

    /// <summary>Every look of an open set at the request from now on.</summary>
    private static ConcurrentQueue<DateTimeOffset> Looks(Town town, string id) =>
        Count(town, (method, target) => method == nameof(IRequestGrain.RedriveAsync) && target.Key.ToString() == id);

    private static ConcurrentQueue<DateTimeOffset> Count(Town town, Func<string, GrainId, bool> isCounted)
    {
        var (came, before) = (new ConcurrentQueue<DateTimeOffset>(), town.Cluster.Calls.Came);
        town.Cluster.Calls.Came = (method, target) =>
        {
            before?.Invoke(method, target);
            if (isCounted(method, target))
            {
                came.Enqueue(town.Cluster.Clock.GetUtcNow());
            }
        };
        return came;
    }

    /// <summary>Rows of requests that were never raised.</summary>
    private static async Task<List<BoardRow>> FillAsync(Town town, int count)
    {
        var one = new BoardRow(
            "", 1, RequestState.Matching, Town.Station, false, "escort", RiskLevel.General, false, Lane.Ordinary, null, "dz", false, Channel.Web,
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 60, 1, "coordinator.zhuoda", null, 1, 0, 0, null, []);
        var rows = Enumerable.Range(0, count).Select(number => one with { Id = $"x{number}" }).ToList();
        foreach (var some in rows.Chunk(500))
        {
            Assert.All(await Task.WhenAll(some.Select(row => town.Board.ApplyAsync(row, closed: false))), Assert.True);
        }

        return rows;
    }
}
