namespace Dispatch.Browser.Tests;

/// <summary>Sealed words at the desk: opened with a reason, seen by resident and supervisor.</summary>
[Collection(SecondTown.Name)]
public class SealedTests(Product product)
{
    private const string Reason = "家属来电询问，需要核对情况";

    [Fact]
    public async Task SealedWords_OpenedByAHead_AreReadAndToldToResidentAndAdministrator()
    {
        await using var scene = new Scene(product);
        var code = await scene.RequestAsync(new { service = "counselling", description = "最近总是睡不着", stationId = "fucheng", remote = true });
        var desk = await scene.DeskAsync("head.fucheng");
        await desk.Rows.Filter(new() { HasText = "心理咨询" }).First.ClickAsync();
        await Expect(desk.Page.GetByText("描述因等级或类别已密封")).ToBeVisibleAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "说明理由后查看" }).ClickAsync();
        await desk.Page.GetByLabel("理由（10 至 500 字）").FillAsync(Reason);
        await Axe.IsCleanAsync(desk.Page);

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "查看", Exact = true }).ClickAsync();

        await Expect(desk.Page.GetByText("最近总是睡不着")).ToBeVisibleAsync();
        await desk.Page.TakeAsync("sealed-open");

        var resident = await scene.AnyoneAsync(Device.Phone, $"/help#{code}");
        await Expect(resident.GetByText(Reason)).ToBeVisibleAsync();
        await Expect(resident.GetByText("福城社工站 · 站长").Or(resident.GetByText("· 站长")).First).ToBeVisibleAsync();
        await resident.GetByText(Reason).ScrollIntoViewIfNeededAsync();
        await resident.TakeAsync("help-openings-phone");

        var admin = await scene.DeskAsync("admin", Device.Phone);
        await admin.OpenNoticesAsync();
        await Expect(admin.Page.GetByText(Reason)).ToBeVisibleAsync();
        await Axe.IsCleanAsync(admin.Page);
        await admin.Page.TakeAsync("notices-phone");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "已阅" }).ClickAsync();
        await Expect(admin.Page.GetByText(Reason)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Board_SharedByAgreement_IsLookedAtWithoutNamesAndDetails()
    {
        await using var scene = new Scene(product);
        var admin = (await scene.DeskAsync("admin")).Page.Context.APIRequest;
        (await admin.PutAsync("/api/boards/zhuoda/shares/fucheng", new() { Headers = Scene.Own })).Status.ShouldBe(204);
        try
        {
            await scene.RequestAsync(new { service = "escort", area = "HI-SY-JY-ZD-DZ" });
            var guest = await scene.DeskAsync("coordinator.fucheng");
            await guest.Page.GetByLabel("站点").First.SelectOptionAsync("zhuoda");

            await Expect(guest.Page.GetByText("协议共享的看板：只能查看，不显示位置和姓名。")).ToBeVisibleAsync();
            await Expect(guest.Rows.First).ToBeVisibleAsync();
            await guest.Rows.First.ClickAsync();
            await Expect(guest.Page.Locator(".details")).ToHaveCountAsync(0);
            await Axe.IsCleanAsync(guest.Page);
            await guest.Page.TakeAsync("board-shared");
        }
        finally
        {
            (await admin.DeleteAsync("/api/boards/zhuoda/shares/fucheng", new() { Headers = Scene.Own })).Status.ShouldBe(204);
        }
    }
}
