namespace Dispatch.Browser.Tests;

/// <summary>One case from a message on a phone to its closing with every signature, in each language.</summary>
[Collection(SecondTown.Name)]
public class WholeCaseTests(Product product)
{
    [Theory]
    [InlineData("zh-CN", "counsellor3.fucheng", "有时候我想自杀", "谈过了：现在安全，有人陪。")]
    [InlineData("en", "counsellor4.fucheng", "sometimes I want to kill myself", "We spoke: safe now, and not alone.")]
    public async Task Case_FromAPhoneMessageToItsClosing_IsTheWorkOfTwoCounsellors(string language, string account, string cry, string why)
    {
        await using var scene = new Scene(product);
        var tongue = new Tongue(language);
        var locale = language == "en" ? "en-GB" : language;
        var page = (await scene.OffDutyAsync(account, "/cases", Device.Desk with { Locale = locale })).Page;
        await page.GetByRole(AriaRole.Switch).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Switch)).ToHaveAttributeAsync("aria-checked", "true");
        var code = await scene.RequestAsync(new { service = "psychological-support", stationId = "fucheng", remote = true });
        await page.Locator("article.offer").First.GetByRole(AriaRole.Button, new() { Name = tongue["cases.accept"], Exact = true }).ClickAsync();
        var (id, deputy) = await OpenedAsync(page);

        var resident = await scene.AnyoneAsync(Device.Phone with { Locale = locale }, $"/help#{code}");
        await resident.GetByRole(AriaRole.Log).WaitForAsync();
        await resident.GetByLabel(tongue["chat.label"]).FillAsync(cry);
        await resident.GetByRole(AriaRole.Button, new() { Name = tongue["chat.send"], Exact = true }).ClickAsync();
        await Expect(resident.Locator(".danger").GetByRole(AriaRole.Link, new() { Name = "12356" })).ToBeVisibleAsync();
        await scene.EndEmergenciesAsync("fucheng");

        await page.GotoAsync($"/cases/{id}");
        await Expect(page.GetByText(tongue["care.level.unanswered"])).ToBeVisibleAsync();
        var desk = new Hands(page, tongue);
        await desk.JudgeAsync("Serious", why);
        await Expect(page.GetByText(tongue["care.level.unanswered"])).ToHaveCountAsync(0);
        await desk.ContactAsync(why);
        await desk.StepAsync("Assess", 1);
        await desk.StepAsync("Refer", 2);
        await desk.ReferAsync(why);
        await desk.StepAsync("Intervene", 3);

        var second = (await scene.OffDutyAsync(deputy, $"/cases/{id}", (Device.Phone with { Locale = locale }).Dark)).Page;
        await second.Locator("summary", new() { HasText = tongue["care.end.reassess"] }).ClickAsync();
        var reassess = second.Locator("details", new() { HasText = tongue["care.end.stable"] }).Locator("form");
        await reassess.Locator("textarea").FillAsync(why);
        await reassess.Locator("button").ClickAsync();
        await Expect(second.Locator(".signs")).ToContainTextAsync(language == "en" ? "found the person stable" : "复评：稳定");

        await page.ReloadAsync();
        await desk.StepAsync("FollowUp", 4);
        var promised = await page.Locator("[aria-labelledby=clocks] > ul > .clock").CountAsync();
        promised.ShouldBeGreaterThan(0, "Follow-ups were promised.");
        await desk.PressAsync("care.end.handle");
        await Expect(page.Locator(".signs .signed")).ToHaveCountAsync(2);

        await second.ReloadAsync();
        await second.GetByLabel(tongue["care.end.why"]).FillAsync(why);
        await second.GetByRole(AriaRole.Button, new() { Name = tongue["care.end.close"], Exact = true }).ClickAsync();
        await Expect(second.Locator(".signs .signed")).ToHaveCountAsync(3);

        await page.ReloadAsync();
        await Expect(page.Locator(".signs .signed")).ToHaveCountAsync(3);
        await Expect(page.Locator("[aria-labelledby=clocks] > ul > .clock")).ToHaveCountAsync(promised);
        await page.TakeAsync($"case-closed-desk-{language}");
        await page.Locator(".bell").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(tongue["common.notices.care.Closed"]);
        await Expect(page.GetByRole(AriaRole.Dialog)).Not.ToContainTextAsync(why);
        await page.TakeAsync($"case-notices-desk-{language}");
        await Axe.IsCleanAsync(page);
    }

    [Fact]
    public async Task Petition_OfTheStation_AsksForHelpAndShowsHowFarItIsAlone()
    {
        await using var scene = new Scene(product);
        var desk = (await scene.DeskAsync("coordinator.fucheng", null, "/files")).Page;
        await desk.Locator("[aria-labelledby=open-file] select").SelectOptionAsync("Petition");
        await desk.GetByLabel("调解或信访编号").FillAsync($"XF-{Guid.NewGuid():n}"[..12]);
        await desk.GetByRole(AriaRole.Button, new() { Name = "新建", Exact = true }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "请一位咨询师支持" })).ToBeVisibleAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "请一位咨询师支持" }).ClickAsync();
        await Expect(desk.GetByText("已提出，正在安排")).ToBeVisibleAsync();
        await desk.TakeAsync("file-desk");
        await Axe.IsCleanAsync(desk);

        var phone = (await scene.DeskAsync("head.fucheng", (Device.Phone with { Locale = "en-GB" }).Dark, new Uri(desk.Url).AbsolutePath)).Page;
        await Expect(phone.GetByText("Asked for, being arranged")).ToBeVisibleAsync();
        await phone.TakeAsync("file-phone-dark");
        (await phone.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("Nothing stands beside the screen.");
        await Axe.IsCleanAsync(phone);
        await scene.ClearBoardAsync("fucheng");
    }

    /// <summary>The case that opened for whoever looks at this page, with its deputy.</summary>
    private static async Task<(string Id, string Deputy)> OpenedAsync(IPage page)
    {
        var own = page.Locator("[aria-labelledby=own-cases] [data-case]").First;
        await Expect(own).ToBeVisibleAsync();
        var id = (await own.GetAttributeAsync("data-case"))!;
        var seen = (await (await page.APIRequest.GetAsync($"/api/cases/{id}")).JsonAsync())!.Value.GetProperty("case");
        return (id, seen.GetProperty("deputy").GetString()!);
    }

    /// <summary>The page of one case under the hands of its owner.</summary>
    private sealed class Hands(IPage page, Tongue tongue)
    {
        public async Task JudgeAsync(string level, string why)
        {
            var card = page.Locator("[aria-labelledby=level]");
            await card.Locator("form").First.Locator("select").SelectOptionAsync(level);
            await card.GetByLabel(tongue["care.why"]).First.FillAsync(why);
            await PressAsync("care.level.confirm");
        }

        public async Task ContactAsync(string words)
        {
            var card = page.Locator("[aria-labelledby=contacts]");
            await card.Locator("textarea").First.FillAsync(words);
            await card.GetByLabel(tongue["care.contacts.voice"]).CheckAsync();
            await PressAsync("care.contacts.add");
            await Expect(card.GetByText(tongue["care.contacts.voiced"])).ToBeVisibleAsync();
        }

        public async Task ReferAsync(string why)
        {
            var card = page.Locator("[aria-labelledby=referrals]");
            await card.Locator("summary", new() { HasText = tongue["care.referrals.send"] }).ClickAsync();
            await card.Locator("details[open]").GetByLabel(tongue["care.why"]).FillAsync(why);
            await card.GetByLabel(tongue["care.referrals.told"]).CheckAsync();
            await card.GetByRole(AriaRole.Button, new() { Name = tongue["care.referrals.send"], Exact = true }).ClickAsync();
            await PressAsync("care.referrals.accepted");
            await Expect(card.Locator(".state").First).ToHaveTextAsync(tongue["care.referral.Accepted"]);
        }

        public async Task StepAsync(string step, int place)
        {
            await page.Locator("[aria-labelledby=steps] select").SelectOptionAsync(step);
            await PressAsync("care.steps.go");
            await Expect(page.Locator(".steps li").Nth(place)).ToHaveAttributeAsync("aria-current", "step");
        }

        public Task PressAsync(string key) => page.GetByRole(AriaRole.Button, new() { Name = tongue[key], Exact = true }).ClickAsync();
    }
}
