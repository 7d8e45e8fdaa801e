namespace Dispatch.Browser.Tests;

/// <summary>The doors by the rules of WCAG, as axe-core sees them, by day and by night.</summary>
[Collection(Town.Name)]
public class AccessibilityTests(Product product)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task HelpAndSignIn_ByDayAndNight_BreakNoSeriousRule(ColorScheme scheme)
    {
        await using var scene = new Scene(product);
        var help = await scene.AnyoneAsync(Device.Phone with { Scheme = scheme }, "/help");
        await Expect(help.GetByRole(AriaRole.Button, new() { Name = "陪同出行" })).ToBeVisibleAsync();
        await Axe.IsCleanAsync(help);
        await help.GetByRole(AriaRole.Switch).ClickAsync();
        await Axe.IsCleanAsync(help);

        var signIn = await scene.AnyoneAsync(Device.Phone with { Scheme = scheme }, "/signin");
        await Expect(signIn.GetByLabel("账号")).ToBeVisibleAsync();
        await Axe.IsCleanAsync(signIn);
    }

    [Theory]
    [InlineData(ColorScheme.Light, "volunteer9.zhuoda", "/tasks", "home-visit", "HI-SY-JY-ZD-DZ")]
    [InlineData(ColorScheme.Dark, "volunteer10.zhuoda", "/tasks", "home-visit", "HI-SY-JY-ZD-DZ")]
    [InlineData(ColorScheme.Light, "counsellor5.fucheng", "/cases", "psychological-support", "GD-SZ-LH-FC-A")]
    [InlineData(ColorScheme.Dark, "counsellor6.fucheng", "/cases", "psychological-support", "GD-SZ-LH-FC-A")]
    public async Task Phone_WithAnOfferAndThenATask_BreaksNoSeriousRule(ColorScheme scheme, string account, string door, string service, string area)
    {
        await using var scene = new Scene(product);
        var responder = await scene.OffDutyAsync(account, door, Device.Phone with { Scheme = scheme });
        await Expect(responder.Page.GetByRole(AriaRole.Switch)).ToBeVisibleAsync();
        await Axe.IsCleanAsync(responder.Page);
        await responder.GoOnDutyAsync();
        await scene.RequestAsync(new { service, area });
        await Expect(responder.Offers).ToHaveCountAsync(1);
        await Axe.IsCleanAsync(responder.Page);

        await responder.AnswerAsync(door == "/cases" ? "我接手" : "我去");

        await Expect(responder.Tasks).ToHaveCountAsync(1);
        await Axe.IsCleanAsync(responder.Page);
    }
}
