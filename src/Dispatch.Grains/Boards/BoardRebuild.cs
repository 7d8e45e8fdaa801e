using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Boards;
using Dispatch.Domain.Stations;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Boards;

/// <summary>Fills a board that has just woken: awaits station and sets only; requests and responders are asked one-way to report.</summary>
/// <remarks>Runs beside the board's calls, so that a set that does not answer never hides what has been reported already.</remarks>
internal sealed partial class BoardRebuild
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SlowPace = TimeSpan.FromSeconds(5);

    /// <summary>How long one set is waited for; others are read meanwhile.</summary>
    private static readonly TimeSpan SetPatience = TimeSpan.FromSeconds(2);

    /// <summary>Requests that one sweep asks to tell their end again.</summary>
    private const int SweptAtOnce = 256;

    private int _swept;

    private readonly string _station;
    private readonly IGrainFactory _grains;
    private readonly BoardFold _fold;
    private readonly BoardOptions _options;
    private readonly TimeProvider _clock;
    private readonly Action _changed;
    private readonly ILogger _log;
    private readonly DateTimeOffset _begun;
    private readonly Grain _board;
    private readonly IGrainTimer _timer;
    private readonly Queue<(string Id, ResponderKind Kind)> _retell = new();
    private readonly HashSet<string> _unheard = new(StringComparer.Ordinal);
    private bool _haveCards;

    public BoardRebuild(
        Grain board, IGrainFactory grains, BoardFold fold, BoardOptions options, TimeProvider clock, Action changed, ILogger log)
    {
        (_board, _station) = (board, board.GetPrimaryKeyString());
        (_grains, _fold, _options, _clock, _changed, _log) = (grains, fold, options, clock, changed, log);
        _begun = clock.GetUtcNow();
        _timer = board.RegisterGrainTimer(GoOnAsync, new GrainTimerCreationOptions(TimeSpan.Zero, Pace) { Interleave = true, KeepAlive = true });
    }

    /// <summary>Something listed may still be missing from the board.</summary>
    public bool IsRunning { get; private set; } = true;

    /// <summary>The responder has told its newest card by itself.</summary>
    public void Heard(string responderId) => _unheard.Remove(responderId);

    private async Task GoOnAsync()
    {
        var missing = int.MaxValue;
        try
        {
            var counts = await _grains.GetGrain<IStationGrain>(_station).ShardsAsync();
            missing = await AskForRowsAsync(counts.Open);
            await ReadCardsAsync(counts.Duty);
            AskForCards();
        }
        catch (Exception fault)
        {
            LogUnread(_log, _station, fault);
        }

        var isOverdue = _clock.GetUtcNow() - _begun >= TimeSpan.FromSeconds(_options.RebuildSeconds);
        var isComplete = missing == 0 && _haveCards;
        if (IsRunning && (isComplete || isOverdue))
        {
            IsRunning = false;
            _fold.Turn();
            _changed();
        }

        if (isComplete && _retell.Count == 0)
        {
            _timer.Dispose();
            _board.RegisterGrainTimer(SweepAsync, new GrainTimerCreationOptions(SlowPace, SlowPace) { Interleave = true });
        }
        else if (isOverdue)
        {
            _timer.Change(SlowPace, SlowPace);
        }
    }

    /// <summary>Asks every request that is shown and in no open set to tell its end again.</summary>
    /// <remarks>While silos come and go, an end may be told to the activation that held this board before: nothing else would ever take the row away.</remarks>
    private async Task SweepAsync()
    {
        try
        {
            var shown = _fold.Requests;
            var counts = await _grains.GetGrain<IStationGrain>(_station).ShardsAsync();
            var listed = new HashSet<string>(StringComparer.Ordinal);
            for (var shard = 0; shard < counts.Open; shard++)
            {
                listed.UnionWith(await _grains.GetGrain<IOpenSetGrain>(ShardWalk.Key(_station, shard)).ListAsync());
            }

            // Some at a time and others each time: were there thousands, their answers would hold up everything else that the board is told.
            var unlisted = shown.Where(request => !listed.Contains(request)).ToList();
            var first = _swept = unlisted.Count > SweptAtOnce ? (_swept + SweptAtOnce) % unlisted.Count : 0;
            foreach (var request in unlisted.Skip(first).Concat(unlisted.Take(first)).Take(SweptAtOnce))
            {
                _ = _grains.GetGrain<IRequestGrain>(request).RetellAsync();
            }
        }
        catch (Exception fault)
        {
            LogUnread(_log, _station, fault);
        }
    }

    private async Task ReadCardsAsync(int shards)
    {
        if (_haveCards)
        {
            return;
        }

        var cards = new List<ResponderCard>();
        for (var shard = 0; shard < shards; shard++)
        {
            cards.AddRange(await _grains.GetGrain<IDutySetGrain>(ShardWalk.Key(_station, shard)).ListAsync());
        }

        foreach (var card in cards.Where(_fold.HasRoomFor))
        {
            _fold.Apply(card);
            _retell.Enqueue((card.Profile.Id, card.Profile.Kind));
            _unheard.Add(card.Profile.Id);
        }

        _haveCards = true;
        _changed();
    }

    /// <summary>Asks the requests of every shard that lists one unheard of to send their rows; answers how many are unheard of, a shard that is silent as one.</summary>
    private async Task<int> AskForRowsAsync(int shards) => (await Task.WhenAll(Enumerable.Range(0, shards).Select(AskShardAsync))).Sum();

    private async Task<int> AskShardAsync(int shard)
    {
        try
        {
            var set = _grains.GetGrain<IOpenSetGrain>(ShardWalk.Key(_station, shard));
            var unheard = (await set.ListAsync().WaitAsync(SetPatience, _clock)).Count(request => !_fold.HasReported(request));
            if (unheard > 0)
            {
                _ = set.RedriveAllAsync();
            }

            return unheard;
        }
        catch (Exception fault)
        {
            // It keeps nobody of another shard from being shown.
            LogUnread(_log, _station, fault);
            return 1;
        }
    }

    // The duty sets hold no loads, so responders send their cards again, some at a time. Whoever was not heard of is asked again: a lost
    // message must not leave a wrong load on the board until that person's next change.
    private void AskForCards()
    {
        for (var left = Math.Min(_options.RetellAtOnce, _retell.Count); left > 0; left--)
        {
            var responder = _retell.Dequeue();
            if (!_unheard.Contains(responder.Id))
            {
                continue;
            }

            _retell.Enqueue(responder);
            IResponderGrain grain = responder.Kind == ResponderKind.Volunteer
                ? _grains.GetGrain<IVolunteerGrain>(responder.Id)
                : _grains.GetGrain<ICounsellorGrain>(responder.Id);
            _ = grain.RetellAsync();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Board {StationId} could not read its sets; it tries again.")]
    private static partial void LogUnread(ILogger log, string stationId, Exception fault);
}
