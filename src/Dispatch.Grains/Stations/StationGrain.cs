using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Access;
using Dispatch.Domain.Records;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Accounts;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Stations;

[GrainType("station")]
internal sealed class StationGrain(
    [PersistentState("station")] IPersistentState<Stored<StationShards>> store, IOptions<StationOptions> options, TimeProvider clock,
    ILogger<StationGrain> log) : RecordingGrain<StationShards>(store), IStationGrain
{
    private readonly NoticeListeners _listeners = new(log);

    private StationShards Station => State ?? new(null, new ShardCounts(options.Value.OpenShards, options.Value.DutyShards));

    public async Task<Reply> ConfigureAsync(StationFacts facts)
    {
        if (StationCheck.Fault(Id, facts) is { } fault)
        {
            return fault;
        }

        await KeepAsync(Station.Configure(facts), Actor.System);
        await ListAsync();
        return Reply.Done;
    }

    public async Task<Reply> ShareAsync(ShareBoard command)
    {
        if (AccessTable.ShareBoard.Judge(command.By, Id) is { } refused)
        {
            return refused;
        }

        var decision = ShareRules.Share(Station, command);
        if (decision.Refused is { } wrong)
        {
            return wrong;
        }

        await KeepAsync(decision.Next!, command.By);
        await ListAsync();
        return Reply.Done;
    }

    public async Task NoteAsync(StationNotice notice)
    {
        await CommitAsync(StationNotices.Note(Station, notice)
            ?? throw new LimitExceededException($"{StationNotices.MostWaiting} notices of station '{Id}' wait to be seen; more do not fit."));
        _listeners.Tell($"station/{Id}");
    }

    public Task<Reply<NoticeList>> NoticesAsync(Actor by) => Task.FromResult<Reply<NoticeList>>(
        AccessTable.Notices.Judge(by, Id) is { } refused ? refused : new NoticeList(StationNotices.Waiting(Station, by)));

    public async Task<Reply> NoticeSeenAsync(Actor by, string noticeId)
    {
        if (AccessTable.Notices.Judge(by, Id) is { } refused)
        {
            return refused;
        }

        await CommitAsync(StationNotices.Seen(Station, by, noticeId, clock.GetUtcNow()));
        return Reply.Done;
    }

    public async Task ForgetNoticesAsync(DateTimeOffset cutoff)
    {
        if (StationNotices.Forget(Station, cutoff) is var left && !ReferenceEquals(left, Station))
        {
            await CommitAsync(left);
        }
    }

    public Task HearAsync(INoticeObserver observer) => _listeners.HearAsync(observer);

    public Task UnhearAsync(INoticeObserver observer) => _listeners.UnhearAsync(observer);

    public async Task<Reply> ExportedAsync(Actor by, long entries)
    {
        if (AccessTable.ReadEntries.Judge(by, Id) is { } refused)
        {
            return refused;
        }

        await CommitAsync(Station, [StationEntries.Exported(Id, by, entries, clock.GetUtcNow())]);
        return Reply.Done;
    }

    public Task<StationFacts?> GetAsync() => Task.FromResult(State?.Facts);

    public Task<ShardCounts> ShardsAsync() => Task.FromResult(Station.Counts);

    public async Task<ShardCounts> GrowAsync(SetKind set, int shards)
    {
        if (shards > SetLimits.Shards)
        {
            throw new LimitExceededException($"Station '{Id}' cannot have {shards} shards of a set; {SetLimits.Shards} are the most.");
        }

        await CommitAsync(Station.Grow(set, shards));
        return Station.Counts;
    }

    private Task KeepAsync(StationShards next, Actor by) => CommitAsync(next, StationEntries.Of(State, next, by, clock.GetUtcNow()));

    private Task ListAsync() => GrainFactory.GetGrain<IDirectoryGrain>(DirectoryGrain.Key).ListAsync(Station.Facts!);
}
