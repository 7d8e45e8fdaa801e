namespace Dispatch.Browser.Tests;

/// <summary>The board of a busy station.</summary>
[Collection(SecondTown.Name)]
public class BoardTests(Product product)
{
    [Fact]
    public async Task Board_OfABusyStation_PutsTheGravestFirstOnEveryScreenAndInBothThemes()
    {
        await using var scene = new Scene(product);
        var desk = await scene.DeskAsync("coordinator.zhuoda");
        await desk.ReadyAsync();
        await BusyStation.FillAsync(scene, desk);

        await Expect(desk.Rows).ToHaveCountAsync(BusyStation.Requests);
        await Expect(desk.Rows.First).ToContainTextAsync("危机干预");
        await Axe.IsCleanAsync(desk.Page);

        var dark = await scene.DeskAsync("coordinator.zhuoda", Device.Desk.Dark);
        await Expect(dark.Rows.First).ToContainTextAsync("危机干预");
        await Axe.IsCleanAsync(dark.Page);
        await OpenAsync(dark, "护工服务");
        await Axe.IsCleanAsync(dark.Page);
        await dark.Page.TakeAsync("board-dark");

        var phone = await scene.DeskAsync("head.zhuoda", Device.Phone);
        await Expect(phone.Rows.First).ToContainTextAsync("危机干预");
        await Axe.IsCleanAsync(phone.Page);
        await phone.Page.TakeAsync("board-phone");

        var wall = await scene.DeskAsync("head.zhuoda", Device.Wall, "/board?wall=1");
        await Expect(wall.Rows.First).ToContainTextAsync("危机干预");
        await Expect(wall.Page.Locator(".map canvas").First).ToBeVisibleAsync();
        await wall.ReadyAsync();
        await wall.Page.TakeAsync("board-wall");

        await OpenAsync(desk, "上门查看");
        await Axe.IsCleanAsync(desk.Page);
        await desk.Page.TakeAsync("board");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(desk.Row("Home check", "Hailan")).ToBeVisibleAsync();
        await desk.Page.TakeAsync("board-en");
    }

    [Fact]
    public async Task Keys_WithTheDetailsClosed_OpenTheActionAndEscClosesOneThingAtATime()
    {
        await using var scene = new Scene(product);
        await scene.RequestAsync(new { service = "escort", area = "HI-SY-JY-ZD-DZ" });
        var desk = await scene.DeskAsync("coordinator.zhuoda");
        await Expect(desk.Rows).ToHaveCountAsync(1);
        var (dialog, details) = (desk.Page.GetByRole(AriaRole.Dialog), desk.Page.Locator(".details"));
        await desk.Page.Keyboard.PressAsync("j");

        await desk.Page.Keyboard.PressAsync("x");

        await Expect(dialog.GetByLabel("理由（必填）")).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(details).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("u");
        await Expect(dialog.GetByLabel("理由（必填）")).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(details).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Search_OnEsc_IsClearedAndThenLeft()
    {
        await using var scene = new Scene(product);
        var desk = await scene.DeskAsync("coordinator.zhuoda");
        await desk.ReadyAsync();
        var search = desk.Page.GetByRole(AriaRole.Searchbox);
        await desk.Page.Keyboard.PressAsync("/");
        await search.FillAsync("陪同");

        await desk.Page.Keyboard.PressAsync("Escape");

        await Expect(search).ToHaveValueAsync("");
        await Expect(search).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(search).Not.ToBeFocusedAsync();
    }

    [Fact]
    public async Task Dispatch_ByHand_ReachesTheOneWhoWasChosenAndIsCarriedOut()
    {
        await using var scene = new Scene(product);
        await scene.OnDutyAsync("volunteer2.zhuoda");
        var code = await scene.RequestAsync(new { service = "escort", area = "HI-SY-JY-ZD-DZ" });
        var desk = await scene.DeskAsync("coordinator.zhuoda");
        var row = desk.Rows.First;
        await Expect(row).ToContainTextAsync("1 人待应答");
        var chosen = await scene.ResponderAsync("volunteer3.zhuoda");
        await Expect(chosen.Offers).ToHaveCountAsync(0);
        await OpenAsync(desk, "陪同出行");

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "派单给 志愿者甲三" }).ClickAsync();
        await desk.Page.GetByLabel("理由（必填）").FillAsync("老人认得他");
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "派单", Exact = true }).ClickAsync();

        await Expect(desk.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(chosen.Offer("陪同出行")).ToBeVisibleAsync();
        await chosen.AnswerAsync("我去");
        await Expect(row).ToContainTextAsync("志愿者甲三 · 已接受");
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "时间线" }).ClickAsync();
        await Expect(desk.Page.Locator(".details")).ToContainTextAsync("老人认得他");
        foreach (var step in new[] { "我出发了", "我到了", "做完了" })
        {
            await chosen.StepAsync(step);
        }

        await Expect(row).ToContainTextAsync("已完成");
        var kept = await desk.Page.APIRequest.PostAsync("/api/help/confirm", new() { Headers = Scene.Bearing(code), DataObject = new { kept = true } });
        kept.Status.ShouldBe(204);
        await Expect(row).ToContainTextAsync("已离开看板");
    }

    private static async Task OpenAsync(Desk desk, string service)
    {
        await desk.Rows.Filter(new() { HasText = service }).ClickAsync();
        await Expect(desk.Page.Locator(".details .candidates .el-table__row").First).ToBeVisibleAsync();
    }
}
