using System.Collections.Immutable;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Matching;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Matching;

[GrainType("zone")]
internal sealed class ZoneGrain : Grain, IZoneGrain
{
    private readonly SortedDictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);
    private readonly ZoneOptions _options;
    private readonly TimeProvider _clock;
    private readonly string _key;
    private readonly ZoneIndex _index;
    private readonly TentativeLoads _loads;
    private readonly Queue<Proposal> _proposals = new();
    private IGrainTimer? _batch;
    private IGrainTimer? _pace;
    private int _portion;
    private bool _rebuilt;

    public ZoneGrain(IOptions<ZoneOptions> options, TimeProvider clock)
    {
        (_options, _clock, _key) = (options.Value, clock, this.GetPrimaryKeyString());
        _index = new ZoneIndex(_key);
        _loads = new TentativeLoads(_index, TimeSpan.FromSeconds(_options.TentativeSeconds));
    }

    // Placing waits for no rebuild: the newest card wins, whichever comes first.
    public Task PlaceAsync(ResponderCard card)
    {
        _loads.Place(card);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string responderId, long version)
    {
        _loads.Remove(responderId, version);
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<Ranked>> RankAsync(MatchQuery query, int count)
    {
        var now = await ReadyAsync();
        var ranked = _index.Rank(query, count, now);
        if (count <= _options.TentativeCount && !query.Patient)
        {
            Mark(ranked, now);
        }

        return ranked;
    }

    public async Task<ImmutableArray<CandidateView>> ExplainAsync(MatchQuery query, int count)
    {
        var now = await ReadyAsync();
        return _index.Explain(query, count, now);
    }

    public async Task<CandidateView?> ExplainOneAsync(MatchQuery query, string responderId)
    {
        var now = await ReadyAsync();
        return _index.ExplainOne(query, responderId, now);
    }

    public Task EnqueueAsync(MatchQuery query, int count)
    {
        if (_waiting.ContainsKey(query.RequestId))
        {
            _waiting[query.RequestId] = new Waiting(query, count);
            return Task.CompletedTask;
        }

        if (_waiting.Count >= _options.Waiting)
        {
            throw new LimitExceededException($"Zone '{_key}' has {_waiting.Count} requests waiting; {_options.Waiting} are the most.");
        }

        _waiting.Add(query.RequestId, new Waiting(query, count));
        if (_waiting.Count == 1)
        {
            ProposeIn(TimeSpan.FromMilliseconds(_options.BatchMilliseconds));
        }

        return Task.CompletedTask;
    }

    private async Task ProposeAsync()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        if (!_rebuilt)
        {
            // Should the rebuild fail, the batch goes on waiting; its requests stop waiting for it after 2 s by themselves.
            ProposeIn(TimeSpan.FromSeconds(1));
        }

        var now = await ReadyAsync();
        var batch = _waiting.Values.ToList();
        _waiting.Clear();
        var solved = BatchMatching.Solve([.. batch.Select(each => (each.Query, each.Count))], _index, now);
        for (var place = 0; place < batch.Count; place++)
        {
            var query = batch[place].Query;
            Mark(solved[place], now);
            _proposals.Enqueue(new Proposal(query.RequestId, solved[place]));
        }

        var portions = Math.Max(1, _options.BatchMilliseconds / (2 * _options.PaceMilliseconds));
        _portion = (_proposals.Count + portions - 1) / portions;
        Propose();
    }

    /// <summary>
    /// Hands out a portion of the proposals and comes back for the next: the commits, messages and answers of a whole batch
    /// at one moment would make everybody else wait behind them.
    /// </summary>
    private void Propose()
    {
        for (var left = _portion; left > 0 && _proposals.TryDequeue(out var proposal); left--)
        {
            _ = GrainFactory.GetGrain<IRequestGrain>(proposal.RequestId).ProposeAsync(proposal);
        }

        if (_proposals.Count > 0)
        {
            _pace ??= this.RegisterGrainTimer(
                ProposeNextAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
            _pace.Change(TimeSpan.FromMilliseconds(_options.PaceMilliseconds), Timeout.InfiniteTimeSpan);
        }
    }

    private Task ProposeNextAsync()
    {
        Propose();
        return Task.CompletedTask;
    }

    private void ProposeIn(TimeSpan due)
    {
        _batch ??= this.RegisterGrainTimer(
            ProposeAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        _batch.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void Mark(ImmutableArray<Ranked> proposed, DateTimeOffset now)
    {
        foreach (var candidate in proposed)
        {
            _loads.Mark(candidate.ResponderId, now);
        }
    }

    /// <summary>Reads the duty sets if this activation has not yet, so that the first answer is complete.</summary>
    private async Task<DateTimeOffset> ReadyAsync()
    {
        if (!_rebuilt)
        {
            foreach (var card in await ZoneRebuild.ReadAsync(GrainFactory, _key))
            {
                _loads.Place(card);
            }

            _rebuilt = true;
        }

        var now = _clock.GetUtcNow();
        _loads.Sweep(now);
        return now;
    }

    private sealed record Waiting(MatchQuery Query, int Count);
}
