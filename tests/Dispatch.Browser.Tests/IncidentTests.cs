namespace Dispatch.Browser.Tests;

/// <summary>A public incident on desk and phone: declared, everybody called, two people taken in, ended. It calls all of a station, so it has a product of its own.</summary>
public class IncidentTests(Product product) : IClassFixture<Product>
{
    [Fact]
    public async Task Incident_FromItsDeclaringToItsEnd_IsWorkedOnByTheStation()
    {
        await using var scene = new Scene(product);
        var phone = (await scene.OffDutyAsync("counsellor4.fucheng", "/cases")).Page;
        var board = await scene.DeskAsync("coordinator.fucheng");
        await board.ReadyAsync();

        // At three in the morning, so that it waits for somebody whatever the hour of this test.
        var night = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(2).AddHours(19), TimeSpan.Zero);
        var waiting = await scene.RequestAsync(new { service = "home-help", area = "GD-SZ-LH-FC-QK", startsAt = night });
        var head = (await scene.DeskAsync("head.fucheng", door: "/incidents")).Page;
        await head.GetByLabel("社区").SelectOptionAsync(new SelectOptionValue { Index = 0 });
        await head.GetByLabel("集合地点").FillAsync("社区广场");
        await head.GetByLabel("原因").FillAsync("三号楼起火");
        await Axe.IsCleanAsync(head);
        await head.TakeAsync("incident-declare");
        await head.GetByRole(AriaRole.Button, new() { Name = "宣布突发事件" }).ClickAsync();

        // Every screen of the station rings, and what is ordinary waits.
        await Expect(phone.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("全员召集");
        await Axe.IsCleanAsync(phone);
        await phone.TakeAsync("incident-call-phone");
        await phone.GetByRole(AriaRole.Button, new() { Name = "我来" }).ClickAsync();
        await board.Page.GetByRole(AriaRole.Button, new() { Name = "看到了" }).ClickAsync();
        await Expect(board.Page.GetByText("突发事件进行中")).ToBeVisibleAsync();
        await Expect(board.Row("居家服务", "").First).ToContainTextAsync("暂缓");
        await Axe.IsCleanAsync(board.Page);
        await board.Page.TakeAsync("incident-board");

        var resident = await scene.AnyoneAsync((Device.Phone with { Locale = "en-GB" }).Dark, $"/help#{waiting}");
        await Expect(resident.GetByRole(AriaRole.Heading, new() { NameRegex = new("has to wait a little") })).ToBeVisibleAsync();
        await Axe.IsCleanAsync(resident);
        await resident.TakeAsync("incident-help-phone");

        await phone.GetByRole(AriaRole.Link, new() { Name = "查看" }).First.ClickAsync();
        await Expect(phone.GetByText("登记人员，先急后缓")).ToBeVisibleAsync();

        // The High-risk one is an emergency like any other: whoever of these is called, which depends on the hour, answers before all else.
        await new Responder(head).AnswerCallsAsync();
        await new Responder(phone).AnswerCallsAsync();
        await EnterAsync(head, "高危", "化名甲", "实际帮助");

        await EnterAsync(head, "一般", "化名乙", "实际帮助");
        await Expect(head.GetByText("已登记 2 号")).ToBeVisibleAsync();
        await Expect(head.Locator("ol.people li").First).ToContainTextAsync("化名甲");
        await Expect(head.Locator("ol.people li").Nth(1)).ToContainTextAsync("化名乙");
        await Expect(head.GetByText("正在转出")).ToHaveCountAsync(0);
        await Axe.IsCleanAsync(head);
        await head.TakeAsync("incident-desk");

        await Expect(phone.Locator("ol.people li")).ToHaveCountAsync(2);
        await Axe.IsCleanAsync(phone);
        (await phone.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue();
        await phone.TakeAsync("incident-phone");

        await head.Locator("form").Filter(new() { HasText = "结束突发事件" }).GetByLabel("原因").FillAsync("人员已安置");
        await head.GetByRole(AriaRole.Button, new() { Name = "结束突发事件" }).ClickAsync();
        await Expect(head.GetByText("站点工作完成")).ToBeVisibleAsync();
        await Expect(board.Page.GetByText("突发事件进行中")).ToHaveCountAsync(0);
        await Expect(board.Row("居家服务", "").First).Not.ToContainTextAsync("暂缓");
        await Expect(resident.GetByRole(AriaRole.Heading, new() { NameRegex = new("has to wait a little") })).ToHaveCountAsync(0);
        await scene.ClearBoardAsync("fucheng");
        await scene.EndEmergenciesAsync("fucheng");
    }

    private static async Task EnterAsync(IPage page, string level, string alias, string need)
    {
        var form = page.Locator("form").Filter(new() { HasText = "登记一个人" });
        await form.GetByRole(AriaRole.Radio, new() { NameRegex = new(level) }).CheckAsync();
        await form.GetByLabel("称呼").FillAsync(alias);
        await form.GetByLabel(need).CheckAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
    }
}
