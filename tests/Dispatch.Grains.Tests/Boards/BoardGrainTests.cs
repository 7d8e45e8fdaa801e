using System.Collections.Concurrent;
using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Boards;

public class BoardGrainTests
{
    [Fact]
    public async Task Board_AfterEverySiloDied_HasANewEpochAndConvergesToTheTruth()
    {
        await using var town = await Town.FoundAsync();
        await town.VolunteerAsync("busy");
        await town.VolunteerAsync("idle", metresAway: 2_500);
        await town.RaiseAsync("r1");
        var offer = await town.OfferAsync("busy", "r1");
        Assert.Null((await town.Volunteer("busy").AnswerAsync(new(offer.Id, Answer.Accept, null, null))).Refused);
        var before = await town.Cluster.UntilAsync(town.Board.GetAsync, IsTrue, TimeSpan.FromMilliseconds(10));

        await town.Cluster.KillEverySiloAsync();
        var after = await town.Cluster.UntilAsync(town.Board.GetAsync, view => !view.Rebuilding && IsTrue(view), TimeSpan.FromMilliseconds(10));

        Assert.NotEqual(before.Epoch, after.Epoch);
        Assert.Equal(before.Responders.Select(Shown), after.Responders.Select(Shown));
    }

    [Fact]
    public async Task Board_ShowingARequestThatEndedUnseen_LosesIt()
    {
        await using var town = await Town.FoundAsync();
        await town.RaiseAsync("r1");
        var open = (await town.Cluster.UntilAsync(town.Board.GetAsync, view => !view.Rows.IsEmpty, TimeSpan.FromMilliseconds(10))).Rows.Single();
        Assert.Null((await town.Request("r1").CancelAsync(new(Contracts.Actor.Resident, null))).Refused);
        await town.Cluster.UntilAsync(town.Board.GetAsync, view => view.Rows.IsEmpty, TimeSpan.FromMilliseconds(10));
        await town.Cluster.UntilAsync(() => OpenAsync(town), open => open == 0, TimeSpan.FromMilliseconds(50));
        await town.Cluster.KillEverySiloAsync();
        await town.Cluster.UntilAsync(town.Board.GetAsync, view => !view.Rebuilding, TimeSpan.FromMilliseconds(10));

        await town.Board.ApplyAsync(open, closed: false);
        Assert.Single((await town.Board.GetAsync()).Rows);

        await town.Cluster.UntilAsync(town.Board.GetAsync, view => view.Rows.IsEmpty, TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task Follower_OfABoard_HoldsTheTruthByChangesAlone()
    {
        await using var town = await Town.FoundAsync();
        var follower = new Follower();
        var reference = town.Cluster.Grains.CreateObjectReference<IBoardObserver>(follower);
        await town.Board.WatchAsync(reference);
        var snapshot = await town.Cluster.UntilAsync(town.Board.GetAsync, view => !view.Rebuilding, TimeSpan.FromMilliseconds(10));

        await town.VolunteerAsync("v1");
        await town.RaiseAsync("r1");
        await town.Cluster.UntilAsync(() => Task.FromResult(follower.Rows), rows => rows.ContainsKey("r1"), TimeSpan.FromMilliseconds(10));
        Assert.Null((await town.Request("r1").CancelAsync(new(Contracts.Actor.Resident, null))).Refused);
        await town.Cluster.UntilAsync(() => Task.FromResult(follower.Rows), rows => rows.IsEmpty, TimeSpan.FromMilliseconds(10));

        var changes = follower.Changes.Where(change => change.Version > snapshot.Version).OrderBy(change => change.Version).ToList();
        Assert.Equal(snapshot.Version, changes[0].FromVersion);
        Assert.Equal(changes.SkipLast(1).Select(change => change.Version), changes.Skip(1).Select(change => change.FromVersion));
        Assert.All(changes, change => Assert.Equal(snapshot.Epoch, change.Epoch));
        Assert.Contains(changes, change => change.Responders.Any(responder => responder.Id == "v1"));
        GC.KeepAlive(follower);
    }

    [Fact]
    public async Task Board_WhoseSetIsSilentAsItWakes_ShowsWhatAllOthersList()
    {
        await using var town = await Town.FoundAsync();
        var ids = Enumerable.Range(1, 12).Select(number => $"r{number}").ToList();
        await Task.WhenAll(ids.Select(town.RaiseAsync));
        var before = await town.Cluster.UntilAsync(town.Board.GetAsync, view => !view.Rebuilding && view.Rows.Length == ids.Count, TimeSpan.FromMilliseconds(10));
        var sets = await Task.WhenAll(Enumerable.Range(0, 8).Select(shard => town.Cluster.Grains.GetGrain<IOpenSetGrain>(ShardWalk.Key(Town.Station, shard)).ListAsync()));
        var silent = Enumerable.Range(0, 8).First(shard => !sets[shard].IsEmpty);
        town.Cluster.Calls.Silent = (method, target) =>
            method == nameof(IOpenSetGrain.ListAsync) && target.Type.ToString() == "open-set" && target.Key.ToString() == ShardWalk.Key(Town.Station, silent);

        // Nobody looks at it for hours, so that it sleeps; its requests do not, and tell it nothing by themselves when it wakes.
        var slept = town.Cluster.Clock.GetUtcNow();
        await town.Cluster.UntilAsync(() => town.Request("r1").HelpAsync(), _ => town.Cluster.Clock.GetUtcNow() - slept > TimeSpan.FromHours(5), TimeSpan.FromSeconds(30));
        var others = ids.Except(sets[silent]).Order(StringComparer.Ordinal).ToList();
        var view = await town.Cluster.UntilAsync(
            town.Board.GetAsync, view => others.All(id => view.Rows.Any(row => row.Id == id)), TimeSpan.FromMilliseconds(10));
        Assert.NotEqual(before.Epoch, view.Epoch);

        town.Cluster.Calls.Answer();
        await town.Cluster.UntilAsync(town.Board.GetAsync, view => !view.Rebuilding && view.Rows.Length == ids.Count, TimeSpan.FromMilliseconds(10));
    }

    private static async Task<int> OpenAsync(Town town)
    {
        var sets = Enumerable.Range(0, 8).Select(shard => town.Cluster.Grains.GetGrain<IOpenSetGrain>(ShardWalk.Key(Town.Station, shard)).ListAsync());
        return (await Task.WhenAll(sets)).Sum(open => open.Length);
    }

    private static (string, int, DateTimeOffset?, Contracts.GeoPoint?) Shown(BoardResponder responder) =>
        (responder.Id, responder.Load, responder.OnDutySince, responder.Position);

    private static bool IsTrue(BoardView view) =>
        view.Rows.Any(row => row is { Id: "r1", State: RequestState.Assigned })
        && view.Responders.Select(responder => (responder.Id, responder.Load)).SequenceEqual([("busy", 1), ("idle", 0)]);

    private sealed class Follower : IBoardObserver
    {
        public ConcurrentQueue<BoardChange> Changes { get; } = new();

        public ConcurrentDictionary<string, BoardRow> Rows { get; } = new();

        public void BoardChanged(BoardChange change)
        {
            Changes.Enqueue(change);
            foreach (var row in change.Rows)
            {
                Rows[row.Id] = row;
            }

            foreach (var gone in change.RowsGone)
            {
                Rows.TryRemove(gone, out _);
            }
        }
    }
}
