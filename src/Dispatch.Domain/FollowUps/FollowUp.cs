using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Domain.FollowUps;

/// <summary>One try to contact the person.</summary>
public sealed record FollowUpTry(DateTimeOffset At, string By, ContactWay Way, ContactResult Result, int? NoteNumber);

/// <summary>One contact that was promised for a moment. It ends by being done or by naming the clock in its place, in no other way.</summary>
/// <param name="Number">Counts from 1 within the schedule.</param>
/// <param name="Level">The level that opened it; its ladder applies.</param>
/// <param name="From">When it began to run.</param>
/// <param name="DueAt">When the contact is due; never changes.</param>
/// <param name="NextAt">When somebody is told next; null once it is done or re-planned.</param>
/// <param name="Told">How often somebody was told on this rung.</param>
public sealed record FollowUp(
    int Number,
    RiskLevel Level,
    DateTimeOffset From,
    DateTimeOffset DueAt,
    string Owner,
    string Deputy,
    FollowUpRung Rung,
    DateTimeOffset? NextAt,
    int Told,
    ImmutableArray<FollowUpTry> Tries)
{
    /// <summary>Why it is done; null: it is not.</summary>
    public FollowUpOutcome? Outcome { get; init; }

    /// <summary>The clock in its place; null: none.</summary>
    public int? Successor { get; init; }

    /// <summary>When it was done or re-planned.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who did or settled it.</summary>
    public string? EndedBy { get; init; }

    /// <summary>The supervisor's reason.</summary>
    [Sealed]
    public string? Reason { get; init; }

    /// <summary>Neither done nor re-planned.</summary>
    [JsonIgnore]
    public bool Left => Outcome is null && Successor is null;

    /// <summary>From when on a contact counts.</summary>
    [JsonIgnore]
    public DateTimeOffset CountsFrom => FollowUpWindow.CountsFrom(From, DueAt);

    /// <summary>From when on somebody is sent for it.</summary>
    [JsonIgnore]
    public DateTimeOffset SendFrom => FollowUpWindow.SendFrom(From, DueAt);

    /// <summary>How it stands.</summary>
    public FollowUpStanding Standing(DateTimeOffset now) => this switch
    {
        { Outcome: not null } => FollowUpStanding.Done,
        { Successor: not null } => FollowUpStanding.Replanned,
        _ => now >= DueAt ? FollowUpStanding.Overdue : FollowUpStanding.Open,
    };
}

/// <summary>All clocks that a case ever had, in the order in which they were opened.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Supervisor">Account that is told when owner and deputy do not act.</param>
public sealed record FollowUpSchedule(string CaseId, string Supervisor, ImmutableArray<FollowUp> Clocks)
{
    /// <summary>Nothing is left to do.</summary>
    [JsonIgnore]
    public bool Complete => Clocks.All(clock => !clock.Left);

    /// <summary>The clock of that number; null: none.</summary>
    public FollowUp? Find(int number) => number >= 1 && number <= Clocks.Length ? Clocks[number - 1] : null;

    internal FollowUpSchedule With(FollowUp clock) => this with { Clocks = Clocks.SetItem(clock.Number - 1, clock) };
}
