using System.Text.Json;

namespace Dispatch.Browser.Tests;

/// <summary>"My data" on the resident's page and on that of the account.</summary>
[Collection(SecondTown.Name)]
public class PrivacyTests(Product product)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Resident_OnThePhone_TakesACopyTakesConsentBackAndDeletes(ColorScheme scheme)
    {
        await using var scene = new Scene(product);
        var code = await scene.RequestAsync(new
        {
            service = "escort", description = "陪同奶奶去医院复诊", area = "HI-SY-JY-ZD-DZ", address = "丹州小区 7 栋 1203", contact = "13976001234",
            startsAt = DateTimeOffset.UtcNow.AddDays(3),
        });
        var page = await scene.AnyoneAsync(Device.Phone with { Scheme = scheme }, $"/help#{code}");
        await page.GetByText("我的资料").ClickAsync();
        await Expect(page.GetByText("求助结束后，您可以在这里删除自己的资料。")).ToBeVisibleAsync();
        await Axe.IsCleanAsync(page);
        await page.GetByText("求助结束后，您可以在这里删除自己的资料。").EvaluateAsync("element => element.scrollIntoView({ block: 'center' })");
        await page.TakeAsync(scheme == ColorScheme.Dark ? "help-data-phone-dark" : "help-data-phone");

        var end = page.GetByLabel("您留下的联系方式的后四位数字");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "下载一份副本" })).ToBeDisabledAsync();
        await end.FillAsync("1243");
        await page.GetByRole(AriaRole.Button, new() { Name = "下载一份副本" }).ClickAsync();
        await Expect(page.GetByText("这不是您留下的联系方式的后四位。")).ToBeVisibleAsync();
        await end.FillAsync("1234");
        var copy = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "下载一份副本" }).ClickAsync());
        using (var data = JsonDocument.Parse(await File.ReadAllTextAsync(await copy.PathAsync())))
        {
            data.RootElement.GetProperty("address").GetString().ShouldBe("丹州小区 7 栋 1203");
        }

        var neighbours = page.GetByRole(AriaRole.Checkbox);
        await Expect(neighbours).ToBeCheckedAsync();
        await neighbours.UncheckAsync();
        await Expect(neighbours).Not.ToBeCheckedAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "不需要了，取消求助" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确定取消" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "删除我的资料" }).ClickAsync();
        await Axe.IsCleanAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "永久删除" }).ClickAsync();
        await Expect(page.GetByText("您的资料已于")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Volunteer_OnTheAccountPage_DecidesOnThePositionAndTakesACopy()
    {
        await using var scene = new Scene(product);
        var page = (await scene.OffDutyAsync("volunteer12.zhuoda", "/account")).Page;
        var position = page.GetByRole(AriaRole.Checkbox);
        await Expect(position).ToBeVisibleAsync();
        await Axe.IsCleanAsync(page);
        await page.GetByRole(AriaRole.Heading, new() { Name = "我的资料" }).ScrollIntoViewIfNeededAsync();
        await page.TakeAsync("account-data-phone");

        await position.CheckAsync();
        await Expect(position).ToBeCheckedAsync();
        await position.UncheckAsync();
        await Expect(position).Not.ToBeCheckedAsync();
        var copy = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "下载一份副本" }).ClickAsync());

        using var data = JsonDocument.Parse(await File.ReadAllTextAsync(await copy.PathAsync()));
        data.RootElement.GetProperty("responder").GetProperty("profile").GetProperty("id").GetString().ShouldBe("volunteer12.zhuoda");
    }
}
