using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Curves;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Curves;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Curves;

/// <summary>The head hears of a crossing once, whatever dies in between, and the numbers stay.</summary>
public class CurveGrainTests
{
    private const string Area = "HI-SY-JY-ZD-DZ";
    private static readonly Actor Head = new("head.zhuoda", Role.StationHead, Town.Station);

    [Fact]
    public async Task Crossing_IsToldOnceToTheHeadWhateverDiesInBetween()
    {
        await using var town = await DrawnAsync();
        await EnterAsync(town, 40, week => week < 39 ? 8 + (week % 3) : 60);
        var fails = 1;
        town.Cluster.Storage.Writing = state => state == "curve" && town.Cluster.Storage.Text("station").Contains("curve/1", StringComparison.Ordinal) && fails-- > 0
            ? throw new TimeoutException("The silo died.")
            : Task.CompletedTask;

        await Assert.ThrowsAnyAsync<Exception>(Curve(town).TickAsync);
        await town.Cluster.KillEverySiloAsync();
        await Curve(town).TickAsync();
        await Curve(town).TickAsync();

        var notices = (await town.Cluster.Grains.GetGrain<IStationGrain>(Town.Station).NoticesAsync(Head)).Value!.Notices;
        var notice = Assert.Single(notices, each => each.Kind == "curve.raised");
        Assert.Equal((Area, "curve/1"), (notice.Reason, notice.Id));
    }

    [Fact]
    public async Task Numbers_AfterEverySiloDied_AreTheSame()
    {
        await using var town = await DrawnAsync();
        await EnterAsync(town, 30, week => week % 9);
        var before = (await Curve(town).GetAsync(Head, CurveMeasure.Raised)).Value!;

        await town.Cluster.KillEverySiloAsync();

        var after = (await Curve(town).GetAsync(Head, CurveMeasure.Raised)).Value!;
        var curve = Assert.Single(after.Curves);
        Assert.Equal(30, curve.Points.Length);
        Assert.Equal([.. before.Curves[0].Points.Select(point => (point.Week, point.People))], [.. curve.Points.Select(point => (point.Week, point.People))]);
        Assert.Contains(curve.Points, point => point.People is null);
        Assert.All(curve.Points, point => Assert.True(point.People is null or >= 5));
    }

    [Fact]
    public async Task Events_OfTheHead_OutliveEverySiloAndAreTakenBack()
    {
        await using var town = await DrawnAsync();
        await EnterAsync(town, 3, _ => 8);
        var command = new MarkCurve(Head, DateOnly.FromDateTime(town.Cluster.Clock.GetUtcNow().AddDays(-10).UtcDateTime), CurveEventKind.Campaign, "校园讲座周");

        Assert.Null((await Curve(town).MarkAsync("c1", command)).Refused);
        Assert.Null((await Curve(town).MarkAsync("c1", command)).Refused);

        await town.Cluster.KillEverySiloAsync();
        var view = (await Curve(town).GetAsync(Head, CurveMeasure.Raised)).Value!;
        Assert.Equal(("校园讲座周", 1), (Assert.Single(view.Events).Words, view.Events[0].Number));
        Assert.Null((await Curve(town).UnmarkAsync(Head, 1)).Refused);
        Assert.Empty((await Curve(town).GetAsync(Head, CurveMeasure.Raised)).Value!.Events);
    }

    [Theory]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Admin)]
    [InlineData(Role.Resident)]
    public async Task Curves_ForWhoeverIsNoHeadAndNoCounsellor_AreRefused(Role role)
    {
        await using var town = await DrawnAsync();

        Assert.Equal(RefusalCode.AccessDenied, (await Curve(town).GetAsync(new Actor("x", role, Town.Station), CurveMeasure.Raised)).Refused!.Code);
    }

    [Fact]
    public async Task Counsellor_ReadsTheCurvesOfTheOwnStationAndMarksNothing()
    {
        await using var town = await DrawnAsync();
        var counsellor = new Actor("c", Role.Counsellor, Town.Station);

        Assert.Null((await Curve(town).GetAsync(counsellor, CurveMeasure.Overdue)).Refused);
        Assert.NotNull((await Curve(town).GetAsync(counsellor with { StationId = "fucheng" }, CurveMeasure.Overdue)).Refused);
        Assert.NotNull((await Curve(town).MarkAsync("c", new MarkCurve(counsellor, new DateOnly(2026, 1, 1), CurveEventKind.Season, ""))).Refused);
    }

    private static ICurveGrain Curve(Town town) => town.Cluster.Grains.GetGrain<ICurveGrain>(Town.Station);

    /// <summary>A town with one community of which curves are drawn.</summary>
    private static async Task<Town> DrawnAsync()
    {
        var town = await Town.FoundAsync();
        var station = town.Cluster.Grains.GetGrain<IStationGrain>(Town.Station);
        var facts = (await station.GetAsync())!;
        Assert.Null((await station.ConfigureAsync(facts with { Areas = [new AreaFacts(Area, "丹州社区", "Danzhou", Town.Centre)] })).Refused);
        return town;
    }

    /// <summary>Weeks of signs up to the present one.</summary>
    private static Task EnterAsync(Town town, int weeks, Func<int, int> people)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var running = CurveTally.WeekOf(town.Cluster.Clock.GetUtcNow() - CurveReading.Grace, zone);
        var drafts = ImmutableArray.CreateBuilder<CommittedDraft>();
        for (var week = -1; week < weeks; week++)
        {
            var at = new DateTimeOffset(running.AddDays(7 * (week - weeks)), new TimeOnly(6, 0), TimeSpan.Zero);
            for (var person = 0; person < (week < 0 ? 1 : people(week)); person++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"w{week}-{person}");
                drafts.Add(new CommittedDraft("test/" + id, new RecordDraft(
                    Town.Station, at, "system", null, RecordActions.CaseAsked, "case/" + id, new Facets(Community: Area, Level: "serious"))));
            }
        }

        return town.Cluster.Grains.GetGrain<ILedgerGrain>(Town.Station).EnterAsync(drafts.ToImmutable());
    }
}
