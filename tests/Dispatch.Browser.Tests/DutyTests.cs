namespace Dispatch.Browser.Tests;

/// <summary>A week of shifts on the head's desk and on a counsellor's phone, and a hand-over between two counsellors.</summary>
public class DutyTests(Product product) : IClassFixture<Product>
{
    [Fact]
    public async Task Roster_OnDeskAndPhone_IsPlannedAndHandedOver()
    {
        await using var scene = new Scene(product);
        var head = await scene.DeskAsync("head.fucheng", door: "/duty");
        await Expect(head.Page.GetByText("当班负责人")).ToBeVisibleAsync();
        await head.Page.GetByRole(AriaRole.Button, new() { Name = "下一周" }).ClickAsync();
        await Expect(head.Page.GetByText("无持证主班").First).ToBeVisibleAsync();
        await Axe.IsCleanAsync(head.Page);
        await head.Page.TakeAsync("duty-desk");

        // A day without a plan gets a night shift.
        await head.Page.GetByRole(AriaRole.Button, new() { Name = "新增班次" }).ClickAsync();
        await head.Page.GetByLabel("从", new() { Exact = true }).FillAsync("22:00");
        await head.Page.GetByLabel("至", new() { Exact = true }).FillAsync("06:00");
        var day = DateTime.UtcNow.AddDays(12).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await head.Page.GetByLabel("日期").FillAsync(day);
        await head.Page.GetByLabel("主班").SelectOptionAsync("counsellor1.fucheng");
        await head.Page.GetByLabel("副班").SelectOptionAsync("counsellor2.fucheng");
        await head.Page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(head.Page.GetByLabel("日期")).ToHaveCountAsync(0);

        var one = await scene.OffDutyAsync("counsellor1.fucheng", "/duty");
        await Expect(one.Page.GetByText("我的班次").First).ToBeVisibleAsync();
        await one.Page.GetByLabel("交给").SelectOptionAsync("counsellor2.fucheng");
        await one.Page.GetByLabel("交接说明").FillAsync("夜里两通电话，均已安抚");
        await one.Page.GetByRole(AriaRole.Button, new() { Name = "交班", Exact = true }).ClickAsync();
        await Expect(one.Page.GetByText("等待答复").First).ToBeVisibleAsync();
        await Axe.IsCleanAsync(one.Page);
        await one.Page.TakeAsync("duty-phone");
        (await one.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue();

        var two = (await scene.OffDutyAsync("counsellor2.fucheng", "/duty", (Device.Phone with { Locale = "en-GB" }).Dark)).Page;
        await Expect(two.GetByText("A colleague hands over to you")).ToBeVisibleAsync();
        await two.GetByRole(AriaRole.Button, new() { Name = "I take over" }).ClickAsync();
        await Expect(one.Page.GetByText("已接班").First).ToBeVisibleAsync();
        await Axe.IsCleanAsync(two);
        await two.TakeAsync("duty-phone-dark");
    }
}
