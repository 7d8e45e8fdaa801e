namespace Dispatch.Browser.Tests;

/// <summary>A station head starts a drill, sees on every part of it that nothing is real, and ends it with a grade.</summary>
[Collection(Town.Name)]
public class DrillTests(Product product)
{
    [Fact]
    public async Task Drill_StartedByTheHead_ShowsItsBandItsClocksAndItsGrade()
    {
        await using var scene = new Scene(product);
        var page = (await scene.DeskAsync("head.zhuoda", door: "/drill")).Page;
        await Expect(page.GetByText("演练：模拟人员，这里的一切都不是真的")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("开始演练|再来一次") }).ClickAsync();
        await Expect(Clock(page, "交接班")).ToContainTextAsync("进行中");
        await Clock(page, "交接班").GetByRole(AriaRole.Button, new() { Name = "我来接班" }).ClickAsync();
        await Expect(Clock(page, "交接班")).ToContainTextAsync("按时");
        await Expect(Clock(page, "一位老人请人陪同体检")).ToContainTextAsync("按时", new() { Timeout = 90_000 });
        await Axe.IsCleanAsync(page);
        await page.TakeAsync("drill-desk");

        var phone = (await scene.DeskAsync("head.fucheng", (Device.Phone with { Locale = "en-GB" }).Dark, "/drill")).Page;
        await Expect(phone.GetByText("Drill: simulated people, nothing here is real")).ToBeVisibleAsync();
        await Expect(phone.GetByText("An elder asks for an escort").First).ToBeVisibleAsync();
        await Expect(Clock(phone, "Hand-over of the watch")).ToContainTextAsync("Kept");
        (await phone.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing hangs over the edge");
        await Axe.IsCleanAsync(phone);
        await phone.TakeAsync("drill-phone-dark");

        await page.GetByRole(AriaRole.Button, new() { Name = "结束演练" }).ClickAsync();
        await Expect(page.GetByText("满分 100")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "再来一次" })).ToBeVisibleAsync();
    }

    private static ILocator Clock(IPage page, string step) => page.Locator("ul.clocks li").Filter(new() { HasText = step });
}
