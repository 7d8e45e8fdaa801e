using Dispatch.Records.Chains;
using Dispatch.Records.Insight;
using Shouldly;

namespace Dispatch.Records.Tests.Insight;

public class LocalTimeTests
{
    private static readonly TimeZoneInfo Sanya = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>Midnight is left out there when the clock is put forward.</summary>
    private static readonly TimeZoneInfo Beirut = TimeZoneInfo.FindSystemTimeZoneById("Asia/Beirut");

    [Fact]
    public void Days_OfAStation_BeginAtItsOwnMidnight()
    {
        var window = LocalTime.Windows("zhuoda", Sanya, new DateOnly(2026, 1, 7), new DateOnly(2026, 1, 8)).ShouldHaveSingleItem();

        window.From.ShouldBe(new DateTimeOffset(2026, 1, 6, 16, 0, 0, TimeSpan.Zero));
        (window.Until - window.From).ShouldBe(TimeSpan.FromDays(2));
        window.Offset.ShouldBe(TimeSpan.FromHours(8));
    }

    [Fact]
    public void Days_OverAChangeOfTheClock_AreCutThereAndLeaveNoGap()
    {
        var windows = LocalTime.Windows("berlin", Berlin, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));

        windows.Select(window => window.Offset.TotalHours).ShouldBe([1, 2, 1]);
        windows.Zip(windows.Skip(1)).ShouldAllBe(pair => pair.First.Until == pair.Second.From);
        windows[0].Until.ShouldBe(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero));
        windows[1].Until.ShouldBe(new DateTimeOffset(2026, 10, 25, 1, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Days_WhereMidnightIsLeftOut_StillFollowEachOther()
    {
        for (var day = new DateOnly(2021, 3, 20); day < new DateOnly(2021, 4, 2); day = day.AddDays(1))
        {
            var today = LocalTime.Windows("beirut", Beirut, day, day);
            var tomorrow = LocalTime.Windows("beirut", Beirut, day.AddDays(1), day.AddDays(1));

            today[^1].Until.ShouldBe(tomorrow[0].From);
            today.ShouldAllBe(window => window.From < window.Until);
        }
    }

    [Fact]
    public void Hour_ThatComesTwice_HoldsBoth()
    {
        var autumn = new DateOnly(2026, 10, 25);

        var windows = LocalTime.Windows("berlin", Berlin, autumn, autumn, hour: 2);

        windows.Length.ShouldBe(2);
        (windows[0].From, windows[1].Until).ShouldBe(
            (new DateTimeOffset(2026, 10, 25, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 10, 25, 2, 0, 0, TimeSpan.Zero)));
        windows.ShouldAllBe(window => Label(Facet.Hour, window.From, window) == "2026-10-25T02");
    }

    [Theory]
    [InlineData(Facet.Hour, "2026-01-04T23")]
    [InlineData(Facet.Day, "2026-01-04")]
    [InlineData(Facet.Week, "2025-12-29")]
    [InlineData(Facet.Month, "2026-01")]
    public void Span_OfAMoment_IsNamedByTheStationsClock(Facet facet, string expected)
    {
        var window = LocalTime.Windows("zhuoda", Sanya, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31))[0];

        Label(facet, new DateTimeOffset(2026, 1, 4, 15, 59, 59, TimeSpan.Zero), window).ShouldBe(expected);
    }

    [Fact]
    public void Span_BeforeNineteenSeventy_IsNamedAsWell()
    {
        var window = LocalTime.Windows("zhuoda", TimeZoneInfo.Utc, new DateOnly(1969, 12, 1), new DateOnly(1969, 12, 31))[0];

        Label(Facet.Day, new DateTimeOffset(1969, 12, 31, 23, 0, 0, TimeSpan.Zero), window).ShouldBe("1969-12-31");
    }

    private static string Label(Facet facet, DateTimeOffset at, LedgerWindow window) =>
        LocalTime.Label(facet, LocalTime.Unit(facet, Micros.Of(at), (long)window.Offset.TotalMicroseconds));
}
