using System.Text.RegularExpressions;

namespace Dispatch.Browser.Tests;

/// <summary>A resident's page <c>/help</c>.</summary>
internal sealed partial class Resident(IPage page, Action<string> asked)
{
    public IPage Page => page;

    /// <summary>The page's one sentence on how things stand.</summary>
    public ILocator Promise => page.Locator(".promise").GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator Danger => page.GetByRole(AriaRole.Switch);

    /// <summary>Asks by buttons alone, for now, without a name.</summary>
    public async Task AskAsync(string service, string area)
    {
        await Button(service).ClickAsync();
        await ChoosePlaceAsync(area);
        await Button("下一步").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Now() }).ClickAsync();
        await SendAsync("发出求助");
    }

    /// <summary>Says in own words what is needed, and chooses no service.</summary>
    public async Task SayAsync(string words, string area)
    {
        await page.GetByLabel("用自己的话说").FillAsync(words);
        await Button("下一步").ClickAsync();
        await ChoosePlaceAsync(area);
        await Button("下一步").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Now() }).ClickAsync();
        await SendAsync("发出求助");
    }

    /// <summary>Says words of danger: the number to call is on the screen before anything is sent, and only the place is asked.</summary>
    public async Task SayDangerAsync(string words, string area)
    {
        await page.GetByLabel("用自己的话说").FillAsync(words);
        await Expect(Danger).ToHaveAttributeAsync("aria-checked", "true");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "拨打心理热线 12356" })).ToBeVisibleAsync();
        await page.TakeAsync("help-danger-phone");
        await Button("下一步").ClickAsync();
        await ChoosePlaceAsync(area);
        await SendAsync("马上通知值班人员");
    }

    /// <summary>Turns the danger switch on and says only where.</summary>
    public async Task CallForHelpAsync(string area)
    {
        await Danger.ClickAsync();
        await ChoosePlaceAsync(area);
        await SendAsync("马上通知值班人员");
    }

    public Task ConfirmAsync() => page.GetByRole(AriaRole.Button, new() { Name = "办妥了", Exact = true }).ClickAsync();

    public async Task NotKeptAsync(string note)
    {
        await Button("没有办妥").ClickAsync();
        await page.GetByLabel("写一句（可以不填）").FillAsync(note);
        await Button("告诉站里").ClickAsync();
    }

    private Task ChoosePlaceAsync(string area) => Button(area).ClickAsync();

    private async Task SendAsync(string button)
    {
        await Button(button).ClickAsync();
        await Expect(page).ToHaveURLAsync(Code());
        asked(new Uri(page.Url).Fragment[1..]);
    }

    private ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    [GeneratedRegex("^现在")]
    private static partial Regex Now();

    [GeneratedRegex("/help#[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$")]
    private static partial Regex Code();
}
