using Dispatch.Cluster.Tests;

namespace Dispatch.Browser.Tests;

/// <summary>Passkeys by their buttons, the bell, and the pages of accounts and people on every screen.</summary>
[Collection(Town.Name)]
public sealed class AccountPageTests(Product product)
{
    private const string Password = "the kettle sings at seven";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Passkey_MadeAndUsedByItsButtons_SignsInOnDeskAndPhone(bool phone)
    {
        await using var scene = new Scene(product);
        var account = phone ? "button.phone" : "button.desk";
        var link = await InviteAsync(scene, "wu.min", account);

        // A passkey belongs to a host by name, so this device calls the product so.
        var host = new UriBuilder(product.Address) { Host = "localhost" }.Uri.GetLeftPart(UriPartial.Authority);
        var page = await scene.AnyoneAsync(phone ? Device.Phone : Device.Desk, "about:blank");
        await HoldAuthenticatorAsync(page);
        await page.GotoAsync(host + link);
        await Button(page, "改用密码").ClickAsync();
        await SetPasswordAndSignInAsync(page, account);
        await page.WaitForURLAsync("**/tasks");

        await page.GotoAsync(host + "/account");
        await Button(page, "添加通行密钥").ClickAsync();
        await page.GetByLabel("给这把密钥起个名字").FillAsync("办公桌上的钥匙");
        await Axe.IsCleanAsync(page);
        await Button(page, "创建通行密钥").ClickAsync();
        await Expect(page.GetByText("办公桌上的钥匙")).ToBeVisibleAsync();
        await Button(page, "退出登录").ClickAsync();
        await page.GotoAsync(host + "/signin");
        await Button(page, "使用通行密钥").ClickAsync();

        await page.WaitForURLAsync("**/tasks");
        await page.GotoAsync(host + "/account");
        await Expect(page.GetByText("方式：通行密钥")).ToBeVisibleAsync();
        await Expect(page.GetByText("最近使用").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Bell_OfAVolunteersPhone_RingsAtOnceWhenStaffIssueACode()
    {
        await using var scene = new Scene(product);
        var link = await InviteAsync(scene, "周敏", "bell.volunteer");
        var page = await scene.AnyoneAsync(Device.Phone, link);
        await SetPasswordAndSignInAsync(page, "bell.volunteer");
        await page.WaitForURLAsync("**/tasks");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "0 条待阅通知" })).ToBeVisibleAsync();
        var staff = await scene.DeskAsync("coordinator.zhuoda", door: "/people");

        var issued = await staff.Page.Context.APIRequest.PostAsync("/api/stations/zhuoda/people/bell.volunteer/code", new() { Headers = Scene.Own, DataObject = new { } });

        issued.Status.ShouldBe(200);
        await page.GetByRole(AriaRole.Button, new() { Name = "1 条待阅通知" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("站点生成了一次性验证码");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("由 coordinator.zhuoda 操作");
        await Axe.IsCleanAsync(page);
        await page.TakeAsync("bell-phone");
        await Button(page, "全部已阅").ClickAsync();
        await Expect(page.GetByText("没有待阅通知")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "0 条待阅通知" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Agreement_MadeByTheAdministrator_IsSeenByTheHeadAndEnds()
    {
        await using var scene = new Scene(product);
        var admin = (await scene.DeskAsync("admin", door: "/people")).Page;
        await admin.GetByRole(AriaRole.Link, new() { Name = "站点协议" }).ClickAsync();
        await Expect(admin.GetByText("还没有协议。")).ToBeVisibleAsync();
        await admin.GetByLabel("共享看板和统计数字的站点").SelectOptionAsync("zhuoda");
        await admin.GetByLabel("可以查看的站点").SelectOptionAsync("fucheng");
        await Button(admin, "建立协议").ClickAsync();
        var line = admin.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "可以查看" });
        await Expect(line).ToHaveCountAsync(1);
        await Axe.IsCleanAsync(admin);
        await admin.TakeAsync("agreements");

        var head = (await scene.DeskAsync("head.fucheng", Device.Phone, "/people/agreements")).Page;
        await Expect(head.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "可以查看" })).ToHaveCountAsync(1);
        await Expect(Button(head, "建立协议")).ToHaveCountAsync(0);
        await Expect(Button(head, "结束协议")).ToHaveCountAsync(0);
        await FitsAsync(head);

        admin.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await Button(admin, "结束协议").ClickAsync();
        await Expect(admin.GetByText("还没有协议。")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("zh-CN", true, false)]
    [InlineData("zh-CN", true, true)]
    [InlineData("en-GB", true, false)]
    [InlineData("en-GB", true, true)]
    [InlineData("zh-CN", false, true)]
    [InlineData("en-GB", false, false)]
    public async Task PeopleAndAccount_OnEveryScreen_FitAndBreakNoSeriousRule(string locale, bool phone, bool dark)
    {
        await using var scene = new Scene(product);
        var device = (phone ? Device.Phone : Device.Desk) with { Locale = locale };
        var name = $"{locale[..2]}{(phone ? "-phone" : "")}{(dark ? "-dark" : "")}";
        var account = $"screen.{name}";
        var link = await InviteAsync(scene, "周敏", account);
        var page = await scene.AnyoneAsync(dark ? device.Dark : device, link);
        await page.Locator("input[name=new-password]").FillAsync(Password);
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.Locator("main a.primary").ClickAsync();
        await page.Locator("input[name=username]").FillAsync(account);
        await page.Locator("input[name=password]").FillAsync(Password);
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/tasks");

        await page.GotoAsync("/account");
        await Expect(page.Locator("section.card").First).ToBeVisibleAsync();
        await LooksRightAsync(page);
        var staff = (await scene.DeskAsync("head.zhuoda", dark ? device.Dark : device, "/people")).Page;
        await staff.Locator("li").Filter(new() { Has = staff.GetByText(account, new() { Exact = true }) }).Locator("button[aria-expanded]").ClickAsync();
        await LooksRightAsync(staff);
        await staff.GotoAsync("/people/agreements");
        await Expect(staff.Locator("section.card").First).ToBeVisibleAsync();
        await LooksRightAsync(staff);
    }

    private static async Task LooksRightAsync(IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await FitsAsync(page);
        await Axe.IsCleanAsync(page);
    }

    private static async Task FitsAsync(IPage page) =>
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBe(page.ViewportSize!.Width);

    /// <summary>A new volunteer's link, with what stands behind the hash.</summary>
    private static async Task<string> InviteAsync(Scene scene, string displayName, string account)
    {
        var staff = await scene.DeskAsync("coordinator.zhuoda", door: "/people");
        var answer = await staff.Page.Context.APIRequest.PostAsync(
            "/api/stations/zhuoda/people", new() { Headers = Scene.Own, DataObject = new { account, displayName, role = "Volunteer" } });
        answer.Status.ShouldBe(200);
        return (await answer.JsonAsync())!.Value.GetProperty("path").GetString()!;
    }

    private static async Task SetPasswordAndSignInAsync(IPage page, string account)
    {
        await page.GetByLabel("新密码").FillAsync(Password);
        await Button(page, "保存新密码").ClickAsync();
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "登录" }).ClickAsync();
        await page.GetByLabel("账号").FillAsync(account);
        await page.GetByLabel("密码").FillAsync(Password);
        await Button(page, "登录").ClickAsync();
    }

    /// <summary>A device that verifies its user, in a browser that does not offer passkeys by itself, so that the buttons are pressed.</summary>
    private static async Task HoldAuthenticatorAsync(IPage page)
    {
        await page.AddInitScriptAsync("if (window.PublicKeyCredential) PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false)");
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("WebAuthn.enable");
        await browser.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
