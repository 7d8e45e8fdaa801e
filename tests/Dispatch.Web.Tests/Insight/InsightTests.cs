using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Records.Insight;
using Dispatch.Web.Insight;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Dispatch.Web.Tests.Insight;

[Collection(FiguresCollection.Name)]
public class InsightTests(Figures figures)
{
    public static TheoryData<string> Questions =>
    [
        "measure=submitted", "measure=submitted&group=service", "measure=offers&group=service&group=responder", "measure=kept&group=community&level=general",
        "measure=entries&group=action", "measure=entries&group=action&group=level", "measure=submitted&group=ageBand&service=escort&service=home-visit",
        "measure=accepted&responder=volunteer&group=level", "measure=wait&group=responder", "measure=given&group=service",
        "measure=submitted&ageBand=-&group=community", "measure=entries&action=offer.lapsed&group=service",
    ];

    [Theory, MemberData(nameof(Questions))]
    public async Task Table_OfAnyQuestion_ReconcilesWithTheEntriesBehindEachCell(string question)
    {
        var table = (await figures["head.zhuoda"].GetAsync($"/api/insight/zhuoda/table?{Figures.Range}&{question}")).Ok();
        var groups = table["groups"]!.AsArray().Select(group => (string)group!).ToList();

        var all = await figures.EntriesAsync("head.zhuoda", "zhuoda", $"{Figures.Range}&{Without(question)}");

        all.Count.ShouldBe((int)table["total"]!["count"]!, question);
        all.Count.ShouldBeGreaterThan(0);
        var cells = table["cells"]!.AsArray();
        cells.Sum(cell => (int)cell!["count"]!).ShouldBe(all.Count);
        foreach (var cell in cells)
        {
            var keys = cell!["keys"]!.AsArray().Select(key => (string?)key).ToList();
            var behind = all.Where(entry => groups.Zip(keys).All(key => (string?)entry[key.First] == key.Second)).ToList();
            behind.Count.ShouldBe((int)cell["count"]!, cell.ToJsonString());
        }
    }

    [Fact]
    public async Task Table_ByDays_ReconcilesWithTheListOfEachDay()
    {
        var table = (await figures["head.zhuoda"].GetAsync($"/api/insight/zhuoda/table?{Figures.Range}&measure=offers&group=day")).Ok();

        table["cells"]!.AsArray().Count.ShouldBeGreaterThan(8);
        foreach (var cell in table["cells"]!.AsArray())
        {
            var day = (string)cell!["keys"]![0]!;
            (await figures.EntriesAsync("head.zhuoda", "zhuoda", $"from={day}&to={day}&measure=offers", limit: 17)).Count.ShouldBe((int)cell["count"]!, day);
        }
    }

    [Fact]
    public async Task Figures_OfARange_AreThoseOfTheTables()
    {
        var told = (await figures["coordinator.zhuoda"].GetAsync($"/api/insight/zhuoda/figures?{Figures.Range}")).Ok()["figures"]!.AsArray();

        told.Count.ShouldBe(17);
        foreach (var figure in told)
        {
            var table = (await figures["coordinator.zhuoda"].GetAsync($"/api/insight/zhuoda/table?{Figures.Range}&measure={figure!["measure"]}")).Ok();
            ((long)table["total"]!["value"]!, (long)table["total"]!["count"]!).ShouldBe(((long)figure["value"]!, (long)figure["count"]!), (string)figure["measure"]!);
        }
    }

    [Fact]
    public async Task List_PageByPage_HoldsEachEntryOnceNewestFirst()
    {
        var entries = await figures.EntriesAsync("admin", "all", $"{Figures.Range}&measure=offers", limit: 23);

        entries.Select(entry => $"{entry["stationId"]}/{entry["sequence"]}").ShouldBeUnique();
        entries.Select(entry => (DateTimeOffset)entry["at"]!).ShouldBe(entries.Select(entry => (DateTimeOffset)entry["at"]!).OrderDescending());
        entries.Select(entry => (string)entry["stationId"]!).Distinct().Order().ShouldBe(["fucheng", "zhuoda"]);
    }

    [Theory]
    [InlineData("head.zhuoda", "zhuoda")]
    [InlineData("coordinator.fucheng", "fucheng")]
    public async Task All_ForStaffOfOneStation_IsThatStationAlone(string account, string station)
    {
        var table = (await figures[account].GetAsync($"/api/insight/all/table?{Figures.Range}&measure=submitted&group=station")).Ok();

        ((string?)table["cells"]!.AsArray().ShouldHaveSingleItem()!["keys"]![0]).ShouldBe(station);
        (await figures.EntriesAsync(account, "all", $"{Figures.Range}&measure=submitted")).ShouldAllBe(entry => (string?)entry["stationId"] == station);
    }

    [Fact]
    public async Task Accounts_AreNeverAmongTheEntries()
    {
        (await figures["admin"].GetAsync($"/api/insight/all/entries?{Figures.Live}&action=account.signed-in")).ShouldBeRefused(HttpStatusCode.BadRequest, "insight.facet-unknown");
        (await figures.EntriesAsync("admin", "all", Figures.Live)).ShouldAllBe(entry => !((string)entry["action"]!).StartsWith("account.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Action_ThatIsCounted_HasAName(string language)
    {
        var words = figures.Product.Services.GetRequiredService<InsightTexts>().In(language, []);

        Measure.Entries.Actions.Where(action => words.Name(Facet.Action, action) == action).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("request.erased")]
    [InlineData("consent.withdrawn")]
    [InlineData("data.exported")]
    [InlineData("privacy.purged")]
    [InlineData("clock.back")]
    [InlineData("ledger.torn")]
    public void Action_ThatIsNoAccounts_IsCounted(string action) => Measure.Entries.Actions.ShouldContain(action);

    [Fact]
    public async Task Request_OfAPersonInAnAgeBand_IsCountedInIt()
    {
        var need = Hosting.Needs.With("ageBand", "101-");
        (await figures["coordinator.zhuoda"].PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        JsonNode table;
        do
        {
            await pace.WaitForNextTickAsync(patience.Token);
            table = (await figures["head.zhuoda"].GetAsync($"/api/insight/zhuoda/table?{Figures.Live}&measure=submitted&group=ageBand&ageBand=101-")).Ok();
        }
        while ((int)table["total"]!["count"]! == 0);

        var entry = (await figures.EntriesAsync("head.zhuoda", "zhuoda", $"{Figures.Live}&measure=submitted&ageBand=101-")).ShouldHaveSingleItem();
        ((string?)entry["actor"], (string?)entry["role"], (string?)entry["service"]).ShouldBe(("coordinator.zhuoda", "coordinator", "escort"));
    }

    [Fact]
    public async Task Request_OfAnAgeBandThatNobodyKnows_IsRefused() =>
        (await figures["coordinator.zhuoda"].PostAsync("/api/requests", Hosting.Needs.With("ageBand", "about seventy")))
            .ShouldBeRefused(HttpStatusCode.BadRequest, "input.invalid");

    private static string Without(string question) => string.Join('&', question.Split('&').Where(part => !part.StartsWith("group=", StringComparison.Ordinal)));
}
