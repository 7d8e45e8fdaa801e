using Dispatch.Contracts;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Access;
using Dispatch.Domain.Records;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Stations;

[GrainType("station")]
internal sealed class StationGrain(
    [PersistentState("station")] IPersistentState<Stored<StationShards>> store, IOptions<StationOptions> options, TimeProvider clock)
    : RecordingGrain<StationShards>(store), IStationGrain
{
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

    public Task NoteAsync(StationNotice notice) => StationNotices.Note(Station, notice) is { } next
        ? CommitAsync(next)
        : throw new LimitExceededException($"{StationNotices.MostWaiting} notices of station '{Id}' wait to be seen; more do not fit.");

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
