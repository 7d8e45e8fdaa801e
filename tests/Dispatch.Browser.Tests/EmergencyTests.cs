namespace Dispatch.Browser.Tests;

/// <summary>From a resident's words to two people there, the end and the debriefs. Whoever went rests for hours, so it has a product of its own.</summary>
public class EmergencyTests(Product product) : IClassFixture<Product>
{
    [Fact]
    public async Task Emergency_FromTheResidentsWords_IsAcknowledgedReachedEndedAndDebriefed()
    {
        await using var scene = new Scene(product);
        var one = await scene.ResponderAsync("counsellor4.fucheng", "/cases");
        var two = await scene.ResponderAsync("counsellor2.fucheng", "/cases");
        var head = await scene.DeskAsync("head.fucheng", door: "/account");
        var resident = await scene.ResidentAsync();
        await resident.SayDangerAsync("我不想活了", "茜坑社区");

        // Every phone on duty shows it over the whole screen.
        await Expect(two.Call).ToBeVisibleAsync();
        await Expect(head.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("值班负责人");
        await Axe.IsCleanAsync(one.Page);
        await one.Page.TakeAsync("emergency-call-phone");
        await head.Page.GetByRole(AriaRole.Link, new() { Name = "打开详情" }).ClickAsync();
        foreach (var counsellor in new[] { one, two })
        {
            await counsellor.HaveItAsync();
            await SayAsync(counsellor.Page, "我出发了");
            await SayAsync(counsellor.Page, "我到了");
        }

        await Expect(head.Page.GetByText("两人小组已出发").First).ToBeVisibleAsync();
        await head.Page.GetByRole(AriaRole.Button, new() { Name = "生成一次性页面" }).First.ClickAsync();
        await UnitAsync(scene, new Uri(await head.Page.GetByLabel("请把这个链接转给对方").First.InputValueAsync()));
        await Axe.IsCleanAsync(head.Page);
        await head.Page.TakeAsync("emergency-desk");

        await head.Page.GetByLabel("原因（只给团队看）").FillAsync("情绪平稳，家人在旁");
        await head.Page.GetByRole(AriaRole.Button, new() { Name = "结束紧急事件" }).ClickAsync();
        await Expect(resident.Page.GetByText("咨询师会继续陪着您")).ToBeVisibleAsync();
        foreach (var counsellor in new[] { one, two })
        {
            await SayAsync(counsellor.Page, "我已返回");
            await counsellor.Page.Locator("aside.strip").GetByRole(AriaRole.Link).ClickAsync();
            await counsellor.Page.GetByRole(AriaRole.Button, new() { Name = "复盘已完成" }).ClickAsync();
            await Expect(counsellor.Page.GetByText("已复盘").First).ToBeVisibleAsync();
        }

        await one.Page.TakeAsync("emergency-phone");
    }

    private static Task SayAsync(IPage page, string word) =>
        page.Locator("aside.strip").GetByRole(AriaRole.Button, new() { Name = word, Exact = true }).ClickAsync();

    private static async Task UnitAsync(Scene scene, Uri link)
    {
        var police = await scene.AnyoneAsync(Device.Phone.Dark, link.PathAndQuery + link.Fragment);
        await Expect(police.GetByText("确认收到后显示地点和联系方式")).ToBeVisibleAsync();
        await police.GetByRole(AriaRole.Button, new() { Name = "我们收到了" }).ClickAsync();
        await Expect(police.GetByRole(AriaRole.Button, new() { Name = "我们出发了" })).ToBeVisibleAsync();
        await Axe.IsCleanAsync(police);
        await police.TakeAsync("emergency-unit-phone");
    }
}
