using System.Globalization;
using System.Net;
using Dispatch.Web.Tests.Hosting;
using Dispatch.Web.Tests.Insight;
using Shouldly;

namespace Dispatch.Web.Tests.Curves;

/// <summary>The head's curves over REST, on the demonstration's made-up signs.</summary>
[Collection(FiguresCollection.Name)]
public class CurvesTests(Figures figures)
{
    [Theory]
    [InlineData("Raised")]
    [InlineData("Confirmed")]
    [InlineData("Overdue")]
    public async Task Curves_OfAStation_ShowNoCellUnderFivePeople(string measure)
    {
        var seen = (await figures["head.zhuoda"].GetAsync($"/api/curves/zhuoda?measure={measure}")).Ok();

        ((bool)seen["madeUp"]!).ShouldBeTrue();
        seen["curves"]!.AsArray().Select(curve => (string)curve!["area"]!).ShouldBe(["", "HI-SY-JY-ZD-DZ", "HI-SY-JY-ZD-HL", "HI-SY-JY-ZD-HLV", "HI-SY-JY-ZD-ZDC"]);
        var points = seen["curves"]!.AsArray().SelectMany(curve => curve!["points"]!.AsArray()).ToList();
        points.ShouldAllBe(point => point!["people"] == null || (int)point["people"]! >= 5);
        points.ShouldContain(point => point!["people"] == null);
        points.ShouldContain(point => point!["smoothed"] != null);
    }

    [Fact]
    public async Task Curve_OfTheCommunityWithARise_LiesAboveItsLimit()
    {
        var seen = (await figures["head.zhuoda"].GetAsync("/api/curves/zhuoda")).Ok();

        var risen = seen["curves"]!.AsArray().Single(curve => (string?)curve!["area"] == "HI-SY-JY-ZD-DZ")!["points"]!.AsArray();
        ((bool)risen[^1]!["above"]!).ShouldBeTrue();
        risen.Count(point => (bool)point!["alarm"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Event_OfTheHead_IsMarkedOnceReadByCounsellorsAndTakenBack()
    {
        var head = figures["head.fucheng"];
        using var counsellor = await figures.Product.VisitAsync("counsellor1.fucheng");
        var day = DateTime.UtcNow.AddDays(-30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var marked = new { day, kind = "Campaign", words = "心理健康周" };

        (await head.PostAsync("/api/curves/fucheng/events", marked, ("Idempotency-Key", "mark-one"))).Ok(HttpStatusCode.NoContent);
        (await head.PostAsync("/api/curves/fucheng/events", marked, ("Idempotency-Key", "mark-one"))).Ok(HttpStatusCode.NoContent);

        var seen = (await counsellor.GetAsync("/api/curves/fucheng?measure=Overdue")).Ok();
        var told = seen["events"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)told["words"], (string?)told["kind"], (string?)told["day"]).ShouldBe(("心理健康周", "Campaign", day));
        seen["curves"]![0]!["events"]!.AsArray().ShouldHaveSingleItem();
        (await counsellor.DeleteAsync($"/api/curves/fucheng/events/{told["number"]}")).Code.ShouldBe("access.denied");
        (await head.DeleteAsync($"/api/curves/fucheng/events/{told["number"]}")).Ok(HttpStatusCode.NoContent);
        (await counsellor.GetAsync("/api/curves/fucheng")).Ok()["events"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("coordinator.zhuoda", "zhuoda", "access.denied")]
    [InlineData("admin", "zhuoda", "access.denied")]
    [InlineData("head.fucheng", "zhuoda", "access.station")]
    [InlineData("head.zhuoda", "nowhere", "station.unknown")]
    public async Task Curves_ForWhoeverHasNoBusinessThere_StayShut(string account, string station, string code) =>
        (await figures[account].GetAsync($"/api/curves/{station}")).Code.ShouldBe(code);

    [Theory]
    [InlineData("""{"kind": "Campaign"}""")]
    [InlineData("""{"day": "2026-01-01"}""")]
    [InlineData("""{"day": "1800-01-01", "kind": "Campaign"}""")]
    public async Task Event_ThatIsNone_IsRefused(string body)
    {
        var answer = await figures["head.zhuoda"].PostAsync("/api/curves/zhuoda/events", System.Text.Json.Nodes.JsonNode.Parse(body)!);

        answer.ShouldBeRefused(HttpStatusCode.BadRequest, "input.invalid");
    }
}
