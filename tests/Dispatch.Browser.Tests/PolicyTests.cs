namespace Dispatch.Browser.Tests;

/// <summary>The pages live with their Content-Security-Policy: no inline style, no inline script, nothing from elsewhere.</summary>
[Collection(SecondTown.Name)]
public class PolicyTests(Product product)
{
    private const string Listen = """
        window.__violations = [];
        document.addEventListener('securitypolicyviolation', it => window.__violations.push(`${it.effectiveDirective} ${it.blockedURI} ${it.sourceFile}:${it.lineNumber}`));
        """;

    public static TheoryData<string?, string, bool> Pages()
    {
        var pages = new TheoryData<string?, string, bool>();
        foreach (var phone in new[] { true, false })
        {
            pages.Add(null, "/", phone);
            pages.Add(null, "/help", phone);
            pages.Add(null, "/signin", phone);
            pages.Add(null, "/nowhere", phone);
            pages.Add("volunteer9.zhuoda", "/tasks", phone);
            pages.Add("counsellor3.fucheng", "/cases", phone);
            pages.Add("head.zhuoda", "/board", phone);
            pages.Add("head.zhuoda", "/board?wall=1", phone);
            pages.Add("admin", "/board", phone);
            pages.Add("admin", "/ops", phone);
            pages.Add("admin", "/people", phone);
            pages.Add("admin", "/people/agreements", phone);
            pages.Add("head.zhuoda", "/account", phone);
        }

        return pages;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_AsItStands_BreaksNoRuleOfItsPolicy(string? account, string door, bool phone)
    {
        await using var scene = new Scene(product);
        var device = phone ? Device.Phone : Device.Desk;
        var page = account is null ? await scene.AnyoneAsync(device, "/signin") : (await scene.DeskAsync(account, device, "/signin")).Page;
        await page.Context.AddInitScriptAsync(Listen);

        await page.GotoAsync(door);
        await Expect(page.Locator("main, form").First).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        (await ViolationsAsync(page)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Board_WithItsDialogsMapAndDetails_BreaksNoRuleOfItsPolicy()
    {
        await using var scene = new Scene(product);
        await scene.RequestAsync(new { service = "legal-advice", area = "GD-SZ-LH-FC-B" });
        var desk = await scene.DeskAsync("head.fucheng", door: "/signin");
        await desk.Page.Context.AddInitScriptAsync(Listen);
        await desk.Page.GotoAsync("/board");
        await Expect(desk.Page.Locator(".map canvas").First).ToBeVisibleAsync();

        await desk.Row("法律服务", "福城社区乙").ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Tab).First).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("u");
        await Expect(desk.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Escape");
        await desk.Page.Keyboard.PressAsync("?");
        await desk.Page.Keyboard.PressAsync("Escape");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "代居民登记" }).ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();

        (await ViolationsAsync(desk.Page)).ShouldBeEmpty();
    }

    private static async Task<string[]> ViolationsAsync(IPage page) => await page.EvaluateAsync<string[]>("window.__violations");
}
