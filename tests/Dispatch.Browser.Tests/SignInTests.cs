using Dispatch.Cluster.Tests;

namespace Dispatch.Browser.Tests;

/// <summary>Who may open which door.</summary>
[Collection(Town.Name)]
public class SignInTests(Product product)
{
    [Fact]
    public async Task SignIn_WithAWrongPassword_IsRefusedInWords()
    {
        await using var scene = new Scene(product);
        var page = await scene.AnyoneAsync(Device.Phone, "/signin");
        await page.TakeAsync("signin");

        await SignInAsync(page, "volunteer1.zhuoda", "not the password");

        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("账号或密码不正确，或账号已停用。");
        await Expect(page.GetByLabel("密码")).ToHaveValueAsync("");
        page.Url.ShouldEndWith("/signin");
    }

    [Fact]
    public async Task SignIn_OnTheWayToAPage_LeadsBackToIt()
    {
        await using var scene = new Scene(product);
        var page = await scene.AnyoneAsync(Device.Desk, "/board");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "登录" })).ToBeVisibleAsync();

        await SignInAsync(page, "coordinator.fucheng", ProductProcess.Password);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("福城街道心理服务中心");
        new Uri(page.Url).AbsolutePath.ShouldBe("/board");
    }

    [Fact]
    public async Task SignIn_ThatEndsWhileTheBoardIsOpen_IsSaidAndBreaksNothing()
    {
        await using var scene = new Scene(product);
        await scene.RequestAsync(new { service = "legal-advice", area = "GD-SZ-LH-FC-B" });
        var desk = await scene.DeskAsync("coordinator.fucheng");
        await Expect(desk.Row("法律服务", "福城社区乙")).ToBeVisibleAsync();
        await Expect(desk.Page.Locator(".map canvas").First).ToBeVisibleAsync();
        var faults = new List<string>();
        desk.Page.PageError += (_, fault) => faults.Add(fault);

        await desk.Page.Context.ClearCookiesAsync();
        await desk.Row("法律服务", "福城社区乙").ClickAsync();

        await Expect(desk.Page.Locator("form").GetByRole(AriaRole.Alert)).ToHaveTextAsync("请先登录，登录可能已过期。");
        await SignInAsync(desk.Page, "coordinator.fucheng", ProductProcess.Password);
        await Expect(desk.Row("法律服务", "福城社区乙")).ToBeVisibleAsync();
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Address_ThatLeadsNowhere_IsSaidSo()
    {
        await using var scene = new Scene(product);
        var page = await scene.AnyoneAsync(Device.Phone, "/nowhere/at/all");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "没有这个页面" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "回到首页" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "有人需要，就有人应答" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Board_OpenedByAVolunteer_StaysShutAndSaysWhy()
    {
        await using var scene = new Scene(product);
        var volunteer = await scene.OffDutyAsync("volunteer4.zhuoda");
        await Expect(volunteer.Page.GetByRole(AriaRole.Switch)).ToBeVisibleAsync();

        await volunteer.Page.GotoAsync("/board");

        await Expect(volunteer.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("“志愿者甲四”没有权限打开该页面，请换一个账号登录。");
        await Expect(volunteer.Page.Locator(".board")).ToHaveCountAsync(0);
        (await volunteer.Page.APIRequest.GetAsync("/api/boards/zhuoda")).Status.ShouldBe(403);
    }

    private static async Task SignInAsync(IPage page, string account, string password)
    {
        await page.GetByLabel("账号").FillAsync(account);
        await page.GetByLabel("密码").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
    }
}
