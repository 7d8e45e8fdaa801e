using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Dispatch.Contracts.Care;

/// <summary>
/// One case. Keyed by the id of the request that opened it. Every command carries the id that its sender gave it: told again it changes nothing, and
/// another command under the same id is refused. Whoever acts is judged here, with the own record as it is at that moment.
/// </summary>
[Alias("dispatch.case")]
public interface ICaseGrain : IGrainWithStringKey
{
    /// <summary>Keeps what the request tells; a number that is known already changes nothing.</summary>
    [Alias("hear")]
    Task HearAsync(CareNews news);

    /// <summary>The request knows the level up to this version, and so many dangers.</summary>
    [OneWay, Alias("level-heard")]
    Task LevelHeardAsync(long version, int dangers);

    /// <summary>The request has kept what is asked up to this version.</summary>
    [OneWay, Alias("demand-heard")]
    Task DemandHeardAsync(long version);

    /// <summary>The public incident of its request knows the level up to this version.</summary>
    [OneWay, Alias("incident-heard")]
    Task IncidentHeardAsync(long version);

    /// <summary>Says which populations the person belongs to.</summary>
    [Alias("name-populations")]
    Task<Reply> NamePopulationsAsync(string commandId, NamePopulations command);

    /// <summary>Says that a counsellor has a conflict of interest, or no longer.</summary>
    [Alias("name-conflict")]
    Task<Reply> NameConflictAsync(string commandId, NameConflict command);

    /// <summary>What the case asks of whoever serves it; for its team and the head.</summary>
    [Alias("demand")]
    Task<Reply<CareDemandView>> DemandAsync(CareWorker asked);

    /// <summary>Takes a case of the triage queue.</summary>
    [Alias("accept")]
    Task<Reply> AcceptAsync(string commandId, AcceptCase command);

    /// <summary>Puts one away that nobody took.</summary>
    [Alias("set-aside")]
    Task<Reply> SetAsideAsync(string commandId, SetAsideCase command);

    /// <summary>Anyone at all sees danger: chat, screening, or a person of the station.</summary>
    [Alias("raise")]
    Task<Reply> RaiseAsync(string commandId, Requests.RaiseLevel command);

    /// <summary>An answer of a screening touched the rule of immediate danger.</summary>
    [Alias("raise-by-screening")]
    Task<Reply> RaiseByScreeningAsync(string instrument, Actor by);

    /// <summary>A licensed counsellor's word on the level. <c>met</c>: the person was seen or heard for it.</summary>
    [Alias("confirm")]
    Task<Reply> ConfirmAsync(string commandId, ConfirmLevel command, bool met);

    /// <summary>A contact; <c>words</c>: a sealed note of at most 8,000 characters that tells more.</summary>
    [Alias("contact")]
    Task<Reply> ContactAsync(string commandId, RecordContact command, string? words);

    /// <summary>A sealed note.</summary>
    [Alias("note")]
    Task<Reply> NoteAsync(string commandId, CareWorker worker, NoteKind kind, string words);

    /// <summary>A goal.</summary>
    [Alias("set-goal")]
    Task<Reply> SetGoalAsync(string commandId, SetGoal command);

    /// <summary>Its end.</summary>
    [Alias("end-goal")]
    Task<Reply> EndGoalAsync(string commandId, EndGoal command);

    /// <summary>A referral to a unit of the station's directory.</summary>
    [Alias("refer")]
    Task<Reply> ReferAsync(string commandId, ReferCase command);

    /// <summary>The unit's answer, as taken down by the care team.</summary>
    [Alias("answer-referral")]
    Task<Reply> AnswerReferralAsync(string commandId, CareWorker worker, AnswerReferral command);

    /// <summary>Takes a referral back.</summary>
    [Alias("withdraw-referral")]
    Task<Reply> WithdrawReferralAsync(string commandId, WithdrawReferral command);

    /// <summary>Keeps the case here.</summary>
    [Alias("keep")]
    Task<Reply> KeepAsync(string commandId, KeepCase command);

    /// <summary>Links a file beside it.</summary>
    [Alias("link")]
    Task<Reply> LinkAsync(string commandId, LinkFile command);

    /// <summary>A question to the supervisor, in a note.</summary>
    [Alias("ask")]
    Task<Reply> AskAsync(string commandId, CareWorker worker, string words);

    /// <summary>The advice, in a note.</summary>
    [Alias("advise")]
    Task<Reply> AdviseAsync(string commandId, CareWorker worker, int number, string words);

    /// <summary>Another step.</summary>
    [Alias("advance")]
    Task<Reply> AdvanceAsync(string commandId, AdvanceCase command);

    /// <summary>Another counsellor's reassessment, in a note.</summary>
    [Alias("reassess")]
    Task<Reply> ReassessAsync(string commandId, CareWorker worker, bool stable, string words);

    /// <summary>Another owner and deputy, by account.</summary>
    [Alias("hand-over")]
    Task<Reply> HandOverAsync(string commandId, CareWorker worker, string to, string deputy, string reason);

    /// <summary>The handler's word that the work is done.</summary>
    [Alias("handle")]
    Task<Reply> HandleAsync(string commandId, HandleCase command);

    /// <summary>Closing.</summary>
    [Alias("close")]
    Task<Reply> CloseAsync(string commandId, CloseCase command);

    /// <summary>Opening again.</summary>
    [Alias("reopen")]
    Task<Reply> ReopenAsync(string commandId, ReopenCase command);

    /// <summary>What came of a try for a follow-up; <c>words</c>: a sealed note.</summary>
    [Alias("try")]
    Task<Reply> TryAsync(string commandId, RecordTry command, string? words);

    /// <summary>The answer of somebody to whom a follow-up was sent out as a task. For the task alone, which knows who has it.</summary>
    [Alias("task")]
    Task<Reply> TaskAsync(string commandId, RecordTry command);

    /// <summary>The supervisor's word on a follow-up at the end of its ladder.</summary>
    [Alias("settle")]
    Task<Reply> SettleAsync(string commandId, SettleFollowUp command);

    /// <summary>The case, for its team and the head of its station.</summary>
    [Alias("get")]
    Task<Reply<CaseView>> GetAsync(CareWorker worker);

    /// <summary>The words of a note: for owner, deputy and supervisor, and for whoever broke the glass.</summary>
    [Alias("read-note")]
    Task<Reply<NoteView>> ReadNoteAsync(CareWorker worker, int number);

    /// <summary>Breaks the glass.</summary>
    [Alias("open-notes")]
    Task<Reply> OpenNotesAsync(string commandId, OpenNotes command);

    /// <summary>Its row; null: no request ever asked for it.</summary>
    [ReadOnly, Alias("row")]
    Task<CareRow?> RowAsync();

    /// <summary>Whether there is a file whose words were not deleted.</summary>
    [ReadOnly, Alias("is-kept")]
    Task<bool> IsKeptAsync();

    /// <summary>Deletes the words of a case that ended by the cutoff.</summary>
    [Alias("purge")]
    Task<CasePurge> PurgeAsync(DateTimeOffset cutoff);

    /// <summary>Looks at once whether owner and deputy are still there. Without this word it looks within the hour.</summary>
    [OneWay, Alias("people-changed")]
    Task PeopleChangedAsync();

    /// <summary>Sends its row to the desk once more.</summary>
    [OneWay, Alias("show")]
    Task ShowAsync();
}

/// <summary>What a purge found.</summary>
[GenerateSerializer, Alias("care.purge")]
public enum CasePurge
{
    /// <summary>There is no case, or its words went before.</summary>
    Nothing = 0,

    /// <summary>It is worked on, or ended too short a while ago: what it hangs on is kept too.</summary>
    Needed = 1,

    /// <summary>Its words were deleted.</summary>
    Gone = 2,
}

/// <summary>The words of one sealed note. Keyed <c>{case}/{content id}</c>; the case alone calls it, and says who may read.</summary>
[Alias("dispatch.case-note")]
public interface ICaseNoteGrain : IGrainWithStringKey
{
    /// <summary>Keeps the words; durable before the case refers to them. Until it does, told again they replace what is there.</summary>
    [Alias("put")]
    Task PutAsync(string words);

    /// <summary>Deletes them.</summary>
    [Alias("forget")]
    Task ForgetAsync();

    /// <summary>The words; null: there are none.</summary>
    [ReadOnly, Alias("get")]
    Task<string?> GetAsync();
}

/// <summary>One shard of a station's desk. Keyed <c>{station}/{shard}</c>: an index of rows that cases send. It decides nothing.</summary>
[Alias("dispatch.care-desk")]
public interface ICareDeskGrain : IGrainWithStringKey
{
    /// <summary>Lists a case before its first commit.</summary>
    [Alias("enter")]
    Task EnterAsync(string caseId);

    /// <summary>Keeps a newer row.</summary>
    [Alias("put")]
    Task PutAsync(CareRow row);

    /// <summary>The rows of the station's own cases.</summary>
    [ReadOnly, Alias("list")]
    Task<ImmutableArray<CareRow>> ListAsync();

    /// <summary>The same, and the rows of other stations' cases that this account owns or stands in for.</summary>
    [ReadOnly, Alias("seen-by")]
    Task<ImmutableArray<CareRow>> SeenByAsync(string account);
}
