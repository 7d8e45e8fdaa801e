namespace Dispatch.Contracts.Care;

/// <summary>How a follow-up clock stands at a moment. A clock always stands in exactly one of these; none ever disappears.</summary>
[GenerateSerializer, Alias("dispatch.follow-up-standing")]
public enum FollowUpStanding
{
    /// <summary>The contact is due and was not made. Leads every board.</summary>
    Overdue = 0,

    /// <summary>The contact is still ahead.</summary>
    Open = 1,

    /// <summary>The contact was made, or the supervisor settled it.</summary>
    Done = 2,

    /// <summary>A new assessment put another clock into its place, which its successor names.</summary>
    Replanned = 3,
}

/// <summary>Where a clock stands on the ladder of missed contacts.</summary>
[GenerateSerializer, Alias("dispatch.follow-up-rung")]
public enum FollowUpRung
{
    /// <summary>The person is to be called, or visited as agreed.</summary>
    Call = 0,

    /// <summary>All tries failed: somebody goes to the person's home.</summary>
    HomeCheck = 1,

    /// <summary>The home check failed or was not made, or the person declines: the supervisor decides.</summary>
    Supervisor = 2,
}

/// <summary>How a contact was tried.</summary>
[GenerateSerializer, Alias("dispatch.contact-way")]
public enum ContactWay
{
    /// <summary>By telephone.</summary>
    Call = 0,

    /// <summary>At the person's home or another place.</summary>
    Visit = 1,

    /// <summary>By message or in the private chat.</summary>
    Message = 2,

    /// <summary>At the station.</summary>
    Station = 3,
}

/// <summary>What came of a try.</summary>
[GenerateSerializer, Alias("dispatch.contact-result")]
public enum ContactResult
{
    /// <summary>The person was spoken to.</summary>
    Reached = 0,

    /// <summary>Nobody answered, or the person was not there.</summary>
    Missed = 1,

    /// <summary>The person does not want the contact; the supervisor decides what follows.</summary>
    Declined = 2,
}

/// <summary>Why a clock is done.</summary>
[GenerateSerializer, Alias("dispatch.follow-up-outcome")]
public enum FollowUpOutcome
{
    /// <summary>The person was reached by a try.</summary>
    Reached = 0,

    /// <summary>The person was found at the home check.</summary>
    MetAtHome = 1,

    /// <summary>The person was seen or heard at a new assessment while the contact was overdue.</summary>
    MetAtAssessment = 2,

    /// <summary>The supervisor accepts that the person does not want it.</summary>
    Declined = 3,

    /// <summary>The supervisor ends the search, with a reason.</summary>
    Unreachable = 4,

    /// <summary>Another institution has taken the contact over, or the person has died or moved away; by the supervisor, with a reason.</summary>
    Ended = 5,
}

/// <summary>Why somebody is told of a clock.</summary>
[GenerateSerializer, Alias("dispatch.follow-up-cause")]
public enum FollowUpCause
{
    /// <summary>The contact is due now.</summary>
    Due = 0,

    /// <summary>Nobody tried in time: the deputy is told too, and after that the supervisor.</summary>
    Untried = 1,

    /// <summary>The home check was not made in time.</summary>
    HomeCheckMissed = 2,

    /// <summary>The supervisor has still to decide.</summary>
    Undecided = 3,
}
