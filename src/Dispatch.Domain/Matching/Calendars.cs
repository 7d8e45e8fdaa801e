using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>Reads a responder's calendar, quiet hours and week in the responder's own time zone.</summary>
public static class Calendars
{
    private const int MinutesPerDay = 1_440;

    /// <summary>The zone of a profile; an unknown name reads as UTC, so that one bad entry does not stop a match.</summary>
    public static TimeZoneInfo ZoneOf(string timeZone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Whether the calendar covers every moment of the span, as the clock on the wall shows it through changes of summer time.</summary>
    public static bool IsAvailable(ResponderProfile profile, DateTimeOffset from, int minutes)
    {
        var zone = ZoneOf(profile.TimeZone);
        var at = from;
        var end = from.AddMinutes(Math.Max(1, minutes));
        while (at < end)
        {
            var wall = TimeZoneInfo.ConvertTime(at, zone);
            var until = OpenUntil(profile.Calendar, DateOnly.FromDateTime(wall.DateTime), wall.TimeOfDay);
            if (until <= wall.TimeOfDay)
            {
                return false;
            }

            at = SameClock(zone, at, at + (until - wall.TimeOfDay));
        }

        return true;
    }

    /// <summary>Whether a calendar opens at all; exceptions that only close count for nothing.</summary>
    public static bool HasHours(Availability calendar)
    {
        if (!calendar.Weekly.IsDefaultOrEmpty)
        {
            return true;
        }

        foreach (var exception in calendar.Exceptions.AsSpan())
        {
            if (exception.FromMinute is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a day that the span touches is closed by an exception, or lies in a season of absence.</summary>
    public static bool IsClosed(ResponderProfile profile, DateTimeOffset from, int minutes)
    {
        var zone = ZoneOf(profile.TimeZone);
        var last = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from.AddMinutes(Math.Max(1, minutes)).AddTicks(-1), zone).DateTime);
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime); day <= last; day = day.AddDays(1))
        {
            if (IsAway(profile.Calendar, day) || IsExcepted(profile.Calendar, day))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the moment lies in the responder's quiet hours.</summary>
    public static bool IsQuiet(ResponderProfile profile, DateTimeOffset now)
    {
        if (profile.Quiet is not { } quiet)
        {
            return false;
        }

        var minute = (int)TimeZoneInfo.ConvertTime(now, ZoneOf(profile.TimeZone)).TimeOfDay.TotalMinutes;
        return quiet.FromMinute <= quiet.ToMinute
            ? minute >= quiet.FromMinute && minute < quiet.ToMinute
            : minute >= quiet.FromMinute || minute < quiet.ToMinute;
    }

    /// <summary>The start of the running ISO week: Monday, midnight on the wall.</summary>
    public static DateTimeOffset WeekStart(string timeZone, DateTimeOffset now)
    {
        var zone = ZoneOf(timeZone);
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return new DateTimeOffset(monday, zone.GetUtcOffset(monday));
    }

    /// <summary>Whether a day lies in a yearly absence.</summary>
    public static bool Contains(Season season, DateOnly day)
    {
        var (from, to) = (season.FromMonth * 32 + season.FromDay, season.ToMonth * 32 + season.ToDay);
        var place = day.Month * 32 + day.Day;
        return from <= to ? place >= from && place <= to : place >= from || place <= to;
    }

    /// <summary>Until when on this day the calendar is open without a break; a value not after <paramref name="time"/>: closed.</summary>
    private static TimeSpan OpenUntil(Availability calendar, DateOnly day, TimeSpan time)
    {
        var isExceptional = false;
        var until = TimeSpan.MinValue;
        foreach (var exception in calendar.Exceptions.AsSpan())
        {
            if (exception.Day == day)
            {
                if (exception is not { FromMinute: { } from, ToMinute: { } to })
                {
                    return TimeSpan.MinValue;
                }

                isExceptional = true;
                until = Widest(until, from, to, time);
            }
        }

        if (isExceptional || IsAway(calendar, day))
        {
            return until;
        }

        foreach (var hours in calendar.Weekly.AsSpan())
        {
            if (hours.Day == day.DayOfWeek)
            {
                until = Widest(until, hours.FromMinute, hours.ToMinute, time);
            }
        }

        return until;
    }

    private static bool IsExcepted(Availability calendar, DateOnly day)
    {
        foreach (var exception in calendar.Exceptions.AsSpan())
        {
            if (exception.Day == day)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAway(Availability calendar, DateOnly day)
    {
        foreach (var season in calendar.Away.AsSpan())
        {
            if (Contains(season, day))
            {
                return true;
            }
        }

        return false;
    }

    private static TimeSpan Widest(TimeSpan until, int fromMinute, int toMinute, TimeSpan time)
    {
        var (from, to) = (TimeSpan.FromMinutes(fromMinute), TimeSpan.FromMinutes(Math.Min(toMinute, MinutesPerDay)));
        return from <= time && time < to && to > until ? to : until;
    }

    /// <summary>The latest moment up to <paramref name="to"/> before which the wall clock runs evenly.</summary>
    private static DateTimeOffset SameClock(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        var offset = zone.GetUtcOffset(from);
        if (zone.GetUtcOffset(to.AddTicks(-1)) == offset)
        {
            return to;
        }

        var (same, changed) = (from.Ticks, to.Ticks - 1);
        while (changed - same > 1)
        {
            var middle = same + (changed - same) / 2;
            (same, changed) = zone.GetUtcOffset(new DateTimeOffset(middle, from.Offset)) == offset ? (middle, changed) : (same, middle);
        }

        return new DateTimeOffset(changed, from.Offset);
    }
}
