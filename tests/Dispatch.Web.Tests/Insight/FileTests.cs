using System.Text;
using Dispatch.Contracts.Records;
using Dispatch.Web.Insight;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Dispatch.Web.Tests.Insight;

[Collection(FiguresCollection.Name)]
public class FileTests(Figures figures)
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    [Fact]
    public async Task Table_AsAFile_HoldsTheSameNumbersUnderHeadersInTheAskedLanguage()
    {
        const string Question = "measure=submitted&group=service&group=level";
        var table = (await figures["head.zhuoda"].GetAsync($"/api/insight/zhuoda/table?{Figures.Range}&{Question}")).Ok();

        var (english, message) = await LinesAsync("head.zhuoda", $"/api/insight/zhuoda/table.csv?{Figures.Range}&{Question}&language=en");
        var (chinese, _) = await LinesAsync("head.zhuoda", $"/api/insight/zhuoda/table.csv?{Figures.Range}&{Question}");

        english[0].ShouldBe("\"Service\",\"Risk level\",\"Requests submitted (entries) [includes history made up for demonstration]\"");
        chinese[0].ShouldBe("\"服务\",\"风险等级\",\"提出的求助 (条) [含演示时虚构的历史]\"");
        english[1..^1].Sum(line => long.Parse(line.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe((long)table["total"]!["value"]!);
        english[^1].ShouldBe($"\"Total\",,{table["total"]!["value"]}");
        english.Count.ShouldBe(table["cells"]!.AsArray().Count + 2);
        message.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
    }

    [Fact]
    public async Task Entries_AsAFile_AreAllOfThemAndEnterTheRecordFirst()
    {
        var entries = await figures.EntriesAsync("head.fucheng", "fucheng", $"{Figures.Range}&measure=kept");

        var (lines, _) = await LinesAsync("head.fucheng", $"/api/insight/fucheng/entries.csv?{Figures.Range}&measure=kept&language=en");

        lines.Count.ShouldBe(entries.Count + 1);
        lines[0].ShouldStartWith("\"Station\",\"Number\",\"Time (UTC)\",\"Who\",\"Role\",\"What [includes history made up for demonstration]\",\"Subject\",\"Community\"");
        lines[1].ShouldStartWith($"\"fucheng\",{entries[0]["sequence"]},");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var exported = await figures.EntriesAsync("head.fucheng", "fucheng", $"{Figures.Live}&action=insight.exported");
        for (; exported.Count == 0; exported = await figures.EntriesAsync("head.fucheng", "fucheng", $"{Figures.Live}&action=insight.exported"))
        {
            await pace.WaitForNextTickAsync(patience.Token);
        }

        ((string?)exported[0]["actor"], (string?)exported[0]["role"], (int)exported[0]["amount"]!).ShouldBe(("head.fucheng", "stationHead", entries.Count));
    }

    [Fact]
    public async Task Cell_ThatASpreadsheetWouldRun_IsMadeText()
    {
        var store = figures.Product.Services.GetRequiredService<ILedgerStore>();
        string[] evil = ["=HYPERLINK(\"http://x\",\"y\")", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\tx", "\rx", "＝1", "plain, \"quoted\"\nline"];
        var at = new DateTimeOffset(2020, 5, 5, 4, 0, 0, TimeSpan.Zero);
        var drafts = evil.Select((text, place) => new CommittedDraft(
            $"test/evil/{place}", new RecordDraft("fucheng", at.AddMinutes(-place), text, null, "request.submitted", "request/x", new Facets(Service: text))));
        await store.AppendAsync(await store.HeadAsync("fucheng", default), [.. drafts], at, default);

        var (bytes, _) = await figures.FileAsync("admin", "/api/insight/fucheng/entries.csv?from=2020-05-05&to=2020-05-05");
        var text = Encoding.UTF8.GetString(bytes);

        text.ShouldContain(",\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",");
        text.ShouldContain(",\"'+1\",");
        text.ShouldContain(",\"'-1+cmd|' /C calc'!A0\",");
        text.ShouldContain(",\"'@SUM(A1)\",");
        text.ShouldContain(",\"'\tx\",");
        text.ShouldContain(",\"'\rx\",");
        text.ShouldContain(",\"'＝1\",");
        text.ShouldContain(",\"plain, \"\"quoted\"\"\nline\",");
        var (table, _) = await LinesAsync("admin", "/api/insight/fucheng/table.csv?from=2020-05-05&to=2020-05-05&group=service");
        table.ShouldContain("\"'@SUM(A1)\",1");
    }

    [Fact]
    public async Task Table_WithoutFacets_HoldsItsNumberOnce()
    {
        var table = (await figures["head.zhuoda"].GetAsync($"/api/insight/zhuoda/table?{Figures.Range}&measure=offers")).Ok();

        var (lines, _) = await LinesAsync("head.zhuoda", $"/api/insight/zhuoda/table.csv?{Figures.Range}&measure=offers");

        lines[1..].ShouldBe([$"{table["total"]!["value"]}"]);
    }

    [Fact]
    public void Line_OfNumbersMomentsAndNothing_QuotesTextsAlone() =>
        Csv.Line("a;b", -5L, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(8)), null, "").ShouldBe("\"a;b\",-5,2026-01-01T19:04:05Z,,\"\"\r\n");

    private async Task<(List<string> Lines, HttpResponseMessage Message)> LinesAsync(string account, string path)
    {
        var (bytes, message) = await figures.FileAsync(account, path);
        bytes[..3].ShouldBe(Mark);
        message.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        var text = Encoding.UTF8.GetString(bytes.AsSpan(3));
        text.ShouldEndWith("\r\n");
        return ([.. text[..^2].Split("\r\n")], message);
    }
}
