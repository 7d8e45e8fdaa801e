using Dispatch.Contracts.Responders;
using Dispatch.Domain.Matching;
using Shouldly;

namespace Dispatch.Domain.Tests.Matching;

public sealed class CalendarTests
{
    private static readonly Availability Nights = new(
        [new(DayOfWeek.Saturday, 1_200, 1_440), new(DayOfWeek.Sunday, 0, 120), new(DayOfWeek.Sunday, 120, 300)], [], []);

    private static readonly Availability EveryDay = new([.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, 540, 1_020))], [], []);

    [Theory]
    [InlineData("2026-03-07T20:00", 60, true)]
    [InlineData("2026-03-07T19:59", 60, false)]
    [InlineData("2026-03-07T23:30", 60, true)]
    [InlineData("2026-03-07T23:30", 330, true)]
    [InlineData("2026-03-07T23:30", 331, false)]
    [InlineData("2026-03-08T01:30", 90, true)]
    [InlineData("2026-03-07T20:00", 540, true)]
    public void WeeklyHours_SpanOverMidnightAndTheEndOfTheWeek_CountsAsOne(string wall, int minutes, bool isOpen) =>
        IsOpen(Nights, "Asia/Shanghai", wall, 8, minutes).ShouldBe(isOpen);

    [Theory]
    [InlineData("2026-10-01T10:00", false)]
    [InlineData("2026-10-02T10:00", false)]
    [InlineData("2026-10-02T13:00", true)]
    [InlineData("2026-10-02T18:30", true)]
    [InlineData("2026-10-03T10:00", true)]
    [InlineData("2026-07-31T10:00", true)]
    [InlineData("2026-08-01T10:00", false)]
    [InlineData("2026-08-31T16:00", false)]
    [InlineData("2026-09-01T10:00", true)]
    [InlineData("2026-08-15T10:00", true)]
    public void Exceptions_OfADay_StandAboveTheWeekAndTheSeason(string wall, bool isOpen)
    {
        var calendar = EveryDay with
        {
            Exceptions =
            [
                new(new(2026, 10, 1), null, null), new(new(2026, 10, 2), 780, 840), new(new(2026, 10, 2), 1_080, 1_200), new(new(2026, 8, 15), 540, 720),
            ],
            Away = [new(8, 1, 8, 31)],
        };
        IsOpen(calendar, "Asia/Shanghai", wall, 8, 60).ShouldBe(isOpen);
    }

    [Theory]
    [InlineData("2026-12-19T10:00", true)]
    [InlineData("2026-12-20T10:00", false)]
    [InlineData("2027-01-01T10:00", false)]
    [InlineData("2027-02-10T10:00", false)]
    [InlineData("2027-02-11T10:00", true)]
    public void Season_OverNewYear_Wraps(string wall, bool isOpen) =>
        IsOpen(EveryDay with { Away = [new(12, 20, 2, 10)] }, "Asia/Shanghai", wall, 8, 60).ShouldBe(isOpen);

    [Theory]
    [InlineData("2026-03-29T00:30", 1, 150, true)] // 00:30 to 04:00 on the wall; 02:00 to 03:00 does not exist that night.
    [InlineData("2026-03-29T00:30", 1, 151, false)]
    [InlineData("2026-10-25T00:30", 2, 270, true)] // 00:30 to 04:00 on the wall; 02:00 to 03:00 comes twice.
    [InlineData("2026-10-25T00:30", 2, 271, false)]
    public void ClockChange_InsideTheSpan_IsReadOffTheWall(string wall, int offset, int minutes, bool isOpen) =>
        IsOpen(new([new(DayOfWeek.Sunday, 0, 240)], [], []), "Europe/Berlin", wall, offset, minutes).ShouldBe(isOpen);

    [Theory]
    [InlineData("2026-10-25T02:30", 2, true)]
    [InlineData("2026-10-25T02:30", 1, true)]
    [InlineData("2026-10-25T03:00", 1, false)]
    public void RepeatedHour_BothTimes_IsOpen(string wall, int offset, bool isOpen) =>
        IsOpen(new([new(DayOfWeek.Sunday, 120, 180)], [], []), "Europe/Berlin", wall, offset, 30).ShouldBe(isOpen);

    [Fact]
    public void Calendar_Empty_IsNeverOpen() => IsOpen(Availability.None, "Asia/Shanghai", "2026-03-04T10:00", 8, 5).ShouldBeFalse();

    [Fact]
    public void Zone_Unknown_ReadsAsUtc() => IsOpen(EveryDay, "Nowhere/Land", "2026-03-04T10:00", 0, 60).ShouldBeTrue();

    [Theory]
    [InlineData("2026-03-02T00:00", "2026-03-02T00:00")]
    [InlineData("2026-03-01T23:59", "2026-02-23T00:00")]
    [InlineData("2026-03-08T23:59", "2026-03-02T00:00")]
    public void Week_OnTheWall_BeginsOnMonday(string wall, string monday) =>
        Calendars.WeekStart("Asia/Shanghai", Wall(wall, 8)).ShouldBe(Wall(monday, 8));

    [Theory]
    [InlineData("2026-03-04T21:59", false)]
    [InlineData("2026-03-04T22:00", true)]
    [InlineData("2026-03-05T06:59", true)]
    [InlineData("2026-03-05T07:00", false)]
    public void QuietHours_OverMidnight_Wrap(string wall, bool isQuiet) =>
        Calendars.IsQuiet(Someone.Profile with { Quiet = new(1_320, 420) }, Wall(wall, 8)).ShouldBe(isQuiet);

    private static bool IsOpen(Availability calendar, string zone, string wall, int offset, int minutes) =>
        Calendars.IsAvailable(Someone.Profile with { Calendar = calendar, TimeZone = zone }, Wall(wall, offset), minutes);

    private static DateTimeOffset Wall(string wall, int offset) =>
        new(DateTime.Parse(wall, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(offset));
}
