namespace Dispatch.Browser.Tests;

/// <summary>Populations and conflicts of interest: named at the telephone, confirmed by the head, declared by a counsellor, and gone from that one's desk.</summary>
[Collection(Town.Name)]
public class DemandTests(Product product)
{
    [Fact]
    public async Task Population_FromTheTelephoneToTheCase_IsSealedAndAConflictClosesIt()
    {
        await using var scene = new Scene(product);
        var desk = await scene.DeskAsync("coordinator.fucheng");
        await desk.ReadyAsync();
        await AskAsync(desk.Page);

        // The head confirms who is competent, and reads what the coordinator named.
        var head = await scene.DeskAsync("head.fucheng", door: "/people/qualifications");
        var row = head.Page.Locator("[data-account='counsellor3.fucheng']");
        await row.GetByRole(AriaRole.Button, new() { Name = "资质" }).ClickAsync();
        await row.GetByLabel("未成年人", new() { Exact = true }).CheckAsync();
        await row.GetByLabel("未成年人：有效至").FillAsync("2031-05-04");
        await row.GetByLabel("核实依据").FillAsync("看过青少年辅导证书");
        await Axe.IsCleanAsync(head.Page);
        await head.Page.TakeAsync("qualifications");
        await row.GetByRole(AriaRole.Button, new() { Name = "确认" }).ClickAsync();
        await Expect(row.GetByText("看过青少年辅导证书")).ToBeVisibleAsync();

        var counsellor = await scene.OffDutyAsync("counsellor5.fucheng", "/cases");
        var waiting = counsellor.Page.Locator("section", new() { Has = counsellor.Page.Locator("#triage") }).Locator("li").First;
        await waiting.Locator("summary").ClickAsync();
        await Expect(waiting.GetByLabel("未成年人")).ToBeCheckedAsync();
        var id = await waiting.GetAttributeAsync("data-case");
        await Axe.IsCleanAsync(counsellor.Page);
        await waiting.ScrollIntoViewIfNeededAsync();
        await counsellor.Page.TakeAsync("demand-phone");
        await waiting.GetByRole(AriaRole.Button, new() { Name = "我需要回避" }).ClickAsync();
        await waiting.GetByLabel("原因（只有站长可见）").Last.FillAsync("当事人是我外甥");
        await waiting.GetByRole(AriaRole.Button, new() { Name = "我回避，不服务此人" }).ClickAsync();
        await Expect(counsellor.Page.Locator($"[data-case='{id}']")).ToHaveCountAsync(0);

        var care = await scene.DeskAsync("head.fucheng", Device.Desk with { Locale = "en-GB" }, "/care");
        var case_ = care.Page.Locator($"[data-case='{id}']");
        await case_.Locator("summary").First.ClickAsync();
        await Expect(case_.GetByText("Conflict of interest", new() { Exact = true }).First).ToBeVisibleAsync();
        await case_.GetByText("Who said what, and why").ClickAsync();
        await Expect(case_.GetByText("当事人是我外甥")).ToBeVisibleAsync();
        await Axe.IsCleanAsync(care.Page);
        await care.Page.TakeAsync("demand-desk-en");
        await scene.ClearBoardAsync("fucheng");
    }

    private static async Task AskAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "代居民登记" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Combobox).First.ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "心理咨询" }).First.ClickAsync();
        await dialog.Locator("select[required]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await dialog.GetByText("所属人群与利益冲突").ClickAsync();
        await dialog.GetByLabel("未成年人").CheckAsync();
        await Axe.IsCleanAsync(page);
        await dialog.GetByLabel("未成年人").ScrollIntoViewIfNeededAsync();
        await page.TakeAsync("demand-call");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "查看求助" }).ClickAsync();
        await Expect(page.GetByText("未成年人")).ToHaveCountAsync(0);
    }
}
