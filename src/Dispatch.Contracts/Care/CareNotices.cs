using System.Collections.Immutable;
using Dispatch.Contracts.Accounts;
using Orleans.Concurrency;

namespace Dispatch.Contracts.Care;

/// <summary>What somebody of a case's team is told that it wants. It carries no words and no level.</summary>
[GenerateSerializer, Alias("care.notice-kind")]
public enum CareNoticeKind
{
    /// <summary>A follow-up contact is due.</summary>
    FollowUpDue = 0,

    /// <summary>Nobody tried a follow-up in time.</summary>
    FollowUpUntried = 1,

    /// <summary>All tries failed: somebody has to go to the person's home.</summary>
    HomeCheck = 2,

    /// <summary>The supervisor has to decide on a follow-up.</summary>
    Undecided = 3,

    /// <summary>Somebody spoke for a higher level.</summary>
    Raised = 4,

    /// <summary>A question to the supervisor waits.</summary>
    AdviceAsked = 5,

    /// <summary>A question was answered.</summary>
    Advised = 6,

    /// <summary>Somebody else's word is wanted before it can be closed.</summary>
    SecondWanted = 7,

    /// <summary>A unit accepted or declined a referral.</summary>
    ReferralAnswered = 8,

    /// <summary>A unit did not answer in time.</summary>
    ReferralReturned = 9,

    /// <summary>One is owner, deputy or supervisor of it now.</summary>
    Given = 10,

    /// <summary>Owner or deputy gave the request back.</summary>
    Left = 11,

    /// <summary>A reassessment found the person not stable.</summary>
    Unstable = 12,

    /// <summary>It was closed.</summary>
    Closed = 13,

    /// <summary>It was opened again.</summary>
    Reopened = 14,
}

/// <summary>One notice to one person.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Number">Counts within the case.</param>
/// <param name="Kind">What it wants.</param>
/// <param name="At">When.</param>
/// <param name="FollowUp">Number of the follow-up; null: it is of none.</param>
[GenerateSerializer, Immutable, Alias("care.notice")]
public sealed record CareNotice(string CaseId, long Number, CareNoticeKind Kind, DateTimeOffset At, int? FollowUp = null);

/// <summary>What cases tell one person, until it is seen. Keyed by account; cases of whatever station write to it.</summary>
[Alias("dispatch.care-notices")]
public interface ICareNoticesGrain : IGrainWithStringKey
{
    /// <summary>
    /// Keeps a notice, durably; for a closed account nothing. One whose number is known of its case changes nothing; of the same thing the newest stands.
    /// </summary>
    [Alias("note")]
    Task NoteAsync(CareNotice notice);

    /// <summary>What waits, newest first; at most 200.</summary>
    [ReadOnly, Alias("list")]
    Task<ImmutableArray<CareNotice>> ListAsync();

    /// <summary>A notice and those before it of the same case were seen. Repeated, or unknown: nothing.</summary>
    [Alias("seen")]
    Task SeenAsync(string caseId, long number);

    /// <summary>Deletes all of them: the account is closed, or has another role. Repeated: nothing.</summary>
    [Alias("forget")]
    Task ForgetAsync();

    /// <summary>Tells the observer of new notices, for six minutes unless asked again.</summary>
    [Alias("hear")]
    Task HearAsync(INoticeObserver observer);

    /// <summary>Tells the observer no longer.</summary>
    [Alias("unhear")]
    Task UnhearAsync(INoticeObserver observer);
}
