namespace Dispatch.Contracts.Care;

/// <summary>The five steps of a case, 疏评转介访, in their order.</summary>
[GenerateSerializer, Alias("care.step")]
public enum CareStep
{
    /// <summary>疏: first contact, emotional first aid.</summary>
    Ease = 0,

    /// <summary>评: level by instrument and classification; plan.</summary>
    Assess = 1,

    /// <summary>转: to the fitting unit.</summary>
    Refer = 2,

    /// <summary>介: crisis intervention or counselling sessions.</summary>
    Intervene = 3,

    /// <summary>访: visits and calls by level.</summary>
    FollowUp = 4,
}

/// <summary>The three stages that group the steps, 事前-事中-事后.</summary>
[GenerateSerializer, Alias("care.stage")]
public enum CrisisStage
{
    /// <summary>事前.</summary>
    Before = 0,

    /// <summary>事中.</summary>
    During = 1,

    /// <summary>事后.</summary>
    After = 2,
}

/// <summary>What a step is done by; data/care/steps.json says which step wants which.</summary>
[GenerateSerializer, Alias("care.criterion")]
public enum StepCriterion
{
    /// <summary>A contact with the person is recorded.</summary>
    ContactRecorded = 0,

    /// <summary>A licensed counsellor has confirmed the level, and nobody spoke for a higher one since.</summary>
    LevelConfirmed = 1,

    /// <summary>A unit accepted a referral, or the case is kept with a reason; none is waiting.</summary>
    ReferralSettled = 2,

    /// <summary>The last reassessment is by another licensed counsellor than the owner, and finds the person stable.</summary>
    Stabilised = 3,

    /// <summary>No follow-up clock is left.</summary>
    PlanComplete = 4,

    /// <summary>What the person says of the help is recorded.</summary>
    VoiceRecorded = 5,
}

/// <summary>Where a case stands as a file.</summary>
[GenerateSerializer, Alias("care.case-state")]
public enum CaseState
{
    /// <summary>Worked on.</summary>
    Open = 0,

    /// <summary>Its handler has done the work; another person's word is waited for.</summary>
    Handled = 1,

    /// <summary>Closed; it keeps its history, and clocks that are left go on.</summary>
    Closed = 2,
}

/// <summary>Where a referral stands.</summary>
[GenerateSerializer, Alias("care.referral-state")]
public enum ReferralState
{
    /// <summary>The unit has not answered.</summary>
    Sent = 0,

    /// <summary>The unit has taken it.</summary>
    Accepted = 1,

    /// <summary>The unit will not take it, with a reason.</summary>
    Declined = 2,

    /// <summary>The unit did not answer in time: it is back with its sender.</summary>
    Returned = 3,

    /// <summary>Its sender took it back.</summary>
    Withdrawn = 4,
}

/// <summary>Where a goal stands.</summary>
[GenerateSerializer, Alias("care.goal-state")]
public enum GoalState
{
    /// <summary>Worked on.</summary>
    Open = 0,

    /// <summary>Reached.</summary>
    Reached = 1,

    /// <summary>Given up, with a reason.</summary>
    Dropped = 2,
}

/// <summary>What a sealed note is about.</summary>
[GenerateSerializer, Alias("care.note-kind")]
public enum NoteKind
{
    /// <summary>A contact or session.</summary>
    Session = 0,

    /// <summary>A plan, safety plan included.</summary>
    Plan = 1,

    /// <summary>A question to a supervisor or expert, or the advice.</summary>
    Supervision = 2,

    /// <summary>An assessment or reassessment.</summary>
    Assessment = 3,

    /// <summary>The summary at the end.</summary>
    Closing = 4,
}

/// <summary>A file of another kind that stands beside a case and is never part of it (G28).</summary>
[GenerateSerializer, Alias("care.side-kind")]
public enum SideKind
{
    /// <summary>矛盾纠纷: a dispute that is mediated.</summary>
    Dispute = 0,

    /// <summary>信访: a petition, by its external reference only.</summary>
    Petition = 1,
}

/// <summary>What the users of a file beside see of the help that they asked for: this and nothing else.</summary>
[GenerateSerializer, Alias("care.support-state")]
public enum SupportState
{
    /// <summary>Asked for.</summary>
    Asked = 0,

    /// <summary>A counsellor has taken it.</summary>
    Accepted = 1,

    /// <summary>It will not be given here.</summary>
    Declined = 2,

    /// <summary>It has ended.</summary>
    Ended = 3,
}
