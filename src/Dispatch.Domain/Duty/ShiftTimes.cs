namespace Dispatch.Domain.Duty;

/// <summary>From the clock on the wall to moments. Two shifts that meet on the wall meet in time: changes of the clocks make neither hole nor overlap.</summary>
public static class ShiftTimes
{
    /// <summary>Minutes of a day on the wall.</summary>
    public const int DayMinutes = 1_440;

    /// <summary>Days before and after today that are asked about.</summary>
    public const int NearDays = 400;

    /// <summary>Whether a day is one that is asked about.</summary>
    public static bool IsNear(DateOnly day, DateTimeOffset now) => Math.Abs(day.DayNumber - DateOnly.FromDateTime(now.UtcDateTime).DayNumber) <= NearDays;

    /// <summary>The moments of a shift; one that ends no later on the wall than it starts ends on the day after.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Span(DateOnly day, int fromMinute, int toMinute, TimeZoneInfo zone) =>
        (At(day, fromMinute, zone), At(toMinute > fromMinute ? day : day.AddDays(1), toMinute, zone));

    /// <summary>A minute of a day as a moment: one that the clocks skip is the moment of the jump, one that they show twice is the first.</summary>
    public static DateTimeOffset At(DateOnly day, int minute, TimeZoneInfo zone)
    {
        var wall = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        var skipped = 0;
        while (zone.IsInvalidTime(wall))
        {
            (wall, skipped) = (wall.AddMinutes(-1), 1);
        }

        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime().AddMinutes(skipped);
    }

    /// <summary>The day on the wall at a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}
