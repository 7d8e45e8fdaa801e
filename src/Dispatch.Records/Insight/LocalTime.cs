using System.Collections.Immutable;
using System.Globalization;

namespace Dispatch.Records.Insight;

/// <summary>Days and hours of a station's own clock, as parts of its ledger.</summary>
public static class LocalTime
{
    /// <summary>The days from one to another, both included, cut where the clock is put forward or back.</summary>
    /// <param name="ledger">Whose.</param>
    /// <param name="zone">Its time zone.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="hour">Only this hour of each day; null: the whole days.</param>
    public static ImmutableArray<LedgerWindow> Windows(string ledger, TimeZoneInfo zone, DateOnly from, DateOnly to, int? hour = null)
    {
        var windows = ImmutableArray.CreateBuilder<LedgerWindow>();
        var end = Midnight(zone, to.AddDays(1));
        for (var begin = Midnight(zone, from); begin < end;)
        {
            var offset = zone.GetUtcOffset(begin);
            var change = Change(zone, begin, end, offset);
            windows.Add(new LedgerWindow(ledger, begin, change, offset));
            begin = change;
        }

        return hour is { } only ? [.. windows.SelectMany(window => Hours(window, from, to, only))] : windows.DrainToImmutable();
    }

    /// <summary>The unit of a moment that is counted by, as a number: hours or days of the local clock since 1970.</summary>
    internal static long Unit(Facet facet, long micros, long offsetMicros) => (long)Math.Floor((micros + offsetMicros) / UnitMicros(facet));

    /// <summary>How long the unit is that entries are first counted by; weeks and months are made of days.</summary>
    internal static double UnitMicros(Facet facet) => facet == Facet.Hour ? TimeSpan.FromHours(1).TotalMicroseconds : TimeSpan.FromDays(1).TotalMicroseconds;

    /// <summary>The name of the span that a unit belongs to: <c>2026-11-02T13</c>, <c>2026-11-02</c> (a day, or a week's Monday), <c>2026-11</c>.</summary>
    internal static string Label(Facet facet, long unit)
    {
        if (facet == Facet.Hour)
        {
            return DateTime.UnixEpoch.AddHours(unit).ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture);
        }

        var day = DateTime.UnixEpoch.AddDays(unit);
        return facet switch
        {
            Facet.Month => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            Facet.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    private static IEnumerable<LedgerWindow> Hours(LedgerWindow window, DateOnly from, DateOnly to, int hour)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var begin = new DateTimeOffset(day, new TimeOnly(hour, 0), TimeSpan.Zero) - window.Offset;
            var (first, last) = (Later(window.From, begin), Earlier(window.Until, begin.AddHours(1)));
            if (first < last)
            {
                yield return window with { From = first, Until = last };
            }
        }
    }

    /// <summary>The first moment of a day. Where midnight is left out, the clock's jump; where it comes twice, the first.</summary>
    private static DateTimeOffset Midnight(TimeZoneInfo zone, DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local - offset, TimeSpan.Zero);
    }

    /// <summary>When the offset is another for the first time; the end, when it stays.</summary>
    private static DateTimeOffset Change(TimeZoneInfo zone, DateTimeOffset begin, DateTimeOffset end, TimeSpan offset)
    {
        for (var (same, look) = (begin, begin); same < end; same = look)
        {
            look = Earlier(same.AddDays(1), end);
            if (zone.GetUtcOffset(look) == offset)
            {
                continue;
            }

            while (look - same > TimeSpan.FromSeconds(1))
            {
                var middle = same + TimeSpan.FromSeconds(Math.Floor((look - same).TotalSeconds / 2));
                (same, look) = zone.GetUtcOffset(middle) == offset ? (middle, look) : (same, middle);
            }

            return look;
        }

        return end;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
