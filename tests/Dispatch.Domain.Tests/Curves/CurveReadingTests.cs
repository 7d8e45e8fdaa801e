using System.Collections.Immutable;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Curves;
using Dispatch.Domain.Demo;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace Dispatch.Domain.Tests.Curves;

/// <summary>The ledger becomes weekly numbers, and nothing of a person is left in them.</summary>
public sealed class CurveReadingTests
{
    private static readonly CurveSettings Settings = CurveSettings.Parse(DataFiles.Text("care/curve.json"));
    private static readonly Communities Known = Communities.Parse("""{"communities": [{"area": "a", "inhabitants": 900, "places": ["a1"]}, {"area": "b", "inhabitants": 800}]}""");
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>A Monday, midnight in the station's zone.</summary>
    private static readonly DateTimeOffset Monday = new(2036, 1, 6, 16, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(RecordActions.CaseAsked, "serious", CurveMeasure.Raised)]
    [InlineData(RecordActions.CaseAsked, "general", null)]
    [InlineData(RecordActions.CaseLevelRaised, "highRisk", CurveMeasure.Raised)]
    [InlineData(RecordActions.CaseLevelConfirmed, "serious", CurveMeasure.Confirmed)]
    [InlineData(RecordActions.CaseLevelLowered, "serious", CurveMeasure.Confirmed)]
    [InlineData(RecordActions.CaseLevelLowered, "general", null)]
    [InlineData(RecordActions.CaseFollowUpDue, "general", CurveMeasure.Overdue)]
    [InlineData(RecordActions.RequestSubmitted, "highRisk", null)]
    public void Entry_OfTheLedger_IsTheSignThatTheDocumentSays(string action, string level, CurveMeasure? measure) =>
        CurveReading.Sign(Entry(1, "p", 0, action, level: level)).ShouldBe(measure);

    [Fact]
    public void Week_ThatIsOver_IsClosedWithEachPersonOnceAndForgetsWhoTheyWere()
    {
        var book = Count(
            14.5, Entry(1, "x", -3), Entry(2, "p1", 1), Entry(3, "p1", 5), Entry(4, "p2", 3, area: "a1"), Entry(5, "p3", 2, area: "b"), Entry(6, "p4", 2, area: "elsewhere"));

        Numbers(book, "a").ShouldBe([2]);
        Numbers(book, "b").ShouldBe([1]);
        book.Series.Select(each => each.Area).Distinct().ShouldBe(["a", "b"], ignoreOrder: true);
        book.Traces.ShouldBeEmpty();
    }

    [Fact]
    public void Week_JustOver_StaysOpenForADayForWhatIsStillOnItsWay()
    {
        var before = Count(7.9, Entry(1, "x", -3), Entry(2, "p1", 1));
        Numbers(before, "a").ShouldBeEmpty();

        var after = Close(CurveReading.Read(before, [Entry(3, "p2", 6.9, recorded: 7.95)], Known, Zone), 8.1);

        Numbers(after, "a").ShouldBe([2]);
    }

    [Fact]
    public void Entry_RecordedAfterItsWeekClosed_CountsInTheOpenWeekAndChangesNoClosedOne()
    {
        var closed = Count(8.5, Entry(1, "x", -3), Entry(2, "p1", 1));

        var later = Close(CurveReading.Read(closed, [Entry(3, "late", 2, recorded: 9)], Known, Zone), 16);

        Numbers(later, "a").ShouldBe([1, 1]);
    }

    [Fact]
    public void Entry_FromAClockThatRunsAhead_CountsInTheWeekInWhichItWasRecorded() =>
        Numbers(Count(16, Entry(1, "x", -3), Entry(2, "p1", 300, recorded: 3)), "a").ShouldBe([1, 0]);

    [Fact]
    public void FirstWeekOfALedger_IsNoWholeOneAndIsLeftOut() => Numbers(Count(16, Entry(1, "p", 2), Entry(2, "q", 9)), "a").ShouldBe([1]);

    [Fact]
    public void Community_ThatTheStationLoses_IsCountedAsAPlaceOfNobody()
    {
        var closed = Count(8.5, Entry(1, "x", -3), Entry(2, "p", 1));

        var lost = CurveReading.Close(closed, ["b"], Known, Monday.AddDays(15.5), Zone);

        lost.Series.First(each => each is { Area: "a", Measure: CurveMeasure.Raised }).Population.ShouldBe([900, 0]);
    }

    /// <summary>However the ledger is cut into readings, and whichever of them are told again, the numbers are the same.</summary>
    [Fact]
    public void Reading_InAnyBites_GivesTheSameNumbers() => Prop.ForAll<byte[], PositiveInt>((days, bite) =>
    {
        LedgerEntry[] entries = [Entry(1, "x", -3), .. days.Select((day, index) => Entry(index + 2, $"p{day % 5}", day % 20, recorded: 20))];
        var whole = Count(22, entries);
        var book = CurveBook.Empty;
        foreach (var some in entries.Chunk((bite.Get % 7) + 1))
        {
            book = CurveReading.Read(CurveReading.Read(book, some, Known, Zone), some, Known, Zone);
        }

        var bitten = Close(book, 22);
        Numbers(bitten, "a").ShouldBe(Numbers(whole, "a"));
        bitten.Traces.ShouldBe(whole.Traces, ignoreOrder: true);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Crossing_IsFoundOnceAndNamesNoNumber()
    {
        var book = CurveBook.Empty;
        var found = new List<CurveAlarm>();
        var sequence = 1L;
        for (var week = 0; week < 60; week++)
        {
            var people = week < 50 ? 7 + (week % 3) : 22;
            var read = CurveReading.Read(
                book, Enumerable.Range(0, people).Select(person => Entry(sequence++, $"w{week}-{person}", (7 * week) + 2.5)).ToList(), Known, Zone);
            var next = CurveAlarms.Find(book, Close(read, (7 * week) + 8.5), Settings, Monday.AddDays(7 * week));
            found.AddRange(next.Alarms.Except(book.Alarms));
            book = CurveAlarms.Find(next, next, Settings, Monday);
        }

        var alarm = found.Single(each => each.Area == "a");
        alarm.Week.ShouldBeInRange(Day(7 * 50), Day(7 * 53));
        found.Select(each => each.Number).ShouldBeUnique();
        var notice = CurveAlarms.Notice("zhuoda", alarm);
        (notice.Kind, notice.Reason, notice.To).ShouldBe(("curve.raised", "a", Contracts.Role.StationHead));
    }

    [Fact]
    public void FirstCountOfALongLedger_TellsOfNoYearsThatAreOver()
    {
        var sequence = 1L;
        LedgerEntry[] entries = [.. Enumerable.Range(0, 80).SelectMany(week => Enumerable.Range(0, week is >= 40 and < 50 ? 25 : 8)
            .Select(person => Entry(sequence++, $"w{week}-{person}", (7 * week) + 2.5, recorded: 600)))];
        var book = Count(7 * 80, entries);

        CurveAlarms.Find(CurveBook.Empty, book, Settings, Monday).Alarms.ShouldBeEmpty();
        CurveViews.View("s", book, CurveMeasure.Raised, Settings).Curves.ShouldContain(curve => curve.Points.Any(point => point.Alarm));
    }

    [Fact]
    public void Demonstration_ShowsARiseThatCrossesInItsFirstCommunityAlone()
    {
        var set = DemoData.Parse(new(DataFiles.Text("demo/areas.json"), DataFiles.Text("demo/stations.json"), DataFiles.Text("demo/people.json")), DataFiles.Catalogue);
        var communities = Communities.Parse(DataFiles.Text("care/communities.json"));
        var now = new DateTimeOffset(2026, 11, 19, 9, 30, 0, TimeSpan.Zero);
        foreach (var facts in set.Stations)
        {
            var entries = DemoCurve.Of(facts, communities, now).Select((each, index) => new LedgerEntry(
                facts.Id, index + 1, each.At, now, "system", null, each.Action, each.Subject, $"demo/{index}", each.Facets, [], [], []));
            var book = CurveReading.Close(CurveReading.Read(CurveBook.Empty, entries, communities, Zone), facts.Areas.Select(area => area.Code), communities, now, Zone);

            var curves = CurveViews.View(facts.Id, book, CurveMeasure.Raised, Settings).Curves;
            curves.Length.ShouldBe(5);
            curves.Where(curve => curve.Points[^1].Above).Select(curve => curve.Area).Where(area => area.Length > 0).ShouldHaveSingleItem();
        }
    }

    [Theory]
    [InlineData("\"inhabitants\": 900", "\"inhabitants\": 0")]
    [InlineData("\"places\": [\"a1\"]", "\"places\": [\"b\"]")]
    public void Communities_WithAFault_AreRefused(string from, string to)
    {
        const string Text = """{"communities": [{"area": "a", "inhabitants": 900, "places": ["a1"]}, {"area": "b", "inhabitants": 800}]}""";
        Should.Throw<DataFaultsException>(() => Communities.Parse(Text.Replace(from, to, StringComparison.Ordinal)));
    }

    private static CurveBook Count(double days, params LedgerEntry[] entries) => Close(CurveReading.Read(CurveBook.Empty, entries, Known, Zone), days);

    private static CurveBook Close(CurveBook book, double days) => CurveReading.Close(book, ["a", "a1", "b", "c"], Known, Monday.AddDays(days), Zone);

    private static ImmutableArray<int> Numbers(CurveBook book, string area) =>
        book.Series.FirstOrDefault(each => each.Area == area && each.Measure == CurveMeasure.Raised)?.People ?? [];

    private static DateOnly Day(int days) => DateOnly.FromDateTime(Monday.AddHours(8).AddDays(days).DateTime);

    private static LedgerEntry Entry(
        long sequence, string person, double days, string action = RecordActions.CaseAsked, string area = "a", string level = "serious", double? recorded = null) => new(
        "zhuoda", sequence, Monday.AddDays(days), Monday.AddDays(recorded ?? days), "system", null, action, "case/" + person, $"c/{sequence}",
        new Facets(Community: area, Level: level), [], [], []);
}
