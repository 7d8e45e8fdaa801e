namespace Dispatch.Web.Insight;

/// <summary>Bounds of what can be asked at once.</summary>
internal static class InsightLimits
{
    /// <summary>Most days of a range.</summary>
    public const int Days = 400;

    /// <summary>Most days of a range that is counted by hours.</summary>
    public const int DaysByHour = 31;

    /// <summary>Days counted when no range is given: up to today.</summary>
    public const int UsualDays = 30;

    /// <summary>Most values of one filter.</summary>
    public const int Values = 20;

    /// <summary>Longest value of a filter.</summary>
    public const int ValueLength = 64;

    /// <summary>Entries of a page, at most and when not stated.</summary>
    public const int Page = 200;

    /// <inheritdoc cref="Page"/>
    public const int UsualPage = 50;

    /// <summary>Most entries that one file takes along.</summary>
    public const int Export = 50_000;

    /// <summary>How long a cursor leads on.</summary>
    public static readonly TimeSpan CursorLife = TimeSpan.FromHours(12);
}
