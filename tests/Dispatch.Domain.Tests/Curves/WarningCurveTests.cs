using Dispatch.Contracts.Care;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Curves;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace Dispatch.Domain.Tests.Curves;

/// <summary>A rise is seen, and nobody can be found behind a number.</summary>
public sealed class WarningCurveTests
{
    private static readonly string Shipped = DataFiles.Text("care/curve.json");
    private static readonly CurveSettings Settings = CurveSettings.Parse(Shipped);
    private static readonly DateOnly Monday = new(2036, 1, 7);

    [Fact]
    public void Curve_OfOrdinaryWeeks_RaisesNoAlarm() =>
        Draw([.. Enumerable.Range(0, 80).Select(week => 8 + (week % 5))]).Points.ShouldAllBe(point => !point.Alarm && !point.Above);

    [Fact]
    public void Curve_OfALastingRise_AlarmsOnceWhenItCrosses()
    {
        var curve = Draw([.. Enumerable.Range(0, 60).Select(week => week < 40 ? 8 + (week % 5) : 18)]);

        var alarm = curve.Points.Single(point => point.Alarm);
        alarm.Week.ShouldBeInRange(Monday.AddDays(7 * 40), Monday.AddDays(7 * 43));
        curve.Points.Where(point => point.Week > alarm.Week).ShouldAllBe(point => point.Above && point.Smoothed > point.Upper);
    }

    [Fact]
    public void Curve_ThatFellBackAndRisesAgain_AlarmsAgain() =>
        Draw([.. Enumerable.Range(0, 120).Select(week => week is (>= 40 and < 50) or (>= 90 and < 100) ? 20 : 8 + (week % 5))])
            .Points.Count(point => point.Alarm).ShouldBe(2);

    [Fact]
    public void Curve_OfFewerWeeksThanItsBaseline_HasNoLimits() =>
        Draw([.. Enumerable.Repeat(9, 25)]).Points.ShouldAllBe(point => point.Smoothed == null && point.Upper == null && point.People == 9);

    [Fact]
    public void Cell_OfFourPeopleOrNone_IsHidden() =>
        Draw([0, 1, 4, 5, 6]).Points.Select(point => point.People).ShouldBe([null, null, null, 5, 6]);

    [Fact]
    public void Cell_OfAPlaceWithFourInhabitants_IsHidden() =>
        WarningCurve.Draw("a", CurveMeasure.Raised, [new CurveWeek(Monday, 4, 5)], [], Settings).Points.ShouldAllBe(point => point.People == null);

    /// <summary>Whatever a hidden cell holds, all that is drawn is the same: of the community, its limits, its alarms, and the street.</summary>
    [Fact]
    public void HiddenCells_WhateverTheyHold_ChangeNothingThatIsDrawn() => Prop.ForAll<int[], int[], int[]>((counts, some, others) =>
    {
        var one = Weeks(counts, some);
        var other = Weeks(counts, others);

        Same(Draw(one), Draw(other));
        Same(Street(one), Street(other));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Street_WithAHiddenCommunity_SumsTheShownOnesOnly()
    {
        var street = Street([7, 3]);

        street.Points.Select(point => (point.People, point.Population)).ShouldBe([(9 + 7, 10_000), (9, 5_000)]);
    }

    [Fact]
    public void Events_OfTheWeeksDrawn_AreMarkedInOrder()
    {
        CurveEvent[] events = [new(Monday.AddDays(20), CurveEventKind.Incident), new(Monday.AddDays(3), CurveEventKind.Campaign), new(Monday.AddDays(21), CurveEventKind.Season)];

        WarningCurve.Draw("a", CurveMeasure.Raised, Cells([9, 9, 9]), events, Settings).Events.Select(each => each.Kind)
            .ShouldBe([CurveEventKind.Campaign, CurveEventKind.Incident]);
    }

    [Theory]
    [InlineData("\"leastPeople\": 5", "\"leastPeople\": 4", 6)]
    [InlineData("\"lambda\": 0.2", "\"lambda\": 0", 3)]
    [InlineData("\"limit\": 2.962", "\"limit\": 50", 4)]
    [InlineData("\"baselineWeeks\": 26", "\"baselineWeeks\": 2", 5)]
    public void Parse_ASettingOutsideItsBounds_IsRefusedWithItsLine(string from, string to, int line) =>
        Should.Throw<DataFaultsException>(() => CurveSettings.Parse(Shipped.Replace(from, to, StringComparison.Ordinal))).Lines.ShouldBe([line]);

    private static int[] Weeks(int[] counts, int[] hidden) =>
        [.. Enumerable.Range(0, 60).Select(week =>
        {
            var people = counts.Length == 0 ? 0 : (int)((uint)counts[week % counts.Length] % 12);
            return people >= Settings.LeastPeople ? people : hidden.Length == 0 ? 0 : (int)((uint)hidden[week % hidden.Length] % 5);
        })];

    private static void Same(CurveView one, CurveView other) => one.Points.ShouldBe(other.Points);

    private static CurveView Draw(int[] people) => WarningCurve.Draw("a", CurveMeasure.Raised, Cells(people), [], Settings);

    private static CurveView Street(int[] people) =>
        WarningCurve.Street(CurveMeasure.Raised, [Cells([.. people.Select(_ => 9)]), Cells(people)], [], Settings);

    private static CurveWeek[] Cells(int[] people) => [.. people.Select((count, week) => new CurveWeek(Monday.AddDays(7 * week), 5_000, count))];
}
