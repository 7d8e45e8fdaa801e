using System.Globalization;

namespace Dispatch.Browser.Tests;

/// <summary>A station head looks at the warning curves of the demonstration, and marks what explains them.</summary>
[Collection(SecondTown.Name)]
public class CurveTests(Product product)
{
    [Fact]
    public async Task Curves_AtTheDesk_ShowLimitsTheRiseAndTheEventThatTheHeadMarks()
    {
        await using var scene = new Scene(product);
        var page = (await scene.DeskAsync("head.zhuoda", door: "/curve")).Page;
        await Expect(page.Locator(".plot svg")).ToHaveCountAsync(5);
        await Expect(page.Locator("path.line").First).ToBeVisibleAsync();
        await Expect(page.GetByText("高于上限").First).ToBeVisibleAsync();
        await page.GetByLabel("日期").FillAsync(DateTime.UtcNow.AddDays(-35).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.GetByLabel("类型").SelectOptionAsync("Campaign");
        await page.GetByLabel("说明（可不填）").FillAsync("社区心理健康周");
        await page.GetByRole(AriaRole.Button, new() { Name = "标记事件" }).ClickAsync();
        await Expect(page.Locator("ul.events li")).ToContainTextAsync("社区心理健康周");
        await Expect(page.Locator("g.mark")).ToHaveCountAsync(5);

        await page.GetByText("以表格显示").First.ClickAsync();
        var table = page.Locator("table").First;
        await Expect(table).ToContainTextAsync("社区心理健康周");
        await Expect(page.Locator("table").Nth(1)).ToContainTextAsync("少于 5", new() { UseInnerText = false });
        await Axe.IsCleanAsync(page);
        await page.GetByText("以表格显示").First.ClickAsync();
        await page.TakeAsync("curve-desk");

        await page.GetByRole(AriaRole.Button, new() { Name = "撤回", Exact = false }).First.ClickAsync();
        await Expect(page.GetByText("还没有标记事件。")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Curves_OnAPhoneAtNight_FitForACounsellorAndBreakNoSeriousRule()
    {
        await using var scene = new Scene(product);
        var page = (await scene.DeskAsync("counsellor5.fucheng", (Device.Phone with { Locale = "en-GB" }).Dark, "/curve")).Page;
        await Expect(page.Locator("path.line").First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "People with overdue follow-up" }).ClickAsync();
        await Expect(page.GetByText("follow-up that was overdue in the week")).ToBeVisibleAsync();
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing hangs over the edge");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Mark the event" })).ToHaveCountAsync(0);
        await Axe.IsCleanAsync(page);
        await page.TakeAsync("curve-phone-dark");
        (await page.InnerTextAsync("main")).Where(letter => letter is >= '\u4e00' and <= '\u9fff').ShouldBeEmpty();
    }
}
