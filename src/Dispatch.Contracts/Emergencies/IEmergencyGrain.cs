using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Rosters;
using Orleans.Concurrency;

namespace Dispatch.Contracts.Emergencies;

/// <summary>One High-risk request as an emergency: who was called, who has it, who is on the way, and who is named for it at every moment.</summary>
/// <remarks>
/// Keyed by request id. It opens durably when the request tells that it is High-risk, and calls people before it answers anybody. Its clocks are
/// timers backed by a reminder: what came due while nothing ran fires once. Every command repeated is done already and changes nothing.
/// </remarks>
[Alias("dispatch.emergency")]
public interface IEmergencyGrain : IGrainWithStringKey
{
    /// <summary>The request is High-risk, and how it stands. Acknowledged by <see cref="Requests.IRequestGrain.EmergencyHeardAsync"/>.</summary>
    [OneWay, Alias("news")]
    Task NewsAsync(RequestNews news);

    /// <summary>A step of somebody who was called. A head or crisis-qualified counsellor of the station who was not may join so.</summary>
    [Alias("answer")]
    Task<Reply> AnswerAsync(AnswerPage command);

    /// <summary>Somebody who is out and cannot be reached is well, or back, by the word of the lead or the head.</summary>
    [Alias("say-for")]
    Task<Reply> SayForAsync(SayFor command);

    /// <summary>An alarm is being seen to.</summary>
    [Alias("answer-alarm")]
    Task<Reply> AnswerAlarmAsync(AnswerAlarm command);

    /// <summary>Somebody becomes the named lead.</summary>
    [Alias("lead")]
    Task<Reply> LeadAsync(TakeLead command);

    /// <summary>At a hand-over of the watch: whoever takes over is called, and leads where the giver did. Not called to it, or over: nothing.</summary>
    [Alias("pass")]
    Task<Reply> PassAsync(string from, string to);

    /// <summary>One more person is called.</summary>
    [Alias("call")]
    Task<Reply> CallAsync(CallPerson command);

    /// <summary>Ends it, with the outcome and a reason.</summary>
    [Alias("stand-down")]
    Task<Reply> StandDownAsync(StandDown command);

    /// <summary>A debrief was held.</summary>
    [Alias("debrief")]
    Task<Reply> DebriefAsync(RecordDebrief command);

    /// <summary>Makes a unit's one-time page.</summary>
    [Alias("link")]
    Task<Reply> LinkAsync(LinkUnit command);

    /// <summary>Takes a unit's page back.</summary>
    [Alias("unlink")]
    Task<Reply> UnlinkAsync(UnlinkUnit command);

    /// <summary>What a unit said by telephone.</summary>
    [Alias("note-unit")]
    Task<Reply> NoteUnitAsync(NoteUnit command);

    /// <summary>What the holder of a unit's page sees; <see cref="RefusalCode.LinkRefused"/> for any other secret.</summary>
    [AlwaysInterleave, Alias("unit")]
    Task<Reply<UnitPageView>> UnitAsync(string digest);

    /// <summary>A step of a unit, by its page.</summary>
    [Alias("answer-unit")]
    Task<Reply<UnitPageView>> AnswerUnitAsync(string digest, PageStep step);

    /// <summary>All of it, for whoever may see it. It keeps nobody waiting who has something to say.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<Reply<EmergencyView>> GetAsync(Actor by);

    /// <summary>One line of it, for a list; null when there is none.</summary>
    [ReadOnly, Alias("brief")]
    Task<EmergencyBrief?> BriefAsync();

    /// <summary>A phone's own list has this page up to this number.</summary>
    [OneWay, Alias("paged")]
    Task PagedAsync(string account, long number);

    /// <summary>The request knows the outcome, or the responder its rest.</summary>
    [OneWay, Alias("told")]
    Task ToldAsync(string what);

    /// <summary>Who is on watch now; told with every change while the emergency runs.</summary>
    [OneWay, Alias("watch")]
    Task WatchAsync(OnWatch watch);

    /// <summary>Sees to what is due and untold. An emergency that never opened leaves the roster that lists it. Idempotent.</summary>
    [OneWay, Alias("touch")]
    Task TouchAsync(string stationId);

    /// <summary>
    /// Deletes what was kept long enough. <see cref="RefusalCode.PrivacyObligation"/> while it is not over, or while the request knows of a danger that
    /// this has not heard; done when there never was one.
    /// </summary>
    [Alias("erase")]
    Task<Reply> EraseAsync(Retention what);
}

/// <summary>The pages of one person, on whatever devices. Keyed by account. It decides nothing: the emergency does.</summary>
[Alias("dispatch.pager")]
public interface IPagerGrain : IGrainWithStringKey
{
    /// <summary>A page that is new or changed; pushed to connected phones at once, then acknowledged to the emergency.</summary>
    [OneWay, Alias("page")]
    Task PageAsync(PageView page);

    /// <summary>What waits for this person.</summary>
    [ReadOnly, Alias("list")]
    Task<PageList> ListAsync();

    /// <summary>Tells a device of pages; renewed at least every 5 minutes. What waits comes at once.</summary>
    [Alias("hear")]
    Task HearAsync(IPagerObserver phone);

    /// <summary>Ends telling.</summary>
    [Alias("unhear")]
    Task UnhearAsync(IPagerObserver phone);
}

/// <summary>A device that shows somebody's pages.</summary>
[Alias("dispatch.pager-observer")]
public interface IPagerObserver : IGrainObserver
{
    /// <summary>A page is new or changed.</summary>
    [Alias("came")]
    void PageCame(string account, PageView page);
}
