using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.FollowUps;
using Dispatch.Domain.Levels;

namespace Dispatch.Domain.Cases;

/// <summary>A case as its actor stores it. Nothing is ever taken out of its lists; all words of persons are sealed members, notes are references.</summary>
/// <param name="Owner">Account of the counsellor who handles it.</param>
/// <param name="Deputy">Account of whoever stands in.</param>
/// <param name="Supervisor">Account that is told when both do not act.</param>
/// <param name="Opening">Counts from 1; grows with every reopening.</param>
/// <param name="OpenedAt">When this opening began.</param>
/// <param name="Version">Grows with every change.</param>
public sealed record CareCase(
    string Id,
    string RequestId,
    string StationId,
    string? Area,
    CaseState State,
    LevelRecord Level,
    string Owner,
    string Deputy,
    string Supervisor,
    int Opening,
    DateTimeOffset OpenedAt,
    FollowUpSchedule FollowUps,
    long Version)
{
    /// <summary>Who owned it before.</summary>
    public ImmutableArray<string> Former { get; init; } = [];

    /// <summary>Every step entered, oldest first; never empty.</summary>
    public ImmutableArray<StepEntry> Steps { get; init; } = [];

    /// <summary>Contacts with the person.</summary>
    public ImmutableArray<CaseContact> Contacts { get; init; } = [];

    /// <summary>References to sealed notes.</summary>
    public ImmutableArray<NoteRef> Notes { get; init; } = [];

    /// <summary>Goals.</summary>
    public ImmutableArray<Goal> Goals { get; init; } = [];

    /// <summary>Referrals.</summary>
    public ImmutableArray<Referral> Referrals { get; init; } = [];

    /// <summary>Decisions to keep the case here.</summary>
    public ImmutableArray<Keeping> Kept { get; init; } = [];

    /// <summary>Files beside it.</summary>
    public ImmutableArray<LinkedFile> Links { get; init; } = [];

    /// <summary>Questions to supervisors and experts.</summary>
    public ImmutableArray<Supervision> Supervisions { get; init; } = [];

    /// <summary>Reassessments.</summary>
    public ImmutableArray<Reassessment> Reassessments { get; init; } = [];

    /// <summary>What happened, oldest first; the newest <see cref="CaseLimits.History"/>, as the service record holds all.</summary>
    public ImmutableArray<CaseEvent> History { get; init; } = [];

    /// <summary>Who said that the work is done; null: nobody in this opening, or it was taken back.</summary>
    public Signature? Handled { get; init; }

    /// <summary>Who closed it; null: it is not closed.</summary>
    public Signature? Closed { get; init; }

    /// <summary>The present step.</summary>
    [JsonIgnore]
    public StepEntry Step => Steps[^1];

    /// <summary>
    /// What binds for closing: the gravest of the present level, those that were confirmed in this opening, and the one with which it began. Lowering alone
    /// opens no shorter way out.
    /// </summary>
    [JsonIgnore]
    public RiskLevel Bar
    {
        get
        {
            var decided = Level.Changes.Where(change => change.Step is LevelStep.Confirmed or LevelStep.Lowered).ToList();
            var before = Opening == 1 ? 0 : Math.Max(0, decided.FindLastIndex(change => change.At < OpenedAt));
            return decided.Skip(before).Select(change => change.To).Append(Level.Level).Max();
        }
    }

    internal CareCase Told(string kind, Actor by, DateTimeOffset now, string? reason = null) => this with
    {
        Version = Version + 1,
        History = [.. History.Skip(Math.Max(0, History.Length + 1 - CaseLimits.History)), new CaseEvent(now, kind, by.Account, by.Role, reason)],
    };
}
