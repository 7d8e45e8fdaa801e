namespace Dispatch.Domain.FollowUps;

/// <summary>From when on a contact counts for a follow-up, and from when on somebody is sent for it. Nobody is sent whose answer would not count.</summary>
public static class FollowUpWindow
{
    /// <summary>The share of a clock's time that must have gone before a contact counts, so that no plan is completed in one afternoon (ours).</summary>
    public const double Gone = 0.5;

    /// <summary>Before its due time a clock is not sent out sooner than this, so that nobody is called for what is a month away (ours).</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    /// <summary>From when on a contact counts; a clock that is due already counts from its beginning.</summary>
    /// <param name="from">When the clock began to run.</param>
    /// <param name="dueAt">When the contact is due.</param>
    public static DateTimeOffset CountsFrom(DateTimeOffset from, DateTimeOffset dueAt) => dueAt > from ? from + ((dueAt - from) * Gone) : from;

    /// <summary>From when on it is sent out: <see cref="Ahead"/> of its due time, and never before an answer counts.</summary>
    /// <param name="from">When the clock began to run.</param>
    /// <param name="dueAt">When the contact is due.</param>
    public static DateTimeOffset SendFrom(DateTimeOffset from, DateTimeOffset dueAt)
    {
        var (counts, ahead) = (CountsFrom(from, dueAt), dueAt - Ahead);
        return counts > ahead ? counts : ahead;
    }
}
