namespace Dispatch.Domain.Curves;

/// <summary>Weeks as curves count them: from Monday, by the station's own calendar.</summary>
public static class CurveTally
{
    /// <summary>Weeks of one curve.</summary>
    public const int WeeksMost = 520;

    /// <summary>The Monday of a moment's week in a zone. Calendar days, so that no change of daylight saving time shifts a week.</summary>
    public static DateOnly WeekOf(DateTimeOffset at, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }
}
