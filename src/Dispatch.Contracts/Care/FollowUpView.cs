namespace Dispatch.Contracts.Care;

/// <summary>A follow-up clock as the care team sees it. It holds no name, address or words.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Number">Number within the case, from 1.</param>
/// <param name="Level">Level that opened it.</param>
/// <param name="Standing">How it stands now.</param>
/// <param name="Rung">Where it stands on the ladder of missed contacts.</param>
/// <param name="DueAt">When the contact is due, UTC; never moves.</param>
/// <param name="NextAt">When somebody is told next unless something happens; null: nothing is left to do.</param>
/// <param name="Tries">Tries that failed.</param>
/// <param name="Owner">Account of whoever makes the contact.</param>
/// <param name="Deputy">Account of whoever stands in.</param>
/// <param name="Outcome">Why it is done; null: it is not.</param>
/// <param name="Successor">Number of the clock in its place; null: there is none.</param>
/// <param name="SendFrom">From when on it can be sent out as a task, UTC; an answer counts from then on at the latest. Null: a row of before, sent out once due.</param>
[GenerateSerializer, Immutable, Alias("dispatch.follow-up-view")]
public sealed record FollowUpView(
    string CaseId,
    int Number,
    RiskLevel Level,
    FollowUpStanding Standing,
    FollowUpRung Rung,
    DateTimeOffset DueAt,
    DateTimeOffset? NextAt,
    int Tries,
    string Owner,
    string Deputy,
    FollowUpOutcome? Outcome,
    int? Successor,
    DateTimeOffset? SendFrom = null);

/// <summary>Somebody is told that a clock wants something.</summary>
/// <param name="Number">The clock's number within its case.</param>
/// <param name="Cause">Why.</param>
/// <param name="To">Account that is told.</param>
[GenerateSerializer, Immutable, Alias("dispatch.follow-up-alert")]
public sealed record FollowUpAlert(int Number, FollowUpCause Cause, string To);
