namespace Dispatch.Browser.Tests;

/// <summary>The board as staff see it.</summary>
internal sealed class Desk(IPage page)
{
    public IPage Page => page;

    public ILocator Rows => page.Locator("[data-row]");

    public ILocator Row(string service, string area) => Rows.Filter(new() { HasText = service }).Filter(new() { HasText = area });

    /// <summary>The board has its snapshot and hears of every change.</summary>
    public Task ReadyAsync() => Expect(page.Locator(".bar .badge")).ToHaveTextAsync("实时");

    /// <summary>Opens what waits to be read, once the board stands still: rows that come in move what is above them on a phone.</summary>
    public async Task OpenNoticesAsync()
    {
        await ReadyAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("[1-9].*待阅通知") }).ClickAsync();
        await Expect(page.Locator("dialog.notices")).ToBeVisibleAsync();
    }
}
