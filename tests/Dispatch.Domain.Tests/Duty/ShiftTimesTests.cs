using Dispatch.Domain.Duty;

namespace Dispatch.Domain.Tests.Duty;

public class ShiftTimesTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void Shift_OverMidnight_EndsOnTheDayAfter()
    {
        var (from, to) = ShiftTimes.Span(new DateOnly(2026, 3, 2), 22 * 60, 6 * 60, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

        Assert.Equal(new DateTimeOffset(2026, 3, 2, 14, 0, 0, TimeSpan.Zero), from);
        Assert.Equal(TimeSpan.FromHours(8), to - from);
    }

    [Theory]
    [InlineData(2026, 3, 29, 23)]
    [InlineData(2026, 10, 25, 25)]
    [InlineData(2028, 2, 29, 24)]
    [InlineData(2026, 2, 28, 24)]
    public void Day_WithAndWithoutAChangeOfTheClocks_HasItsHours(int year, int month, int day, int hours)
    {
        var (from, to) = ShiftTimes.Span(new DateOnly(year, month, day), 0, 1_440, Berlin);

        Assert.Equal(hours, (to - from).TotalHours);
    }

    [Theory]
    [InlineData(3, 29)]
    [InlineData(10, 25)]
    public void Shifts_ThatMeetOnTheWall_MeetInTimeOnTheDayTheClocksChange(int month, int day)
    {
        var moments = Enumerable.Range(0, 97).Select(quarter => ShiftTimes.At(new DateOnly(2026, month, day), quarter * 15, Berlin)).ToList();

        Assert.Equal(moments.Order(), moments);
    }

    [Fact]
    public void Hour_ThatTheClocksSkip_IsTheMomentOfTheJump()
    {
        var jump = new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero);

        Assert.Equal(jump, ShiftTimes.At(new DateOnly(2026, 3, 29), 150, Berlin));
        Assert.Equal(jump, ShiftTimes.At(new DateOnly(2026, 3, 29), 180, Berlin));
    }

    [Fact]
    public void Hour_ThatTheClocksShowTwice_IsTheFirst() =>
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), ShiftTimes.At(new DateOnly(2026, 10, 25), 150, Berlin));
}
