using Dispatch.Contracts.Boards;
using Dispatch.Web.Accounts;
using Dispatch.Web.Live;

namespace Dispatch.Web.Boards;

/// <summary>Board changes to everyone who watches the station.</summary>
internal sealed class BoardRelay(IGrainFactory grains, StaffNames names, ILogger<BoardRelay> log)
    : Relay<IBoardObserver>(grains, log), IBoardObserver
{
    protected override IGrainObserver Observer => this;

    public void BoardChanged(BoardChange change)
    {
        var named = names.Name(change);
        Tell(change.StationId, client => client.BoardChanged(named));
    }

    protected override Task SubscribeAsync(string key, IBoardObserver observer) => Grains.GetGrain<IBoardGrain>(key).WatchAsync(observer);

    protected override Task UnsubscribeAsync(string key, IBoardObserver observer) => Grains.GetGrain<IBoardGrain>(key).UnwatchAsync(observer);
}
