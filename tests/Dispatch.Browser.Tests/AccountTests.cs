using System.Globalization;
using System.Text.RegularExpressions;
using Dispatch.Cluster.Tests;
using Dispatch.Domain.Accounts;

namespace Dispatch.Browser.Tests;

/// <summary>Real accounts, from the invitation to signing in with what a person then holds.</summary>
[Collection(SecondTown.Name)]
public sealed partial class AccountTests(Product product)
{
    private const string Password = "the kettle sings at seven";

    [Fact]
    public async Task Invitation_OfAHead_LeadsThroughQrCodeAndRecoveryCodesToTheBoard()
    {
        await using var scene = new Scene(product);
        var admin = await scene.DeskAsync("admin", door: "/people");
        await admin.Page.GetByLabel("站点").SelectOptionAsync("fucheng");
        await admin.Page.GetByLabel("姓名").FillAsync("陈站长");
        await admin.Page.GetByLabel("账号名").FillAsync("chen.head");
        await admin.Page.GetByLabel("岗位").SelectOptionAsync("StationHead");
        await Button(admin.Page, "邀请").ClickAsync();
        var link = await admin.Page.Locator("output").TextContentAsync();
        await Axe.IsCleanAsync(admin.Page);

        var page = await scene.AnyoneAsync(Device.Phone, new Uri(link!).PathAndQuery + new Uri(link!).Fragment);
        await Expect(page.GetByText("陈站长，您将以“站长”的身份登录。")).ToBeVisibleAsync();
        page.Url.ShouldNotContain("#");
        await page.GetByLabel("新密码").FillAsync("password1234");
        await Button(page, "保存新密码").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("太常见");
        await Axe.IsCleanAsync(page);
        await page.GetByLabel("新密码").FillAsync(Password);
        await Button(page, "保存新密码").ClickAsync();
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "登录" }).ClickAsync();

        await SignInAsync(page, "chen.head");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "先启用第二重验证" })).ToBeVisibleAsync();
        await Expect(page.GetByAltText("身份验证器二维码")).ToBeVisibleAsync();
        await Axe.IsCleanAsync(page);
        await page.TakeAsync("enrol");
        var secret = Decode((await page.Locator("code.secret").TextContentAsync())!);
        await page.GetByLabel("应用上的 6 位数字").FillAsync(Totp.Code(secret, Totp.StepAt(DateTimeOffset.UtcNow)));
        await Button(page, "确认启用").ClickAsync();
        await Expect(page.Locator(".codes code")).ToHaveCountAsync(10);
        await Axe.IsCleanAsync(page);
        var recovery = await page.Locator(".codes code").First.TextContentAsync();
        await Button(page, "我已收好").ClickAsync();
        await page.WaitForURLAsync("**/board");

        var desk = await scene.AnyoneAsync(Device.Desk, "/signin");
        await SignInAsync(desk, "chen.head");
        await Expect(desk.GetByLabel("身份验证器上的 6 位数字")).ToBeFocusedAsync();
        await Button(desk, "手机不在身边？用恢复码").ClickAsync();
        await desk.GetByLabel("恢复码").FillAsync(recovery!);
        await Button(desk, "登录").ClickAsync();
        await desk.WaitForURLAsync("**/board");
    }

    [Fact]
    public async Task Passkey_OfAVolunteersPhone_SignsInWithoutNameOrPassword()
    {
        await using var scene = new Scene(product);
        var staff = await scene.DeskAsync("coordinator.zhuoda", door: "/people");
        await staff.Page.GetByLabel("姓名").FillAsync("李娜");
        await staff.Page.GetByLabel("账号名").FillAsync("li.na");
        await Button(staff.Page, "邀请").ClickAsync();
        var link = new Uri((await staff.Page.Locator("output").TextContentAsync())!);

        // A passkey belongs to a host by name, so this phone calls the product so.
        var host = new UriBuilder(product.Address) { Host = "localhost" }.Uri.GetLeftPart(UriPartial.Authority);
        var page = await scene.AnyoneAsync(Device.Phone, "about:blank");
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
        await page.GotoAsync(host + link.PathAndQuery + link.Fragment);
        await Button(page, "创建通行密钥").ClickAsync();
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "登录" }).ClickAsync();

        // This device gives the passkey it holds as soon as the page offers to take one while the name is typed.
        await Expect(page.GetByRole(AriaRole.Switch)).ToBeVisibleAsync();
        await page.GotoAsync(host + "/account");
        await Expect(page.GetByText("最近使用").First).ToBeVisibleAsync();
        await Expect(page.GetByText("方式：通行密钥")).ToBeVisibleAsync();
        await Axe.IsCleanAsync(page);
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await Button(page, "移除").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("这是最后一种登录方式，先添加另一种再移除。");
    }

    [Fact]
    public async Task Application_OfAVolunteer_IsApprovedAndOpenedWithTheStationsCode()
    {
        await using var scene = new Scene(product);
        var applicant = await scene.AnyoneAsync(Device.Phone, "/join");
        await applicant.GetByLabel("站点").SelectOptionAsync("zhuoda");
        await applicant.GetByLabel("姓名").FillAsync("赵敏");
        await applicant.GetByLabel("想用的账号名").FillAsync("zhao.min");
        await Axe.IsCleanAsync(applicant);
        await Button(applicant, "提交申请").ClickAsync();
        await Expect(applicant.GetByText("申请已收到。")).ToBeVisibleAsync();

        var staff = await scene.DeskAsync("head.zhuoda", door: "/people");
        var waiting = staff.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "赵敏" });
        await waiting.GetByRole(AriaRole.Button, new() { Name = "通过" }).ClickAsync();
        var link = new Uri((await staff.Page.Locator("output").TextContentAsync())!);
        await Button(staff.Page, "已交给本人").ClickAsync();
        await applicant.GotoAsync("about:blank");
        await applicant.GotoAsync(link.PathAndQuery + link.Fragment);
        await applicant.GetByLabel("新密码").FillAsync(Password);
        await Button(applicant, "保存新密码").ClickAsync();
        await Expect(applicant.GetByText("好了，现在可以登录。")).ToBeVisibleAsync();

        await staff.Page.ReloadAsync();
        var row = staff.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "赵敏" });
        await row.GetByRole(AriaRole.Button, new() { Name = "管理" }).ClickAsync();
        await Axe.IsCleanAsync(staff.Page);
        await staff.Page.TakeAsync("people-manage");
        await row.GetByRole(AriaRole.Button, new() { Name = "生成一次性验证码" }).ClickAsync();
        var code = await staff.Page.Locator("output").TextContentAsync();

        await applicant.GotoAsync("/signin");
        await Button(applicant, "我有站点给的验证码").ClickAsync();
        await applicant.GetByLabel("账号").FillAsync("zhao.min");
        await applicant.GetByLabel("站点验证码（8 位）").FillAsync(code!);
        await Button(applicant, "登录").ClickAsync();
        await Expect(applicant.GetByRole(AriaRole.Switch)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Password_ChangedOnTheAccountPage_SignsOutTheOtherDevice()
    {
        await using var scene = new Scene(product);
        var staff = await scene.DeskAsync("coordinator.fucheng", door: "/people");
        await staff.Page.GetByLabel("姓名").FillAsync("孙强");
        await staff.Page.GetByLabel("账号名").FillAsync("sun.qiang");
        await Button(staff.Page, "邀请").ClickAsync();
        var link = new Uri((await staff.Page.Locator("output").TextContentAsync())!);
        var page = await scene.AnyoneAsync(Device.Desk with { Locale = "en-GB" }, link.PathAndQuery + link.Fragment);
        await page.GetByLabel("New password").FillAsync(Password);
        await Button(page, "Save the new password").ClickAsync();
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByLabel("Account").FillAsync("sun.qiang");
        await page.GetByLabel("Password").FillAsync(Password);
        await Button(page, "Sign in").ClickAsync();
        await page.WaitForURLAsync("**/tasks");
        var other = await scene.AnyoneAsync(Device.Phone, "/signin");
        await SignInAsync(other, "sun.qiang");
        await other.WaitForURLAsync("**/tasks");

        await page.GotoAsync("/account");
        await Expect(page.GetByText("Signed in ")).ToHaveCountAsync(2);
        await Button(page, "Change the password").ClickAsync();
        await page.GetByLabel("Present password").FillAsync(Password);
        await page.GetByLabel("New password").FillAsync("rain on a tin roof at dusk");
        await Button(page, "Save the new password").ClickAsync();

        await Expect(page.GetByText("Signed in ")).ToHaveCountAsync(1);
        Chinese().Matches((await page.Locator("main").InnerTextAsync()).Replace("孙强", "", StringComparison.Ordinal)).ShouldBeEmpty();
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBe(page.ViewportSize!.Width);
    }

    [Fact]
    public async Task DemoAccount_OnItsPage_SaysThatItIsOne()
    {
        await using var scene = new Scene(product);
        var head = await scene.DeskAsync("head.zhuoda", door: "/account");

        await Expect(head.Page.GetByRole(AriaRole.Note)).ToContainTextAsync("演示账号");
        await Expect(head.Page.GetByText("本机")).ToBeVisibleAsync();
        await Expect(Button(head.Page, "在所有设备上退出")).ToHaveCountAsync(0);
        await Expect(Button(head.Page, "修改密码")).ToHaveCountAsync(0);
        await Axe.IsCleanAsync(head.Page);
    }

    private static async Task SignInAsync(IPage page, string account)
    {
        await page.GetByLabel("账号").FillAsync(account);
        await page.GetByLabel("密码").FillAsync(Password);
        await Button(page, "登录").ClickAsync();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static byte[] Decode(string spelled)
    {
        var bits = string.Concat(spelled.Where(char.IsLetterOrDigit)
            .Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(at => byte.Parse(bits.AsSpan(at * 8, 8), NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture))];
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}+")]
    private static partial Regex Chinese();
}
