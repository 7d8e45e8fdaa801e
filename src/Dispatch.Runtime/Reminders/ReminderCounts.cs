namespace Dispatch.Runtime.Reminders;

/// <summary>The reminders that one silo delivers.</summary>
/// <param name="Known">All of them.</param>
/// <param name="DueSoon">Those due within a minute, the late ones included.</param>
/// <param name="Late">Those whose time has passed: being delivered, or waiting for another attempt.</param>
public sealed record ReminderCounts(int Known, int DueSoon, int Late)
{
    internal static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
}
