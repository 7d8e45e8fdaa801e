using System.Collections.Immutable;

namespace Dispatch.Contracts.Care;

/// <summary>A case as its care team and the head of its station see it; nobody else ever does. It holds references of notes, never their words.</summary>
/// <param name="Id">Case id.</param>
/// <param name="RequestId">The request that it came from.</param>
/// <param name="StationId">Its station.</param>
/// <param name="Area">Its community; null: unknown.</param>
/// <param name="State">Where it stands as a file.</param>
/// <param name="Stage">The stage it is in.</param>
/// <param name="Step">The step it is in.</param>
/// <param name="Missing">What the step still wants.</param>
/// <param name="Bar">The level whose rule closes it.</param>
/// <param name="Level">Its level with all changes.</param>
/// <param name="Owner">Account of its owner.</param>
/// <param name="Deputy">Account of whoever stands in.</param>
/// <param name="Supervisor">Account of its supervisor.</param>
/// <param name="Opening">1, and one more for each reopening.</param>
/// <param name="Version">Grows with every change.</param>
/// <param name="FollowUps">Its clocks, overdue first.</param>
/// <param name="Steps">Steps entered, oldest first.</param>
/// <param name="Contacts">Contacts, at most 500.</param>
/// <param name="Notes">References of sealed notes, at most 500.</param>
/// <param name="Goals">Goals, at most 100.</param>
/// <param name="Referrals">Referrals, at most 100.</param>
/// <param name="Links">Files beside it, at most 20.</param>
/// <param name="Supervisions">Questions and advice, at most 100.</param>
/// <param name="Reassessments">Reassessments, at most 100.</param>
/// <param name="History">What happened, the newest 1,000.</param>
/// <param name="Handled">The handler's signature; null: none.</param>
/// <param name="Closed">The closing signature; null: none.</param>
/// <param name="ReadsNotes">Whoever asked reads the notes without breaking the glass.</param>
[GenerateSerializer, Immutable, Alias("care.case-view")]
public sealed record CaseView(
    string Id,
    string RequestId,
    string StationId,
    string? Area,
    CaseState State,
    CrisisStage Stage,
    CareStep Step,
    ImmutableArray<StepCriterion> Missing,
    RiskLevel Bar,
    LevelView Level,
    string Owner,
    string Deputy,
    string Supervisor,
    int Opening,
    long Version,
    ImmutableArray<FollowUpView> FollowUps,
    ImmutableArray<StepEntry> Steps,
    ImmutableArray<CaseContact> Contacts,
    ImmutableArray<NoteRef> Notes,
    ImmutableArray<Goal> Goals,
    ImmutableArray<Referral> Referrals,
    ImmutableArray<LinkedFile> Links,
    ImmutableArray<Supervision> Supervisions,
    ImmutableArray<Reassessment> Reassessments,
    ImmutableArray<CaseEvent> History,
    Signature? Handled,
    Signature? Closed,
    bool ReadsNotes);
