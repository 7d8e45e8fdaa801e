using Dispatch.Contracts.Boards;
using Dispatch.Web.Accounts;
using Dispatch.Web.Live;

namespace Dispatch.Web.Boards;

/// <summary>Board changes to everyone who watches the station.</summary>
internal sealed class BoardRelay(IGrainFactory grains, StaffNames names, ILogger<BoardRelay> log)
    : Relay<IBoardObserver>(grains, log), IBoardObserver
{
    private readonly BoardDeltas _deltas = new();

    protected override IGrainObserver Observer => this;

    public void BoardChanged(BoardChange change) => _deltas.Tell(names.Name(change), push => Tell(change.StationId, client => client.BoardChanged(push)));

    /// <summary>A change from the present version to itself: who has another one, or another life of the board, fetches the whole.</summary>
    protected override async Task CatchUpAsync(string key)
    {
        var view = await Grains.GetGrain<IBoardGrain>(key).GetAsync();
        BoardChanged(new BoardChange(key, view.Epoch, view.Version, view.Version, view.At, [], [], [], []));
    }

    protected override Task SubscribeAsync(string key, IBoardObserver observer) => Grains.GetGrain<IBoardGrain>(key).WatchAsync(observer);

    protected override Task UnsubscribeAsync(string key, IBoardObserver observer) => Grains.GetGrain<IBoardGrain>(key).UnwatchAsync(observer);
}
