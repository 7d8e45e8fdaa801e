using Dispatch.Contracts.Boards;
using Dispatch.Domain.Boards;
using Dispatch.Web.Accounts;
using Dispatch.Web.Live;
using Dispatch.Web.Stations;

namespace Dispatch.Web.Boards;

/// <summary>Board changes to staff of other stations who look by agreement: without places and names. Who looks after the agreement ended is shut out.</summary>
internal sealed class SharedBoardRelay(IGrainFactory grains, StationList stations, ILogger<SharedBoardRelay> log)
    : Relay<IBoardObserver>(grains, log), IBoardObserver
{
    private readonly BoardDeltas _deltas = new();

    /// <summary>How many look at another station's board.</summary>
    public int Watchers => Followers().Count;

    protected override IGrainObserver Observer => this;

    public void BoardChanged(BoardChange change) => _deltas.Tell(SharedBoards.Of(change), push => Tell(change.StationId, client => client.BoardChanged(push)));

    /// <summary>Ends the looking of those whose agreement ended, and their connections: when they return they fetch the whole, are refused, and say so.</summary>
    public async Task EndUnsharedAsync()
    {
        foreach (var (key, follower) in Followers())
        {
            if ((await BoardsApi.MayWatchAsync(follower.User.Actor(), key, stations)).Refused is not null)
            {
                await LeaveAsync(key, follower);
                follower.Abort();
            }
        }
    }

    protected override async Task CatchUpAsync(string key)
    {
        var view = await Grains.GetGrain<IBoardGrain>(key).GetSharedAsync();
        BoardChanged(new BoardChange(key, view.Epoch, view.Version, view.Version, view.At, [], [], [], []));
    }

    protected override Task SubscribeAsync(string key, IBoardObserver observer) => Grains.GetGrain<IBoardGrain>(key).WatchAsync(observer);

    protected override Task UnsubscribeAsync(string key, IBoardObserver observer) => Grains.GetGrain<IBoardGrain>(key).UnwatchAsync(observer);
}
