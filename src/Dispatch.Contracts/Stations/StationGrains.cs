using System.Collections.Immutable;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Responders;
using Orleans.Concurrency;

namespace Dispatch.Contracts.Stations;

/// <summary>One station: facts, policies, and how many shards its sets have. Keyed by station id. It calls no request and no responder.</summary>
[Alias("dispatch.station")]
public interface IStationGrain : IGrainWithStringKey
{
    /// <summary>Enters or changes the station and lists it in the directory.</summary>
    [Alias("configure")]
    Task<Reply> ConfigureAsync(StationFacts facts);

    /// <summary>The station; null when never configured.</summary>
    [ReadOnly, Alias("get")]
    Task<StationFacts?> GetAsync();

    /// <summary>How many shards the open set and the duty set have, durable before use.</summary>
    [ReadOnly, Alias("shards")]
    Task<ShardCounts> ShardsAsync();

    /// <summary>Makes sure at least this many shards of a set exist; answers the counts.</summary>
    [Alias("grow")]
    Task<ShardCounts> GrowAsync(SetKind set, int shards);

    /// <summary>Makes or ends an agreement by which another station's staff may look at this one's board. For the administrator.</summary>
    [Alias("share")]
    Task<Reply> ShareAsync(ShareBoard command);

    /// <summary>Keeps a notice until it is seen. Known by its id already: nothing. At most 1,000 wait unseen: openings beyond are refused, of alarms the oldest goes.</summary>
    [Alias("note")]
    Task NoteAsync(StationNotice notice);

    /// <summary>Notices that wait for this actor: its station's for a head, heads' own for the administrator.</summary>
    [ReadOnly, Alias("notices")]
    Task<Reply<NoticeList>> NoticesAsync(Actor by);

    /// <summary>Enters into the record that so many entries of the station's were taken along as a file; durable before it is answered.</summary>
    [Alias("exported")]
    Task<Reply> ExportedAsync(Actor by, long entries);

    /// <summary>The supervisor has seen a notice. Repeated, or unknown: nothing.</summary>
    [Alias("notice-seen")]
    Task<Reply> NoticeSeenAsync(Actor by, string noticeId);

    /// <summary>Drops notices of openings up to the cutoff, seen or not.</summary>
    [Alias("forget-notices")]
    Task ForgetNoticesAsync(DateTimeOffset cutoff);

    /// <summary>Tells the observer of new notices, for six minutes unless asked again.</summary>
    [Alias("hear")]
    Task HearAsync(INoticeObserver observer);

    /// <summary>Tells the observer no longer.</summary>
    [Alias("unhear")]
    Task UnhearAsync(INoticeObserver observer);
}

/// <summary>Which set of a station.</summary>
[GenerateSerializer, Alias("dispatch.set-kind")]
public enum SetKind
{
    /// <summary>Open requests.</summary>
    Open = 0,

    /// <summary>Responders who can be asked.</summary>
    Duty = 1,
}

/// <summary>Number of shards of each set, at least 1.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.shard-counts")]
public sealed record ShardCounts(int Open, int Duty);

/// <summary>All stations that take requests. One grain, keyed <c>stations</c>; small, read mostly, cached by its readers.</summary>
[Alias("dispatch.directory")]
public interface IDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Lists a station, or replaces its entry.</summary>
    [Alias("list")]
    Task ListAsync(StationFacts facts);

    /// <summary>Every station, by id.</summary>
    [ReadOnly, Alias("get")]
    Task<ImmutableArray<StationFacts>> GetAsync();
}

/// <summary>Which requests of a station are open: the durable source from which boards rebuild and requests are re-driven.</summary>
/// <remarks>Keyed <c>{stationId}/{shard}</c>; at most 64 entries, so that a change stays cheap.</remarks>
[Alias("dispatch.open-set")]
public interface IOpenSetGrain : IGrainWithStringKey
{
    /// <summary>Enters a request before its first commit, and says whether an incident pauses ordinary requests. Not entered: the shard is full, take the next.</summary>
    [Alias("add")]
    Task<SetEntry> AddAsync(string requestId);

    /// <summary>
    /// An incident of the station pauses ordinary requests, or ended; durable before it is answered. Every request of the set hears it with its next
    /// drive, which follows at once. An older turn than the one known changes nothing.
    /// </summary>
    [Alias("pause")]
    Task PauseAsync(PauseWord word);

    /// <summary>Removes a request after its end. Idempotent.</summary>
    [Alias("remove")]
    Task RemoveAsync(string requestId);

    /// <summary>Leaves a request alone until then; held in memory, so that a crash only wakes it early.</summary>
    [Alias("snooze")]
    Task SnoozeAsync(string requestId, DateTimeOffset until);

    /// <summary>Wakes the shard; it re-drives its requests at least every 5 s while they need it.</summary>
    [OneWay, Alias("touch")]
    Task TouchAsync();

    /// <summary>Asks every request of the shard, also snoozed ones, to send its view again.</summary>
    [OneWay, Alias("redrive-all")]
    Task RedriveAllAsync();

    /// <summary>The entries, in the order of their entering.</summary>
    [ReadOnly, Alias("list")]
    Task<ImmutableArray<string>> ListAsync();
}

/// <summary>What a set says to a request that enters.</summary>
/// <param name="Pause">What it knows of a pause; null: it was never told anything.</param>
[GenerateSerializer, Immutable, Alias("dispatch.set-entry")]
public sealed record SetEntry(bool Entered, PauseWord? Pause);

/// <summary>Who of a station can be asked, on duty by hand or by calendar: the durable source from which zones and boards rebuild.</summary>
/// <remarks>Keyed <c>{stationId}/{shard}</c>; at most 64 entries.</remarks>
[Alias("dispatch.duty-set")]
public interface IDutySetGrain : IGrainWithStringKey
{
    /// <summary>Enters or replaces a card. False: the shard is full, take the next.</summary>
    [Alias("put")]
    Task<bool> PutAsync(ResponderCard card);

    /// <summary>Removes a responder. Idempotent.</summary>
    [Alias("remove")]
    Task RemoveAsync(string responderId);

    /// <summary>The cards as last put.</summary>
    [ReadOnly, Alias("list")]
    Task<ImmutableArray<ResponderCard>> ListAsync();
}
