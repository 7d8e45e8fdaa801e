using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Boards;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Utilities;

namespace Dispatch.Grains.Boards;

[GrainType("board")]
internal sealed partial class BoardGrain(IOptions<BoardOptions> options, TimeProvider clock, ILogger<BoardGrain> log) : Grain, IBoardGrain
{
    // A watcher renews at least every 5 minutes; one more for a renewal that is late.
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(6);

    private readonly ObserverManager<IBoardObserver> _watchers = new(Expiry, log);
    private BoardFold _fold = null!;
    private BoardRebuild _rebuild = null!;
    private IGrainTimer _gather = null!;
    private string _epoch = "";
    private bool _gathering;
    private bool _saidFull;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var id = this.GetPrimaryKeyString();
        _epoch = string.Create(CultureInfo.InvariantCulture, $"{id}@{clock.GetUtcNow().UtcTicks:x}");
        _fold = new BoardFold(id);
        _gather = this.RegisterGrainTimer(
            TellAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
        _rebuild = new BoardRebuild(this, GrainFactory, _fold, options.Value, clock, Gather, log);
        return Task.CompletedTask;
    }

    public Task<bool> ApplyAsync(BoardRow row, bool closed)
    {
        if (!closed && !_fold.HasRoomFor(row.Id))
        {
            SayFull();
            return Task.FromResult(false);
        }

        if (_fold.Apply(row, closed))
        {
            Gather();
        }

        return Task.FromResult(true);
    }

    public Task ApplyResponderAsync(ResponderCard card)
    {
        _rebuild.Heard(card.Profile.Id);
        if (!_fold.HasRoomFor(card))
        {
            SayFull();
        }
        else if (_fold.Apply(card))
        {
            Gather();
        }

        return Task.CompletedTask;
    }

    public Task<BoardView> GetAsync()
    {
        // Those who follow are told first, so that whoever reads this snapshot begins where the next change begins.
        Tell();
        return Task.FromResult(_fold.View(_epoch, clock.GetUtcNow(), _rebuild.IsRunning));
    }

    public async Task<BoardView> GetSharedAsync() => SharedBoards.Of(await GetAsync());

    public Task<ImmutableArray<string>> SimilarAsync(string service, GeoPoint? position, string? area, DateTimeOffset submittedAt) =>
        Task.FromResult(_fold.Similar(service, position, area, submittedAt));

    public Task WatchAsync(IBoardObserver observer)
    {
        _watchers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task UnwatchAsync(IBoardObserver observer)
    {
        _watchers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    /// <summary>Once in the life of this activation: thousands that do not fit say nothing more than one does.</summary>
    private void SayFull()
    {
        if (!_saidFull)
        {
            _saidFull = true;
            LogFull(log, this.GetPrimaryKeyString(), BoardLimits.Rows, BoardLimits.Responders);
        }
    }

    /// <summary>Tells of changes after a moment, together with those that come meanwhile.</summary>
    private void Gather()
    {
        if (!_gathering)
        {
            _gathering = true;
            _gather.Change(TimeSpan.FromMilliseconds(options.Value.GatherMilliseconds), Timeout.InfiniteTimeSpan);
        }
    }

    private Task TellAsync()
    {
        Tell();
        return Task.CompletedTask;
    }

    private void Tell()
    {
        _gathering = false;
        if (_fold.Take(_epoch, clock.GetUtcNow()) is { } change)
        {
            _watchers.Notify(watcher => watcher.BoardChanged(change));
        }
    }

    [LoggerMessage(LogLevel.Warning, "Board {StationId} is full; it shows {Requests} requests and {Responders} responders at most. The station is in need of a second one.")]
    private static partial void LogFull(ILogger log, string stationId, int requests, int responders);
}
