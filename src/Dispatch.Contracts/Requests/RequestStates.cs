namespace Dispatch.Contracts.Requests;

/// <summary>Where a request stands. Confirmed, Cancelled and Referred are final.</summary>
[GenerateSerializer, Alias("request-state")]
public enum RequestState
{
    /// <summary>Durable, not yet matched.</summary>
    Submitted = 0,

    /// <summary>Looking for responders.</summary>
    Matching = 1,

    /// <summary>At least one offer waits for an answer.</summary>
    Offered = 2,

    /// <summary>As many responders as asked for have accepted.</summary>
    Assigned = 3,

    /// <summary>The responders say it is done.</summary>
    Completed = 4,

    /// <summary>The resident says it was kept, or 72 h passed without a word.</summary>
    Confirmed = 5,

    /// <summary>Nobody could be found, or the promise was not kept: the coordinator acts.</summary>
    Unfilled = 6,

    /// <summary>Called off by the resident or staff.</summary>
    Cancelled = 7,

    /// <summary>Handed to another institution.</summary>
    Referred = 8,
}

/// <summary>Where one responder's part stands.</summary>
[GenerateSerializer, Alias("assignment-state")]
public enum AssignmentState
{
    /// <summary>Taken.</summary>
    Accepted = 0,

    /// <summary>On the way.</summary>
    EnRoute = 1,

    /// <summary>Arrived.</summary>
    OnSite = 2,

    /// <summary>Done.</summary>
    Completed = 3,

    /// <summary>Given back by the responder.</summary>
    HandedBack = 4,

    /// <summary>No progress by its deadline.</summary>
    NoShow = 5,

    /// <summary>Taken away: cancelled, referred, or raised to High-risk.</summary>
    Withdrawn = 6,
}

/// <summary>Where one offer stands.</summary>
[GenerateSerializer, Alias("offer-state")]
public enum OfferState
{
    /// <summary>Waits for an answer.</summary>
    Pending = 0,

    /// <summary>Taken.</summary>
    Accepted = 1,

    /// <summary>Turned down by the responder.</summary>
    Declined = 2,

    /// <summary>Its time passed.</summary>
    Lapsed = 3,

    /// <summary>Taken back by the request, or refused by the responder's own rules.</summary>
    Withdrawn = 4,
}

/// <summary>A responder's answer to an offer.</summary>
[GenerateSerializer, Alias("answer")]
public enum Answer
{
    /// <summary>Yes.</summary>
    Accept = 0,

    /// <summary>No.</summary>
    Decline = 1,

    /// <summary>Not now, but at the time given.</summary>
    Later = 2,
}

/// <summary>A step a responder reports.</summary>
[GenerateSerializer, Alias("progress-step")]
public enum ProgressStep
{
    /// <summary>On the way.</summary>
    EnRoute = 1,

    /// <summary>Arrived.</summary>
    OnSite = 2,

    /// <summary>Done.</summary>
    Completed = 3,
}
