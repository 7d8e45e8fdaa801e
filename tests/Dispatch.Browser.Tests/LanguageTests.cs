using System.Text.RegularExpressions;

namespace Dispatch.Browser.Tests;

/// <summary>Both languages are whole: no text is left in the other one, and none shows its key.</summary>
[Collection(Town.Name)]
public sealed partial class LanguageTests(Product product)
{
    [Fact]
    public async Task English_ChosenOnHelp_IsWholeAndRemembered()
    {
        await using var scene = new Scene(product);
        var page = await scene.AnyoneAsync(Device.Phone, "/help");

        await SwitchAsync(page);
        await Button(page, "Escort").ClickAsync();
        await IsEnglishAsync(page);
        await Button(page, "Danzhou community").ClickAsync();
        await Button(page, "Next").ClickAsync();
        await IsEnglishAsync(page);
        await page.ReloadAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Do you need a hand?" })).ToBeVisibleAsync();
        await IsEnglishAsync(page);
    }

    [Fact]
    public async Task English_OfTheBrowser_IsSpokenUntilAnotherLanguageIsChosen()
    {
        await using var scene = new Scene(product);
        var page = await scene.AnyoneAsync(Device.Phone with { Locale = "en-GB" }, "/help");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Do you need a hand?" })).ToBeVisibleAsync();
        await IsEnglishAsync(page);
        await FitsAsync(page);

        await Button(page, "中文").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await page.ReloadAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "需要帮忙吗？" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task English_ChosenOnTasks_IsWhole()
    {
        await using var scene = new Scene(product);
        var volunteer = await scene.ResponderAsync("volunteer5.zhuoda");
        await scene.RequestAsync(new { service = "home-help", area = "HI-SY-JY-ZD-DZ" });
        await Expect(volunteer.Offers).ToHaveCountAsync(1);

        await SwitchAsync(volunteer.Page);

        await Expect(volunteer.Offer("Home help")).ToBeVisibleAsync();
        await IsEnglishAsync(volunteer.Page);
        await FitsAsync(volunteer.Page);
        await volunteer.Page.Locator(".tabs button").Last.ClickAsync();
        await IsEnglishAsync(volunteer.Page);
    }

    [Fact]
    public async Task English_ChosenOnTheBoard_IsWhole()
    {
        await using var scene = new Scene(product);
        await scene.ResponderAsync("volunteer6.zhuoda");
        await scene.RequestAsync(new { service = "escort", area = "HI-SY-JY-ZD-DZ" });
        await scene.RequestAsync(new { service = "crisis-intervention", area = "HI-SY-JY-ZD-HL" });
        var desk = await scene.DeskAsync("coordinator.zhuoda");
        await Expect(desk.Rows).ToHaveCountAsync(2);

        await SwitchAsync(desk.Page);
        await desk.Row("Escort", "Danzhou").ClickAsync();
        await Expect(desk.Page.Locator(".details .candidates")).ToBeVisibleAsync();
        await IsEnglishAsync(desk.Page);
        foreach (var tab in await desk.Page.GetByRole(AriaRole.Tab).AllAsync())
        {
            await tab.ClickAsync();
            await IsEnglishAsync(desk.Page);
        }
    }

    private static async Task SwitchAsync(IPage page)
    {
        await Button(page, "English").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    private static async Task IsEnglishAsync(IPage page)
    {
        var text = await page.Locator("body").InnerTextAsync();
        text.ShouldNotBeEmpty();
        Key().Matches(text).Select(match => match.Value).ShouldBeEmpty();
        // Names are data, and the switch back speaks to readers of Chinese.
        Chinese().Matches(Name().Replace(text, "").Replace("中文", "", StringComparison.Ordinal)).Select(match => match.Value).ShouldBeEmpty();
    }

    /// <summary>Nothing is wider than the screen.</summary>
    private static async Task FitsAsync(IPage page) =>
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBe(page.ViewportSize!.Width);

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    [GeneratedRegex(@"\b(account|board|cases|common|help|home|join|people|refusals|signin|tasks)\.[a-z]\w*(\.\w+)*")]
    private static partial Regex Key();

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}，。；：、]+")]
    private static partial Regex Chinese();

    [GeneratedRegex("(志愿者|咨询师|社工|站长)[一二三四五六七八九十甲乙丙丁卓福]+")]
    private static partial Regex Name();
}
