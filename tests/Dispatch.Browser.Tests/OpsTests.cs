namespace Dispatch.Browser.Tests;

/// <summary>The administrator sees how the product does, at the desk and on the phone, by day and by night.</summary>
[Collection(SecondTown.Name)]
public class OpsTests(Product product)
{
    [Fact]
    public async Task Operations_AtTheDesk_ShowProcessTypesAndStorageAndSortByColumn()
    {
        await using var scene = new Scene(product);
        await scene.RequestAsync(new { service = "escort", area = "HI-SY-JY-ZD-DZ" });
        var page = (await scene.DeskAsync("admin", door: "/ops")).Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "运行状况" })).ToBeVisibleAsync();
        await Expect(page.Locator(".process").Filter(new() { HasText = "运行中" })).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "request", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "写", Exact = true })).ToBeVisibleAsync();
        await Axe.IsCleanAsync(page);
        await page.TakeAsync("ops");

        await page.GetByRole(AriaRole.Button, new() { Name = "类型" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "类型" })).ToHaveAttributeAsync("aria-sort", "ascending");
        var types = await page.Locator("section[aria-labelledby=types] tbody th").AllInnerTextsAsync();
        types.ShouldBe(types.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Operations_OnThePhoneAtNight_FitAndBreakNoSeriousRule()
    {
        await using var scene = new Scene(product);
        var page = (await scene.DeskAsync("admin", Device.Phone.Dark, "/ops")).Page;
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "写", Exact = true })).ToBeVisibleAsync();

        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing hangs over the edge");
        await Axe.IsCleanAsync(page);
        await page.TakeAsync("ops-phone");
    }

    [Fact]
    public async Task Operations_InEnglish_SpeakEnglish()
    {
        await using var scene = new Scene(product);
        var page = (await scene.DeskAsync("admin", Device.Desk with { Locale = "en-GB" }, "/ops")).Page;

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Operations" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Standalone (web and silo)")).ToBeVisibleAsync();
        (await page.InnerTextAsync("main")).Where(letter => letter is >= '\u4e00' and <= '\u9fff').ShouldBeEmpty();
    }

    [Fact]
    public async Task Operations_OpenedByACoordinator_StayShut()
    {
        await using var scene = new Scene(product);
        var page = (await scene.DeskAsync("coordinator.zhuoda", door: "/ops")).Page;

        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(page.Locator(".process")).ToHaveCountAsync(0);
        (await page.APIRequest.GetAsync("/api/ops")).Status.ShouldBe(403);
    }
}
