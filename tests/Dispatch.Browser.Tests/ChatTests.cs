namespace Dispatch.Browser.Tests;

/// <summary>Resident and counsellor talk in writing, phone to phone and phone to desk.</summary>
[Collection(Town.Name)]
public class ChatTests(Product product)
{
    [Fact]
    public async Task Talk_WhoseLineIsCut_LosesNothingAndACueRaisesTheLevel()
    {
        await using var scene = new Scene(product);
        var (resident, counsellor) = await BeginAsync(scene, "counsellor3.fucheng", Device.Phone, Device.Desk);
        await SayAsync(resident, "最近一直睡不着");
        await Expect(counsellor.Log).ToContainTextAsync("最近一直睡不着");
        await SayAsync(counsellor.Page, "谢谢您告诉我，多久了？");
        await Expect(Log(resident)).ToContainTextAsync("谢谢您告诉我，多久了？");
        await Expect(counsellor.Log).ToContainTextAsync("已读");
        await counsellor.Page.TakeAsync("chat-desk");

        await resident.Context.SetOfflineAsync(true);
        await SayAsync(resident, "两个月了");
        await Expect(resident.GetByText("网络断了。您写的话先留在本页")).ToBeVisibleAsync();
        await SayAsync(counsellor.Page, "我在听");
        await resident.Context.SetOfflineAsync(false);

        await Expect(Log(resident)).ToContainTextAsync("我在听");
        await Expect(counsellor.Log).ToContainTextAsync("两个月了");
        await Expect(resident.Locator(".waits")).ToHaveCountAsync(0);
        await Expect(Log(resident).GetByText("两个月了")).ToHaveCountAsync(1);
        await Axe.IsCleanAsync(resident);

        await SayAsync(resident, "有时候我想自杀");

        await Expect(resident.Locator(".danger").GetByRole(AriaRole.Link, new() { Name = "12356" })).ToBeVisibleAsync();
        await counsellor.Who.HaveItAsync();
        await Expect(counsellor.Page.Locator(".alarms").GetByText("求助人的话可能意味着危险")).ToBeVisibleAsync();
        await Expect(counsellor.Page.Locator(".head").GetByText("高危")).ToBeVisibleAsync();
        await resident.Locator(".danger").ScrollIntoViewIfNeededAsync();
        await resident.TakeAsync("chat-danger-phone");
        await counsellor.Page.TakeAsync("chat-alarm-desk");
        await Axe.IsCleanAsync(resident);
        await Axe.IsCleanAsync(counsellor.Page);
        await counsellor.Page.GetByRole(AriaRole.Button, new() { Name = "我来处理" }).ClickAsync();
        await Expect(counsellor.Page.Locator(".alarms")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Talk_OnTwoPhonesAtNightInEnglish_WorksByKeyboardAndBreaksNoSeriousRule()
    {
        await using var scene = new Scene(product);
        var english = (Device.Phone with { Locale = "en-GB" }).Dark;
        var (resident, counsellor) = await BeginAsync(scene, "counsellor4.fucheng", english, english);

        await resident.GetByLabel("Your message").FillAsync("I cannot sleep");
        await resident.GetByLabel("Your message").PressAsync("Tab");
        await resident.Keyboard.PressAsync("Enter");

        await Expect(counsellor.Log).ToContainTextAsync("I cannot sleep");
        await counsellor.Page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await Expect(Log(resident)).ToContainTextAsync("A counsellor has come in.");
        await counsellor.Page.TakeAsync("chat-phone-dark");
        await resident.GetByLabel("Your message").ScrollIntoViewIfNeededAsync();
        await resident.TakeAsync("chat-help-phone-dark");
        await Axe.IsCleanAsync(resident);
        await Axe.IsCleanAsync(counsellor.Page);
        await Expect(counsellor.Page.GetByText("The person has not allowed a copy.")).ToBeVisibleAsync();
        await resident.GetByRole(AriaRole.Checkbox, new() { NameRegex = new("^A copy of the talk may be taken") }).CheckAsync();
        await counsellor.Page.GetByRole(AriaRole.Button, new() { Name = "End the conversation" }).ClickAsync();
        await counsellor.Page.GetByRole(AriaRole.Button, new() { Name = "End the conversation" }).ClickAsync();
        await Expect(Log(resident)).ToContainTextAsync("The conversation has ended.");
        await Expect(counsellor.Page.GetByRole(AriaRole.Button, new() { Name = "Take a copy" })).ToBeVisibleAsync();
    }

    private static async Task<(IPage Resident, Side Counsellor)> BeginAsync(Scene scene, string account, Device phone, Device desk)
    {
        var responder = await scene.OffDutyAsync(account, "/cases", desk);
        await responder.Page.GetByRole(AriaRole.Switch).ClickAsync();
        await Expect(responder.Page.GetByRole(AriaRole.Switch)).ToHaveAttributeAsync("aria-checked", "true");
        var code = await scene.RequestAsync(new { service = "counselling", stationId = "fucheng", remote = true });
        await responder.Offers.First.GetByRole(AriaRole.Button, new() { NameRegex = new("^(我接手|I take it)$") }).ClickAsync();
        await responder.Tasks.First.GetByRole(AriaRole.Link, new() { NameRegex = new("打开私密对话|Open the talk") }).ClickAsync();
        var resident = await scene.AnyoneAsync(phone, $"/help#{code}");
        await Expect(Log(resident)).ToBeVisibleAsync();
        await Expect(Log(responder.Page)).ToBeVisibleAsync();
        return (resident, new Side(responder));
    }

    private static ILocator Log(IPage page) => page.GetByRole(AriaRole.Log);

    private static async Task SayAsync(IPage page, string words)
    {
        await page.GetByLabel("您的消息").FillAsync(words);
        await page.GetByRole(AriaRole.Button, new() { Name = "发送" }).ClickAsync();
    }

    private sealed record Side(Responder Who)
    {
        public IPage Page => Who.Page;

        public ILocator Log => ChatTests.Log(Page);
    }
}
