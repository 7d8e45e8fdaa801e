namespace Dispatch.Domain.Responders;

/// <summary>Bounds and spans of a responder's record.</summary>
public static class ResponderLimits
{
    /// <summary>Most offers and assignments for one time that a profile may allow.</summary>
    public const int Capacity = 20;

    /// <summary>Most offers and assignments of one person, whenever they start.</summary>
    public const int Places = 64;

    /// <summary>Tasks remembered after their end.</summary>
    public const int Past = 50;

    /// <summary>Offers remembered after their end: enough for every answer that can still be on its way.</summary>
    public const int Ended = 16;

    /// <summary>How far ahead "not now, but at" may lie; the planning horizon of requests.</summary>
    public static readonly TimeSpan Later = TimeSpan.FromDays(60);

    /// <summary>
    /// Rest after a High-risk deployment. G40 asks for a mandatory cool-down and leaves its length open; two hours are ours: one for the
    /// debrief that is due within the hour, one to recover.
    /// </summary>
    public static readonly TimeSpan CoolDown = TimeSpan.FromHours(2);

    /// <summary>The longest a single task counts for; nobody serves longer than a day without a hand-over.</summary>
    public static readonly TimeSpan LongestTask = TimeSpan.FromHours(24);

    /// <summary>Seconds until the n-th repetition of a call that failed: 1, 2, 4, 8 and then 10.</summary>
    public static TimeSpan RetryAfter(int attempt) => TimeSpan.FromSeconds(Math.Min(10, 1 << Math.Min(attempt, 4)));
}
