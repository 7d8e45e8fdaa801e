using Dispatch.Contracts.Care;

namespace Dispatch.Contracts.FollowUpTasks;

/// <summary>
/// One follow-up clock of a case as a task of the dispatch. Keyed by what the case and the number of the clock come to, which is the beginning of the ids of
/// its requests as well: no id of a task leads back to its case. The clock runs on while a task is out; the answer alone moves it, once.
/// </summary>
[Alias("dispatch.follow-up-task")]
public interface IFollowUpTaskGrain : IGrainWithStringKey
{
    /// <summary>Sends the clock out. One that is out already stays as it is.</summary>
    [Alias("dispatch")]
    Task<Reply> DispatchAsync(string commandId, DispatchFollowUp command);

    /// <summary>Calls it back: the clock is the team's own again.</summary>
    [Alias("recall")]
    Task<Reply> RecallAsync(CareWorker worker, string caseId);

    /// <summary>Whoever has the task says whether the person was reached. Told again it changes nothing; another answer is refused.</summary>
    [Alias("answer")]
    Task<Reply> AnswerAsync(AnswerFollowUp command);

    /// <summary>How it stands; null: never sent out.</summary>
    [Alias("get")]
    Task<FollowUpTaskView?> GetAsync();

    /// <summary>Sees to what is due: sends, looks, tells the case, calls off. Idempotent.</summary>
    [Alias("look")]
    Task LookAsync();
}

/// <summary>Sends a follow-up out as a task.</summary>
/// <param name="Worker">Who sends it: owner, deputy, supervisor, or head of the station.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Number">The clock's number within it.</param>
/// <param name="Way"><c>Call</c> or <c>Visit</c>. A volunteer gets the call of a General clock on its first rung, and nothing else.</param>
[GenerateSerializer, Immutable, Alias("dispatch.dispatch-follow-up")]
public sealed record DispatchFollowUp(CareWorker Worker, string CaseId, int Number, ContactWay Way);

/// <summary>The word of whoever made the contact.</summary>
/// <param name="By">The responder.</param>
/// <param name="RequestId">The request by which the task reached them.</param>
/// <param name="Result">Reached, missed, or declined.</param>
[GenerateSerializer, Immutable, Alias("dispatch.answer-follow-up")]
public sealed record AnswerFollowUp(Actor By, string RequestId, ContactResult Result);

/// <summary>Where a follow-up as a task stands.</summary>
[GenerateSerializer, Alias("dispatch.follow-up-task-state")]
public enum FollowUpTaskState
{
    /// <summary>Somebody is looked for, or has it.</summary>
    Out = 0,

    /// <summary>The answer is there and on its way to the case.</summary>
    Answered = 1,

    /// <summary>The case has the answer.</summary>
    Done = 2,

    /// <summary>It came back without an answer: the clock is the team's own.</summary>
    Back = 3,
}

/// <summary>Why a task came back.</summary>
[GenerateSerializer, Alias("dispatch.follow-up-task-end")]
public enum FollowUpTaskEnd
{
    /// <summary>Nobody was found.</summary>
    Unfilled = 0,

    /// <summary>The request was called off or referred.</summary>
    Cancelled = 1,

    /// <summary>It was reported done without a word on whether the person was reached.</summary>
    Unanswered = 2,

    /// <summary>The clock was done, re-planned or climbed meanwhile.</summary>
    Overtaken = 3,

    /// <summary>The team called it back.</summary>
    Recalled = 4,

    /// <summary>The case did not take the answer, such as that of somebody whose licence ended.</summary>
    Refused = 5,
}

/// <summary>A follow-up as a task, as the care team sees it.</summary>
/// <param name="Number">The clock.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Way">How the person is to be reached.</param>
/// <param name="ByVolunteer">It went to volunteers.</param>
/// <param name="SentAt">When it was sent out last.</param>
/// <param name="Attempt">How often it was sent out.</param>
/// <param name="Result">The answer; null: none.</param>
/// <param name="End">Why it came back; null: it did not.</param>
/// <param name="HasResponder">Somebody has accepted it.</param>
[GenerateSerializer, Immutable, Alias("dispatch.follow-up-task-view")]
public sealed record FollowUpTaskView(
    int Number, FollowUpTaskState State, ContactWay Way, bool ByVolunteer, DateTimeOffset SentAt, int Attempt, ContactResult? Result, FollowUpTaskEnd? End, bool HasResponder);
