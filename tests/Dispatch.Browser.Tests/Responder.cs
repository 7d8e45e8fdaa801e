namespace Dispatch.Browser.Tests;

/// <summary>A volunteer's page <c>/tasks</c> or a counsellor's <c>/cases</c>.</summary>
internal sealed class Responder(IPage page)
{
    public IPage Page => page;

    public ILocator Offers => page.Locator("article.offer");

    public ILocator Tasks => page.Locator("article.task");

    public ILocator Connection => page.Locator(".line .badge");

    public ILocator Offer(string service) => Offers.Filter(new() { HasText = service });

    public async Task GoOnDutyAsync()
    {
        await page.GetByRole(AriaRole.Switch).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Switch)).ToHaveAttributeAsync("aria-checked", "true");
        await Expect(Connection).ToHaveTextAsync("实时");
    }

    public Task AnswerAsync(string word) => Offers.GetByRole(AriaRole.Button, new() { Name = word, Exact = true }).ClickAsync();

    public Task StepAsync(string word) => Tasks.GetByRole(AriaRole.Button, new() { Name = word, Exact = true }).ClickAsync();

    /// <summary>The call of an emergency, over the whole screen.</summary>
    public ILocator Call => page.GetByRole(AriaRole.Alertdialog);

    /// <summary>Answers the call with one tap.</summary>
    public async Task HaveItAsync()
    {
        await Call.GetByRole(AriaRole.Button, new() { Name = "我收到了" }).ClickAsync();
        await Expect(Call).ToHaveCountAsync(0);
    }

    /// <summary>Answers every call from now on as it comes. Who is called depends on the hour: by day those are whose calendars are open.</summary>
    public Task AnswerCallsAsync() => page.AddLocatorHandlerAsync(
        Call, call => call.GetByRole(AriaRole.Button, new() { NameRegex = new("^(我收到了|I have it)$") }).ClickAsync());

    /// <summary>A word of the page to the person.</summary>
    public ILocator Notice(string text) => page.Locator(".notice").Filter(new() { HasText = text });
}
