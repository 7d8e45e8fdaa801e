namespace Dispatch.Contracts.Duty;

/// <summary>The place of a person in a shift.</summary>
[GenerateSerializer, Alias("duty.part")]
public enum DutyPart
{
    /// <summary>First counsellor: answers, and is in charge of what nobody owns.</summary>
    Primary = 0,

    /// <summary>Second counsellor: stands in at once when the first does not come.</summary>
    Secondary = 1,

    /// <summary>Named first in every emergency; left out it is the station head.</summary>
    Lead = 2,

    /// <summary>Expert on call.</summary>
    Expert = 3,
}

/// <summary>What is wrong with the plan at some time.</summary>
[GenerateSerializer, Alias("duty.gap-kind")]
public enum DutyGapKind
{
    /// <summary>No licensed first counsellor.</summary>
    NoPrimary = 0,

    /// <summary>No licensed second counsellor.</summary>
    NoSecondary = 1,

    /// <summary>One person in two shifts at once.</summary>
    Twice = 2,

    /// <summary>Somebody's licence ends before the shift does.</summary>
    LicenceEnds = 3,

    /// <summary>Somebody has too little rest between two shifts.</summary>
    RestShort = 4,
}

/// <summary>How a question to a colleague stands.</summary>
[GenerateSerializer, Alias("duty.answer")]
public enum DutyAnswer
{
    /// <summary>Not answered: everything stays as it was.</summary>
    Waiting = 0,

    /// <summary>Taken over.</summary>
    Accepted = 1,

    /// <summary>Not taken over.</summary>
    Declined = 2,

    /// <summary>Taken back by whoever asked.</summary>
    Withdrawn = 3,

    /// <summary>The shift began, or another plan stands: nobody has to answer any more.</summary>
    Lapsed = 4,
}

/// <summary>What a hand-over carries along.</summary>
[GenerateSerializer, Alias("duty.item-kind")]
public enum DutyItemKind
{
    /// <summary>A conversation that is under way, with its alarms.</summary>
    Chat = 0,

    /// <summary>An emergency that one was called to.</summary>
    Emergency = 1,

    /// <summary>An offer that waits for an answer.</summary>
    Offer = 2,
}

/// <summary>How far one thing of a hand-over is.</summary>
[GenerateSerializer, Alias("duty.item-state")]
public enum DutyItemState
{
    /// <summary>Still with whoever hands over.</summary>
    Waiting = 0,

    /// <summary>With whoever took over.</summary>
    Moved = 1,

    /// <summary>It cannot go along and stays where it was; the code says why.</summary>
    Stays = 2,
}

/// <summary>Why a person is told something about the roster.</summary>
[GenerateSerializer, Alias("duty.alert-kind")]
public enum DutyAlertKind
{
    /// <summary>The own shift starts soon.</summary>
    ShiftSoon = 0,

    /// <summary>A gap lies ahead.</summary>
    GapAhead = 1,

    /// <summary>The first counsellor has not begun: the second stands in.</summary>
    PrimaryMissing = 2,

    /// <summary>Nobody has begun the shift.</summary>
    NobodyBegan = 3,

    /// <summary>A colleague asks for a swap.</summary>
    SwapAsked = 4,

    /// <summary>A swap was answered.</summary>
    SwapAnswered = 5,

    /// <summary>A colleague hands over.</summary>
    HandOverOffered = 6,

    /// <summary>A hand-over was answered.</summary>
    HandOverAnswered = 7,

    /// <summary>A hand-over still waits for its answer.</summary>
    HandOverWaiting = 8,

    /// <summary>The own shift was planned, changed or taken out.</summary>
    ShiftChanged = 9,
}
