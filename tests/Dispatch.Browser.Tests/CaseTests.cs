namespace Dispatch.Browser.Tests;

/// <summary>One case from the moment a counsellor accepts until it is closed with both signatures.</summary>
[Collection(Town.Name)]
public class CaseTests(Product product)
{
    private static readonly Device English = Device.Desk with { Locale = "en-GB" };

    [Fact]
    public async Task Case_AtSerious_GoesThroughItsFiveStepsAndClosesWithTheSecondSignature()
    {
        await using var scene = new Scene(product);
        var counsellor = await scene.OffDutyAsync("counsellor2.fucheng", "/cases", Device.Desk);
        await counsellor.GoOnDutyAsync();
        await scene.RequestAsync(new { service = "psychological-support", stationId = "fucheng", remote = true });
        await counsellor.AnswerAsync("我接手");
        var page = counsellor.Page;
        var (id, deputy) = await OpenedAsync(page);
        await Expect(Row(page, id).Last).ToBeVisibleAsync();
        await Row(page, id).Last.ScrollIntoViewIfNeededAsync();
        await page.TakeAsync("care-desk");

        await page.GotoAsync($"/cases/{id}");
        await Expect(page.GetByText("这一步还缺：")).ToContainTextAsync("已记录接触");
        await page.GetByLabel("记录（加密保存，可不填）").First.FillAsync("电话里情绪平稳，愿意继续谈。");
        await page.GetByLabel("记录了本人对服务的意见").CheckAsync();
        await PressAsync(page, "记录接触");
        await Expect(page.GetByText("含本人意见")).ToBeVisibleAsync();
        await StepAsync(page, "Assess");
        await Card(page, "等级").GetByLabel("理由").First.FillAsync("与本人长谈后判断。");
        await PressAsync(page, "确认等级");
        await Expect(page.GetByText("有人提出更高的风险")).ToHaveCountAsync(0);
        await StepAsync(page, "Refer");
        await page.Locator("summary", new() { HasText = "留在本站" }).ClickAsync();
        await Card(page, "转介").GetByLabel("理由").Last.FillAsync("本站可以继续陪伴。");
        await PressAsync(page, "留在本站");
        await StepAsync(page, "Intervene");
        await StepAsync(page, "FollowUp", "由本站继续跟进。");
        await PressAsync(page, "1. 会谈");
        await Expect(page.GetByText("电话里情绪平稳，愿意继续谈。")).ToBeVisibleAsync();
        await page.TakeAsync("case-desk");
        await PressAsync(page, "工作已完成，请复核");
        await Expect(page.GetByText("已办理，待复核")).ToBeVisibleAsync();
        await page.GetByLabel("结案理由").FillAsync("目标已达成。");
        await PressAsync(page, "结案");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("这需要由另一位人员来做。");

        var second = (await scene.OffDutyAsync(deputy, $"/cases/{id}", (Device.Phone with { Locale = "en-GB" }).Dark)).Page;
        await Expect(second.GetByText("Handled, waits for a second word")).ToBeVisibleAsync();
        await second.TakeAsync("case-phone-dark");
        await Axe.IsCleanAsync(second);
        await second.GetByLabel("Why it is closed").FillAsync("I agree: the goals are reached.");
        await PressAsync(second, "Close the case");
        await Expect(second.GetByText("Closed", new() { Exact = true }).First).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Expect(page.Locator(".signs .signed")).ToHaveCountAsync(2);
        await Axe.IsCleanAsync(page);
    }

    [Fact]
    public async Task Triage_OfAnEmergencyThatNobodyTook_LeadsTheHeadsPageAndIsTakenByACounsellor()
    {
        await using var scene = new Scene(product);
        await scene.RequestAsync(new { service = "counselling", stationId = "fucheng", remote = true });
        await scene.RequestAsync(new { service = "crisis-intervention", stationId = "fucheng", remote = true });
        var head = (await scene.DeskAsync("head.fucheng", English, "/care")).Page;

        // Emergencies that other tests left with a counsellor come before it.
        var first = head.Locator("[aria-labelledby=triage] li").Filter(new() { HasText = "no counsellor has it yet" }).First;
        await Expect(first).ToContainTextAsync("High-risk");
        var id = (await first.GetAttributeAsync("data-case"))!;
        await head.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "I have it" }).ClickAsync();
        (await (await scene.OffDutyAsync("volunteer3.fucheng")).Page.APIRequest.GetAsync($"/api/cases/{id}")).Status.ShouldBe(403);

        var called = await scene.OffDutyAsync("counsellor1.fucheng", "/cases");
        await called.AnswerCallsAsync();
        var counsellor = called.Page;
        await Row(counsellor, id).GetByRole(AriaRole.Button, new() { Name = "我来接手" }).ClickAsync();

        await Expect(Row(counsellor, id).GetByRole(AriaRole.Link)).ToBeVisibleAsync();
        await Row(counsellor, id).Last.ScrollIntoViewIfNeededAsync();
        await counsellor.TakeAsync("care-phone");
        await head.ReloadAsync();
        await head.Locator($"[aria-labelledby=own-cases] [data-case={id}] a").ClickAsync();
        await Expect(head.GetByText("High-risk: after another counsellor's reassessment the station head signs")).ToBeVisibleAsync();
        await Expect(head.Locator(".clock")).ToHaveCountAsync(6);
        await Axe.IsCleanAsync(head);
    }

    /// <summary>The case that opened for whoever looks at this page, with its deputy.</summary>
    private static async Task<(string Id, string Deputy)> OpenedAsync(IPage page)
    {
        var own = page.Locator("[aria-labelledby=own-cases] [data-case]").Filter(new() { HasText = "心理援助" }).First;
        await Expect(own).ToBeVisibleAsync();
        var id = (await own.GetAttributeAsync("data-case"))!;
        var seen = (await (await page.APIRequest.GetAsync($"/api/cases/{id}")).JsonAsync())!.Value.GetProperty("case");
        return (id, seen.GetProperty("deputy").GetString()!);
    }

    private static ILocator Row(IPage page, string id) => page.Locator($"[data-case={id}]");

    private static ILocator Card(IPage page, string heading) => page.Locator("section.card", new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = heading }) }).First;

    private static Task PressAsync(IPage page, string word) => page.GetByRole(AriaRole.Button, new() { Name = word, Exact = true }).ClickAsync();

    private static async Task StepAsync(IPage page, string step, string? reason = null)
    {
        await page.GetByLabel("进入步骤").SelectOptionAsync(step);
        await page.GetByLabel("跳过条件或返回时的理由").FillAsync(reason ?? "");
        await PressAsync(page, "进入");
        var places = new[] { "Ease", "Assess", "Refer", "Intervene", "FollowUp" };
        await Expect(page.Locator(".steps li").Nth(Array.IndexOf(places, step))).ToHaveAttributeAsync("aria-current", "step");
    }
}
