using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>The 168 hours of a week on the wall, Sunday's first hour lowest; 24 bits of the last word are left to <see cref="Leaning"/>.</summary>
internal readonly record struct WeekMask(ulong First, ulong Second, ulong Third)
{
    public const int HoursPerWeek = 168;

    /// <summary>The bits of the last word that are hours.</summary>
    public const ulong ThirdHours = (1UL << (HoursPerWeek - 128)) - 1;

    private const int MinutesPerHour = 60;
    private const int MinutesPerDay = 1_440;

    public static readonly WeekMask All = new(ulong.MaxValue, ulong.MaxValue, ThirdHours);

    /// <summary>Every hour in which the calendar may be open, and whether it is open in exactly these for every task.</summary>
    public static (WeekMask Mask, bool IsExact) Of(Availability calendar)
    {
        if (!calendar.Exceptions.IsDefaultOrEmpty)
        {
            return (All, false);
        }

        var (mask, isExact) = (default(WeekMask), calendar.Away.IsDefaultOrEmpty && !calendar.PlannedOnly);
        foreach (var hours in calendar.Weekly.AsSpan())
        {
            var to = Math.Min(hours.ToMinute, MinutesPerDay);
            isExact &= hours.FromMinute % MinutesPerHour == 0 && to % MinutesPerHour == 0;
            for (var hour = Math.Max(0, hours.FromMinute) / MinutesPerHour; hour * MinutesPerHour < to; hour++)
            {
                mask = mask.With((int)hours.Day * 24 + hour);
            }
        }

        return (mask, isExact);
    }

    /// <summary>The hours that a span of time touches; null when the clocks change in it.</summary>
    public static WeekMask? Of(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var (offset, mask) = (zone.GetUtcOffset(from), default(WeekMask));
        if (zone.GetUtcOffset(to) != offset)
        {
            return null;
        }

        var wall = from.UtcDateTime + offset;
        var hours = Math.Min(HoursPerWeek, (wall.TimeOfDay.Ticks % TimeSpan.TicksPerHour + (to - from).Ticks - 1) / TimeSpan.TicksPerHour + 1);
        var first = (int)wall.DayOfWeek * 24 + wall.Hour;
        for (var hour = 0; hour < hours; hour++)
        {
            mask = mask.With((first + hour) % HoursPerWeek);
        }

        return mask;
    }

    public WeekMask With(int hour) => (hour >> 6) switch
    {
        0 => this with { First = First | 1UL << (hour & 63) },
        1 => this with { Second = Second | 1UL << (hour & 63) },
        _ => this with { Third = Third | 1UL << (hour & 63) },
    };
}
