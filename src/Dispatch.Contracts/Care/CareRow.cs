using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Care;

/// <summary>A case in lists: triage, caseload, follow-ups. Ids, codes and times only.</summary>
/// <param name="CaseId">The case, by the id of the request that opened it.</param>
/// <param name="StationId">Its station.</param>
/// <param name="Area">Its community; null: unknown.</param>
/// <param name="Service">The service that was asked for.</param>
/// <param name="Version">Grows with every change; the newest row wins.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="State">Where it stands as a file; null: no counsellor has taken it yet.</param>
/// <param name="Aside">Put away without ever having been taken.</param>
/// <param name="Step">The step it is in; null: not taken yet.</param>
/// <param name="Level">The level that binds.</param>
/// <param name="Unanswered">A raise or warning that no licensed counsellor has answered.</param>
/// <param name="WaitingSince">Unanswered: since when; else when the level was last decided.</param>
/// <param name="Human">Account answerable for it: its owner, or the duty lead while it has none.</param>
/// <param name="Owner">Its owner; null: not taken yet.</param>
/// <param name="Deputy">Its deputy; null: not taken yet.</param>
/// <param name="Hindered">Why it could not be opened for the counsellor who accepted; null: nothing hinders.</param>
/// <param name="Waits">What it waits for at closing: somebody's second word.</param>
/// <param name="AsksAdvice">A question to a supervisor waits.</param>
/// <param name="Clocks">Follow-ups that are left.</param>
/// <param name="Alerts">Who was last told of which of them, and why.</param>
/// <param name="OwnerLeft">The owner gave the request back, and nobody else could be named yet.</param>
/// <param name="DeputyLeft">The same of the deputy.</param>
[GenerateSerializer, Immutable, Alias("care.row")]
public sealed record CareRow(
    string CaseId,
    string StationId,
    string? Area,
    string Service,
    long Version,
    DateTimeOffset AskedAt,
    CaseState? State,
    bool Aside,
    CareStep? Step,
    RiskLevel Level,
    bool Unanswered,
    DateTimeOffset WaitingSince,
    string Human,
    string? Owner,
    string? Deputy,
    RefusalCode? Hindered,
    bool Waits,
    bool AsksAdvice,
    ImmutableArray<FollowUpView> Clocks,
    ImmutableArray<FollowUpAlert> Alerts,
    bool OwnerLeft = false,
    bool DeputyLeft = false)
{
    /// <summary>Accounts with a conflict of interest, parted by blanks: their boards do not show it. Null: none, and wherever the row is shown.</summary>
    [Id(0), Sealed, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Barred { get; init; }

    /// <summary>Whether a conflict of interest keeps this counsellor from it.</summary>
    public bool Bars(string account) => Barred?.Split(' ').Contains(account) == true;
}

/// <summary>A station's cases on one page of counsellor or head.</summary>
/// <param name="At">When it was put together.</param>
/// <param name="Triage">Who waits for a counsellor, most urgent first.</param>
/// <param name="Cases">Cases that the asker may open, those of one's own first.</param>
/// <param name="FollowUps">Follow-ups of those cases, overdue first.</param>
/// <param name="Calls">Cases in which the asker was told of a follow-up that is still left.</param>
[GenerateSerializer, Immutable, Alias("care.desk-view")]
public sealed record CareDeskView(
    DateTimeOffset At,
    ImmutableArray<CareRow> Triage,
    ImmutableArray<CareRow> Cases,
    ImmutableArray<FollowUpView> FollowUps,
    ImmutableArray<string> Calls);
