namespace Dispatch.Runtime.Reminders;

/// <summary>
/// A reminder as it stands in the table. Ticks are due at <c>StartAt + n * Period</c>; <c>LastTick</c> is the last of them that was delivered.
/// </summary>
internal sealed record StoredReminder(GrainId GrainId, string Name, DateTime StartAt, TimeSpan Period, int Version, DateTime? LastTick)
{
    /// <summary>The latest tick due at or before <paramref name="now"/>; null before the first.</summary>
    public DateTime? DueAt(DateTime now)
        => now < StartAt ? null : StartAt + TimeSpan.FromTicks((now - StartAt).Ticks / Period.Ticks * Period.Ticks);

    /// <summary>When to deliver next: at once if a tick is due that was never delivered.</summary>
    public DateTime NextAt(DateTime now)
        => DueAt(now) is not { } due ? StartAt : LastTick is null || LastTick < due ? due : due + Period;
}
