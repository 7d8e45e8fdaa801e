using System.Globalization;

namespace Dispatch.Browser.Tests;

/// <summary>A station head looks at the figures, opens what is behind them, and takes them along.</summary>
[Collection(SecondTown.Name)]
public class InsightTests(Product product)
{
    [Fact]
    public async Task Figures_AtTheDesk_OpenTheirEntriesAndGoIntoAFile()
    {
        await using var scene = new Scene(product);
        var page = (await scene.DeskAsync("head.zhuoda", door: "/insight")).Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "统计与查询" })).ToBeVisibleAsync();
        await Expect(page.Locator(".tile")).ToHaveCountAsync(8);
        await Expect(page.Locator(".chart rect").First).ToBeVisibleAsync();
        (await Choice(page, "站点").CountAsync()).ShouldBe(0, "a head of one station has no station to choose");
        await Axe.IsCleanAsync(page);
        await page.TakeAsync("insight");

        await Choice(page, "统计").SelectOptionAsync("offers");
        await Choice(page, "按").SelectOptionAsync("service");
        await Choice(page, "再按").SelectOptionAsync("responder");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "发出的派单，按服务和响应者类别" })).ToBeVisibleAsync();
        var cell = page.Locator("table.cells tbody tr").First.GetByRole(AriaRole.Button).First;
        var number = int.Parse((await cell.InnerTextAsync()).Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        await cell.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText($"{number} 条条目").Last).ToBeVisibleAsync();
        await Expect(page.Locator("table.entries tbody tr")).ToHaveCountAsync(Math.Min(50, number));
        await Axe.IsCleanAsync(page);
        await page.TakeAsync("insight-entries");
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "导出条目 (CSV)" }).ClickAsync());
        (await File.ReadAllLinesAsync(await file.PathAsync())).Length.ShouldBe(number + 1);
        page.Url.ShouldContain("measure=offers");
    }

    [Theory]
    [InlineData(ColorScheme.Light, "zh-CN", "insight-phone")]
    [InlineData(ColorScheme.Dark, "en-GB", "insight-phone-dark")]
    public async Task Figures_OnThePhone_FitAndBreakNoSeriousRule(ColorScheme scheme, string locale, string picture)
    {
        await using var scene = new Scene(product);
        var page = (await scene.DeskAsync("coordinator.zhuoda", Device.Phone with { Scheme = scheme, Locale = locale }, "/insight?by=service&and=level")).Page;
        await Expect(page.Locator(".chart rect").First).ToBeVisibleAsync();

        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing hangs over the edge");
        await Axe.IsCleanAsync(page);
        await page.TakeAsync(picture);
        if (locale == "en-GB")
        {
            (await page.InnerTextAsync("main")).Where(letter => letter is >= '\u4e00' and <= '\u9fff').ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Figures_AtNight_AreReadable()
    {
        await using var scene = new Scene(product);
        var page = (await scene.DeskAsync("admin", Device.Desk.Dark with { Locale = "en-GB" }, "/insight?by=week&and=level&measure=offers&from=2026-01-01&to=2026-12-31")).Page;
        await Expect(page.Locator(".tile")).ToHaveCountAsync(8);

        await Axe.IsCleanAsync(page);
        await page.TakeAsync("insight-dark");
    }

    [Fact]
    public async Task Figures_OfATimeWithoutEntries_SayThatThereAreNone()
    {
        await using var scene = new Scene(product);
        var page = (await scene.DeskAsync("head.fucheng", door: "/insight?from=2020-01-01&to=2020-01-31")).Page;

        await Expect(page.GetByText("这个范围内没有记录。")).ToBeVisibleAsync();
        await Axe.IsCleanAsync(page);
    }

    [Fact]
    public async Task Figures_ThatCannotBeRead_SayWhyAndAreThereAfterwards()
    {
        await using var scene = new Scene(product);
        var page = (await scene.DeskAsync("head.zhuoda", door: "/")).Page;
        await page.RouteAsync("**/api/insight/**/table?*", route => route.FulfillAsync(new()
        {
            Status = 400, ContentType = "application/problem+json", Body = """{"code":"insight.too-wide"}""",
        }));
        await page.GotoAsync("/insight");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("结果太多");
        await page.UnrouteAsync("**/api/insight/**/table?*");

        await page.GetByRole(AriaRole.Button, new() { Name = "重试" }).ClickAsync();

        await Expect(page.Locator(".chart rect").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Figures_ForAVolunteer_StayShut()
    {
        await using var scene = new Scene(product);
        var page = (await scene.DeskAsync("volunteer1.zhuoda", door: "/insight")).Page;

        await Expect(page.Locator(".tile")).ToHaveCountAsync(0);
        (await page.APIRequest.GetAsync("/api/insight/zhuoda/figures")).Status.ShouldBe(403);
    }

    private static ILocator Choice(IPage page, string name) => page.GetByRole(AriaRole.Combobox, new() { Name = name, Exact = true });
}
