namespace Dispatch.Browser.Tests;

/// <summary>
/// Pages of a crisis beside the call itself: the board's way there, alarms, a word for somebody who cannot be reached, the linked unit's page, and the
/// answer to a follow-up. Whoever went rests for hours, so it has a product of its own.
/// </summary>
public class CrisisPagesTests(Product product) : IClassFixture<Product>
{
    private static readonly Device Desk = Device.Desk with { Width = 1280, Height = 800 };
    private static readonly Device EnglishPhone = Device.Phone with { Locale = "en-GB" };

    [Fact]
    public async Task Crisis_FromTheBoardToTheEnd_CanBeFollowedOnDeskAndPhoneInBothLanguages()
    {
        await using var scene = new Scene(product);
        var one = await scene.ResponderAsync("counsellor4.fucheng", "/cases");
        var two = await scene.ResponderAsync("counsellor2.fucheng", "/cases");
        var resident = await scene.ResidentAsync();
        await resident.SayDangerAsync("我不想活了", "茜坑社区");
        await Expect(one.Call).ToBeVisibleAsync();
        await one.HaveItAsync();
        await SayAsync(one.Page, "我出发了");

        var page = await BoardAsync(scene);
        await AlarmAsync(scene, page);
        await SayForAsync(scene, new Uri(page.Url).PathAndQuery);
        await UnitAsync(scene, new Uri(page.Url).PathAndQuery);
        await scene.EndEmergenciesAsync("fucheng");
        await FollowUpAsync(one, two, new Uri(page.Url).Segments[^1]);
    }

    /// <summary>The link in the request's details, and where it leads.</summary>
    private static async Task<IPage> BoardAsync(Scene scene)
    {
        var phone = await scene.DeskAsync("coordinator.fucheng", EnglishPhone);
        await phone.Page.Locator("[data-row]").First.ClickAsync();
        var english = phone.Page.GetByRole(AriaRole.Link, new() { Name = "Open the emergency" });
        await Expect(english).ToBeVisibleAsync();
        await english.ScrollIntoViewIfNeededAsync();
        await FitsAsync(phone.Page);
        await phone.Page.TakeAsync("emergency-link-phone-en");

        var desk = await scene.DeskAsync("coordinator.fucheng", Desk);
        await desk.ReadyAsync();
        await desk.Rows.First.ClickAsync();
        var link = desk.Page.GetByRole(AriaRole.Link, new() { Name = "打开紧急页面" });
        await Expect(link).ToBeVisibleAsync();
        await Axe.IsCleanAsync(desk.Page);
        await desk.Page.TakeAsync("emergency-link");
        await link.ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("进行中");
        return desk.Page;
    }

    /// <summary>Danger that is spoken of once more rings until somebody sees to it.</summary>
    private static async Task AlarmAsync(Scene scene, IPage page)
    {
        var id = new Uri(page.Url).Segments[^1];
        var raised = await page.APIRequest.PostAsync(
            $"/api/requests/{id}/raise", new() { Headers = Scene.Own, DataObject = new { to = "HighRisk", reason = "邻居又来电话，说她在窗边" } });
        raised.Status.ShouldBe(204);
        var head = await scene.DeskAsync("head.fucheng", Device.Phone, $"/emergency/{id}");
        await CloseCallAsync(head.Page);
        await Expect(head.Page.Locator(".alarms")).ToContainTextAsync("危险");
        await Axe.IsCleanAsync(head.Page);
        await FitsAsync(head.Page);
        await head.Page.TakeAsync("emergency-alarm-phone");
        await head.Page.Locator(".alarms").GetByRole(AriaRole.Button, new() { Name = "我来处理" }).First.ClickAsync();
        await Expect(head.Page.Locator(".alarms p").Filter(new() { HasText = "危险" })).ToHaveCountAsync(0);
        await Expect(page.GetByText("我来处理")).ToHaveCountAsync(0);
    }

    /// <summary>The head says for who cannot be reached that all is well, on the desk in Chinese, and back, on the phone in English.</summary>
    private static async Task SayForAsync(Scene scene, string path)
    {
        var desk = (await scene.DeskAsync("head.fucheng", Desk, path)).Page;
        await CloseCallAsync(desk);
        await desk.GetByLabel("听到了什么，听谁说的").FillAsync("民警用对讲机说他们都好");
        await desk.GetByLabel("听到了什么，听谁说的").ScrollIntoViewIfNeededAsync();
        await Axe.IsCleanAsync(desk);
        await desk.TakeAsync("emergency-say-for");
        await desk.GetByRole(AriaRole.Button, new() { Name = "平安", Exact = true }).ClickAsync();
        await Expect(desk.GetByText("民警用对讲机说他们都好")).ToBeVisibleAsync();

        var phone = (await scene.DeskAsync("head.fucheng", EnglishPhone.Dark, path)).Page;
        await CloseCallAsync(phone);
        var heard = phone.GetByLabel("What was heard");
        await heard.FillAsync("seen at the station");
        await heard.ScrollIntoViewIfNeededAsync();
        await Axe.IsCleanAsync(phone);
        await FitsAsync(phone);
        await phone.TakeAsync("emergency-say-for-phone-en");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Is back", Exact = true }).ClickAsync();
        await Expect(heard).ToHaveCountAsync(0);
    }

    /// <summary>The linked unit's page on a desk, in English too.</summary>
    private static async Task UnitAsync(Scene scene, string path)
    {
        var head = (await scene.DeskAsync("head.fucheng", Desk, path)).Page;
        await CloseCallAsync(head);
        await head.GetByRole(AriaRole.Button, new() { Name = "生成一次性页面" }).First.ClickAsync();
        var made = head.GetByLabel("请把这个链接转给对方").First;
        await made.ScrollIntoViewIfNeededAsync();
        await head.TakeAsync("emergency-units");
        var link = new Uri(await made.InputValueAsync());
        foreach (var device in new[] { Desk, Desk with { Locale = "en-GB" } })
        {
            var unit = await scene.AnyoneAsync(device, link.PathAndQuery + link.Fragment);
            await Expect(unit.GetByRole(AriaRole.Button).First).ToBeVisibleAsync();
            await Axe.IsCleanAsync(unit);
            await FitsAsync(unit);
            await unit.TakeAsync(device.Locale == "zh-CN" ? "emergency-unit" : "emergency-unit-en");
            if (device.Locale == "zh-CN")
            {
                await unit.GetByRole(AriaRole.Button, new() { Name = "我们收到了" }).ClickAsync();
                await Expect(unit.GetByRole(AriaRole.Button, new() { Name = "我们出发了" })).ToBeVisibleAsync();
            }
        }
    }

    /// <summary>The first follow-up stands in the case, with the moment from which somebody can be sent: an answer today would not count as the contact of tomorrow.</summary>
    private static async Task FollowUpAsync(Responder one, Responder two, string id)
    {
        var owner = (await one.Page.APIRequest.GetAsync($"/api/cases/{id}")).Status == 200 ? one : two;
        await owner.Page.SetViewportSizeAsync(1280, 800);
        await owner.Page.GotoAsync($"/cases/{id}");
        var first = owner.Page.GetByText("起可派出").First;
        await Expect(first).ToBeVisibleAsync();
        await Expect(owner.Page.GetByRole(AriaRole.Button, new() { Name = "作为任务派出" })).ToHaveCountAsync(0);
        await first.ScrollIntoViewIfNeededAsync();
        await Axe.IsCleanAsync(owner.Page);
        await owner.Page.TakeAsync("follow-up-waits");
        await owner.Page.SetViewportSizeAsync(390, 844);
        await FitsAsync(owner.Page);
        await first.ScrollIntoViewIfNeededAsync();
        await owner.Page.TakeAsync("follow-up-waits-phone");
    }

    /// <summary>The call lies over the page of whoever was called; the page itself is what is looked at here.</summary>
    private static async Task CloseCallAsync(IPage page)
    {
        var call = page.GetByRole(AriaRole.Alertdialog);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        while (await call.CountAsync() > 0)
        {
            await call.GetByRole(AriaRole.Button).First.ClickAsync();
            await Expect(call).ToHaveCountAsync(0);
        }
    }

    private static Task SayAsync(IPage page, string word) =>
        page.Locator("aside.strip").GetByRole(AriaRole.Button, new() { Name = word, Exact = true }).ClickAsync();

    private static async Task FitsAsync(IPage page) =>
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing hangs over the edge");
}
