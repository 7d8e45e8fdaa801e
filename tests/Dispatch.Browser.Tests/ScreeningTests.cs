namespace Dispatch.Browser.Tests;

/// <summary>A questionnaire asked at the desk, taken on the phone, looked at by the care team.</summary>
[Collection(SecondTown.Name)]
public class ScreeningTests(Product product)
{
    [Fact]
    public async Task Screening_TakenOnThePhoneWithAnAnswerOfDanger_ShowsTheNumbersThereAndTheResultAtTheDesk()
    {
        await using var scene = new Scene(product);
        var desk = (await BeginAsync(scene, "counsellor5.fucheng", Device.Desk)).Page;
        var code = _code!;
        var phone = await scene.AnyoneAsync(Device.Phone, $"/help#{code}");
        await Expect(phone.GetByRole(AriaRole.Log)).ToBeVisibleAsync();
        await Expect(desk.Locator("option[disabled]").First).ToContainTextAsync("尚未导入题目文字");
        await desk.GetByRole(AriaRole.Button, new() { Name = "请求助人填写" }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "现在填写：站点情况清单" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Radio).First).ToBeVisibleAsync();
        await Axe.IsCleanAsync(phone);
        await phone.GetByText("有几个问题想问您").ScrollIntoViewIfNeededAsync();
        await phone.TakeAsync("screening-phone");

        await phone.GetByRole(AriaRole.Button, new() { Name = "交上回答" }).ClickAsync();
        await Expect(phone.GetByText("请在这里选一项。")).ToBeVisibleAsync();
        var questions = phone.Locator("form.screening fieldset");
        var count = await questions.CountAsync();
        for (var number = 0; number < count; number++)
        {
            var choices = questions.Nth(number).GetByRole(AriaRole.Radio);
            await (number == count - 1 ? choices.Last : choices.First).CheckAsync();
        }

        await phone.GetByRole(AriaRole.Button, new() { Name = "交上回答" }).ClickAsync();

        await Expect(phone.Locator(".danger").GetByRole(AriaRole.Link, new() { Name = "12356" })).ToBeVisibleAsync();
        await Expect(phone.GetByRole(AriaRole.Status).Filter(new() { HasText = "谢谢，您的回答已经交给照顾您的人。" })).ToBeVisibleAsync();
        await phone.TakeAsync("screening-danger-phone");
        await desk.GetByRole(AriaRole.Button, new() { Name = "已填写：查看并决定" }).ClickAsync();
        await Expect(desk.GetByText("有回答表明可能立即有危险")).ToBeVisibleAsync();
        await Expect(desk.Locator(".head").GetByText("高危")).ToBeVisibleAsync();
        await Axe.IsCleanAsync(desk);
        await desk.GetByLabel("接下来怎么做").FillAsync("今天上门看望");
        await desk.GetByRole(AriaRole.Button, new() { Name = "作出决定" }).ClickAsync();
        await Expect(desk.GetByText("今天上门看望")).ToBeVisibleAsync();
        await desk.TakeAsync("screening-desk");
        await Expect(phone.GetByRole(AriaRole.Button, new() { Name = "现在填写：站点情况清单" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Screening_TakenTogetherOnACounsellorsPhoneAtNight_WorksInEnglish()
    {
        await using var scene = new Scene(product);
        var page = (await BeginAsync(scene, "counsellor6.fucheng", (Device.Phone with { Locale = "en-GB" }).Dark)).Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask the person" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Answer together with the person" }).ClickAsync();
        await Expect(page.GetByText("How well have you been able to rest in the last week?")).ToBeVisibleAsync();
        var questions = page.Locator("form.screening fieldset");
        for (var number = 0; number < await questions.CountAsync(); number++)
        {
            await questions.Nth(number).GetByRole(AriaRole.Radio).First.CheckAsync();
        }

        await Axe.IsCleanAsync(page);
        await page.TakeAsync("screening-form-dark");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the answers" }).ClickAsync();

        await Expect(page.GetByText("Steady on the whole")).ToBeVisibleAsync();
        await Axe.IsCleanAsync(page);
        await page.TakeAsync("screening-result-dark");
    }

    private string? _code;

    private async Task<Responder> BeginAsync(Scene scene, string account, Device device)
    {
        var responder = await scene.OffDutyAsync(account, "/cases", device);
        await responder.AnswerCallsAsync();
        await responder.Page.GetByRole(AriaRole.Switch).ClickAsync();
        await Expect(responder.Page.GetByRole(AriaRole.Switch)).ToHaveAttributeAsync("aria-checked", "true");
        _code = await scene.RequestAsync(new { service = "counselling", stationId = "fucheng", remote = true });
        await responder.Offers.First.GetByRole(AriaRole.Button, new() { NameRegex = new("^(我接手|I take it)$") }).ClickAsync();
        await responder.Tasks.First.GetByRole(AriaRole.Link, new() { NameRegex = new("打开私密对话|Open the talk") }).ClickAsync();
        await Expect(responder.Page.GetByRole(AriaRole.Log)).ToBeVisibleAsync();
        return responder;
    }
}
