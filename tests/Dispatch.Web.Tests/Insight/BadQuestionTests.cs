using System.Net;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Insight;

[Collection(FiguresCollection.Name)]
public class BadQuestionTests(Figures figures)
{
    [Theory]
    [InlineData("table?group=colour", "insight.facet-unknown")]
    [InlineData("table?group=service&group=level&group=day", "insight.facet-unknown")]
    [InlineData("table?group=service&group=service", "insight.facet-unknown")]
    [InlineData("table?group=day&group=week", "insight.facet-unknown")]
    [InlineData("table?group=action&measure=kept", "insight.facet-unknown")]
    [InlineData("table?measure=happiness", "insight.facet-unknown")]
    [InlineData("table?measure=", "insight.facet-unknown")]
    [InlineData("table?colour=red", "insight.facet-unknown")]
    [InlineData("entries?action=account.opened", "insight.facet-unknown")]
    [InlineData("figures?measure=wait", "insight.facet-unknown")]
    [InlineData("figures?action=offer.made", "insight.facet-unknown")]
    [InlineData("figures?group=day", "insight.facet-unknown")]
    [InlineData("figures?limit=5", "insight.facet-unknown")]
    [InlineData("figures?cursor=x", "insight.facet-unknown")]
    [InlineData("table?limit=5", "insight.facet-unknown")]
    [InlineData("table.csv?cursor=x", "insight.facet-unknown")]
    [InlineData("entries?group=day", "insight.facet-unknown")]
    [InlineData("entries.csv?limit=5", "insight.facet-unknown")]
    [InlineData("table?from=2026-02-30", "insight.range-invalid")]
    [InlineData("table?from=2026-02-02&to=2026-02-01", "insight.range-invalid")]
    [InlineData("table?from=2024-01-01&to=2026-01-01", "insight.range-invalid")]
    [InlineData("table?from=0001-01-01&to=0001-01-02", "insight.range-invalid")]
    [InlineData("table?to=9999-12-31", "insight.range-invalid")]
    [InlineData("table?from=2026-01-01&to=2026-03-01&group=hour", "insight.range-invalid")]
    [InlineData("entries?from=2026-01-01&to=2026-01-02&hour=3", "insight.range-invalid")]
    [InlineData("entries?from=2026-01-01&to=2026-01-01&hour=24", "insight.range-invalid")]
    [InlineData("entries?from=2026-01-01&to=2026-01-01&hour=-1", "insight.range-invalid")]
    [InlineData("table?service=", "input.invalid")]
    [InlineData("table?level=a%00b", "input.invalid")]
    [InlineData("entries?limit=0", "input.invalid")]
    [InlineData("entries?limit=201", "input.invalid")]
    [InlineData("entries?limit=many", "input.invalid")]
    [InlineData("entries?cursor=eyJhdCI6MX0", "insight.cursor-invalid")]
    [InlineData("entries?cursor=", "insight.cursor-invalid")]
    public async Task Question_ThatIsWrong_IsRefusedByItsCode(string question, string code) =>
        (await figures["head.zhuoda"].GetAsync($"/api/insight/zhuoda/{question}")).ShouldBeRefused(HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task Filter_WithTooManyOrTooLongValues_IsRefused()
    {
        var many = string.Join('&', Enumerable.Range(0, 21).Select(number => $"service=s{number}"));

        (await figures["head.zhuoda"].GetAsync($"/api/insight/zhuoda/table?{many}")).ShouldBeRefused(HttpStatusCode.BadRequest, "input.invalid");
        (await figures["head.zhuoda"].GetAsync($"/api/insight/zhuoda/table?service={new string('x', 65)}")).ShouldBeRefused(HttpStatusCode.BadRequest, "input.invalid");
    }

    [Fact]
    public async Task Filter_ThatIsSql_IsAValueAndNothingElse()
    {
        var table = (await figures["head.zhuoda"].GetAsync("/api/insight/zhuoda/table?service='%20OR%201=1;%20DROP%20TABLE%20LedgerEntry--")).Ok();

        ((int)table["total"]!["count"]!).ShouldBe(0);
        ((int)(await figures["head.zhuoda"].GetAsync($"/api/insight/zhuoda/table?{Figures.Range}")).Ok()["total"]!["count"]!).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Cursor_OfAnotherQuestionOrOfSomebodyElse_IsRefused()
    {
        var first = (await figures["head.zhuoda"].GetAsync($"/api/insight/zhuoda/entries?{Figures.Range}&measure=offers&limit=5")).Ok();
        var cursor = $"cursor={Uri.EscapeDataString((string)first["next"]!)}";

        var offers = $"/api/insight/zhuoda/entries?{Figures.Range}&measure=offers";
        (await figures["head.zhuoda"].GetAsync($"{offers}&limit=50&{cursor}")).Ok()["entries"]!.AsArray().Count.ShouldBe(50);
        var kept = $"/api/insight/zhuoda/entries?{Figures.Range}&measure=kept&{cursor}";
        var others = new[] { ("head.zhuoda", kept), ("coordinator.zhuoda", $"{offers}&{cursor}"), ("head.zhuoda", $"{offers}&{cursor}x") };
        foreach (var (account, question) in others)
        {
            (await figures[account].GetAsync(question)).ShouldBeRefused(HttpStatusCode.BadRequest, "insight.cursor-invalid");
        }
    }

    [Fact]
    public async Task Station_ThatDoesNotExist_IsUnknownToTheAdministratorAndForeignToOthers()
    {
        (await figures["admin"].GetAsync("/api/insight/nowhere/table")).ShouldBeRefused(HttpStatusCode.NotFound, "station.unknown");
        (await figures["head.zhuoda"].GetAsync("/api/insight/nowhere/table")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
    }

    [Fact]
    public async Task Station_SharedByAgreement_GivesFiguresWithoutPlacesOrEntries()
    {
        await using var product = new Product(Product.NewDirectory(), ownsData: true, ("Dispatch:Demo:HistoryWeeks", "1"));
        using var admin = await product.VisitAsync("admin");
        using var guest = await product.VisitAsync("coordinator.fucheng");
        (await guest.GetAsync($"/api/insight/zhuoda/table?{Figures.Range}")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");

        (await admin.PutAsync("/api/boards/zhuoda/shares/fucheng", new { })).Ok(HttpStatusCode.NoContent);

        ((int)(await guest.GetAsync($"/api/insight/zhuoda/table?{Figures.Range}&group=service")).Ok()["total"]!["count"]!).ShouldBeGreaterThan(0);
        (await guest.GetAsync("/api/insight")).Ok()["stations"]!.AsArray().Select(door => $"{door!["stationId"]} {door["shared"]}")
            .ShouldBe(["fucheng false", "zhuoda true"], ignoreOrder: true);
        string[] refused =
        [
            "table?group=community", "table?community=HI-SY-JY-ZD-DZ", "table?group=ageBand", "table?ageBand=0-17", "figures?ageBand=-", "table?group=hour",
            "figures?from=2026-01-01&to=2026-01-01&hour=3", "table?action=request.submitted", "table?measure=lost&group=action", "table?measure=sealed", "table?measure=entries",
            "table.csv?measure=sealed", "entries", "entries.csv",
        ];
        foreach (var question in refused)
        {
            (await guest.GetAsync($"/api/insight/zhuoda/{question}")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
        }

        var figures = (await guest.GetAsync($"/api/insight/zhuoda/figures?{Figures.Range}")).Ok()["figures"]!.AsArray();
        figures.Select(figure => (string)figure!["measure"]!).ShouldNotContain(code => code == "sealed" || code == "entries");

        // At all stations, a number and the list behind it are of the same ones.
        var table = (await guest.GetAsync($"/api/insight/all/table?{Figures.Range}&measure=entries&group=community&group=station")).Ok();
        var entries = (await guest.GetAsync($"/api/insight/all/entries?{Figures.Range}")).Ok();
        ((long)entries["count"]!).ShouldBe((long)table["total"]!["count"]!);
        table["cells"]!.AsArray().ShouldAllBe(cell => (string?)cell!["keys"]![1] == "fucheng");
        entries["entries"]!.AsArray().ShouldAllBe(entry => (string?)entry!["stationId"] == "fucheng");
    }
}
