using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>The minute of a responder's last call as a column: enough to say how long it has been idle at most.</summary>
internal static class Idleness
{
    private const int Never = 0;
    private const double HoursPerMinute = 1 / 60.0;

    private static readonly DateTimeOffset Origin = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static int Of(ResponderCard card) => card.LastCallAt is { } last ? Math.Max(Never + 1, MinuteOf(last)) : Never;

    /// <summary>The minute after the moment, to compare columns with.</summary>
    public static int Next(DateTimeOffset now) => MinuteOf(now) + 1;

    /// <summary>Hours idle, never less than the truth.</summary>
    public static double MostHours(int lastCall, int next) =>
        lastCall == Never ? Score.IdleHoursCap : Math.Clamp((next - lastCall) * HoursPerMinute, 0, Score.IdleHoursCap);

    /// <summary>Hours idle, never more than the truth.</summary>
    public static double LeastHours(int lastCall, int next) =>
        lastCall == Never ? Score.IdleHoursCap : Math.Clamp((next - 2 - lastCall) * HoursPerMinute, 0, Score.IdleHoursCap);

    private static int MinuteOf(DateTimeOffset at) => (int)Math.Floor((at - Origin).TotalMinutes);
}
