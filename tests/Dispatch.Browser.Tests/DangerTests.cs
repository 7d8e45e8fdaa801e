namespace Dispatch.Browser.Tests;

/// <summary>Danger to life: professionals at once, volunteers never.</summary>
[Collection(Town.Name)]
public class DangerTests(Product product)
{
    [Fact]
    public async Task HighRisk_ByTheDangerSwitch_ReachesCounsellorAndBoardButNoVolunteer() =>
        await ShowAsync("counsellor1.fucheng", "volunteer1.fucheng", "危机干预", resident => resident.CallForHelpAsync("茜坑社区"));

    [Fact]
    public async Task HighRisk_ByWordsAlone_ReachesCounsellorAndBoardButNoVolunteer() =>
        await ShowAsync("counsellor3.fucheng", "volunteer8.fucheng", "危机干预", resident => resident.SayDangerAsync("我很难过，我不想活了", "茜坑社区"));

    [Fact]
    public async Task Danger_SeenByTheVolunteerOnTheSpot_TakesTheTaskAndTellsTheProfessionals()
    {
        await using var scene = new Scene(product);
        var desk = await scene.DeskAsync("coordinator.fucheng");
        await desk.ReadyAsync();
        var volunteer = await scene.ResponderAsync("volunteer2.fucheng");
        await scene.RequestAsync(new { service = "home-help", area = "GD-SZ-LH-FC-QK" });
        await volunteer.AnswerAsync("我去");
        await Expect(volunteer.Tasks).ToHaveCountAsync(1);

        await volunteer.StepAsync("情况危险，请专业人员");
        await volunteer.Page.GetByLabel("看到了什么危险？").FillAsync("老人说活着没意思");
        await volunteer.StepAsync("马上通知");

        await Expect(volunteer.Notice("已通知值班的专业人员")).ToBeVisibleAsync();
        await Expect(volunteer.Tasks).ToHaveCountAsync(0);
        await Expect(desk.Rows.First).ToContainTextAsync("高危");
    }

    private async Task ShowAsync(string counsellorAccount, string volunteerAccount, string service, Func<Resident, Task> askAsync)
    {
        await using var scene = new Scene(product);
        await scene.RequestAsync(new { service = "legal-advice", area = "GD-SZ-LH-FC-B" });
        var desk = await scene.DeskAsync("coordinator.fucheng");
        await Expect(desk.Row("法律服务", "福城社区乙")).ToBeVisibleAsync();
        var volunteer = await scene.ResponderAsync(volunteerAccount);
        var counsellor = await scene.ResponderAsync(counsellorAccount, "/cases");
        var resident = await scene.ResidentAsync();

        await askAsync(resident);

        await Expect(resident.Page.GetByRole(AriaRole.Heading, new() { Name = "请先打电话，电话那头有人" })).ToBeVisibleAsync();
        await counsellor.HaveItAsync();
        await Expect(counsellor.Offer(service)).ToContainTextAsync("高危");
        await Expect(counsellor.Page.GetByText("紧急个案")).ToBeVisibleAsync();
        await counsellor.Page.TakeAsync("cases-phone");
        await Expect(desk.Rows).ToHaveCountAsync(2);
        await Expect(desk.Rows.First).ToContainTextAsync(service);
        await Expect(desk.Rows.First).ToContainTextAsync("高危");
        await NothingReachedAsync(volunteer);

        await counsellor.AnswerAsync("我接手");
        await Expect(desk.Rows.First).ToContainTextAsync("1/2 人");
        await NothingReachedAsync(volunteer);
    }

    /// <summary>Neither shown nor sent: the phone is connected, its page is empty, and so is what the server would give it.</summary>
    private static async Task NothingReachedAsync(Responder volunteer)
    {
        await Expect(volunteer.Connection).ToHaveTextAsync("实时");
        await Expect(volunteer.Page.GetByText("现在没有找您的任务")).ToBeVisibleAsync();
        await Expect(volunteer.Offers).ToHaveCountAsync(0);
        var pending = await volunteer.Page.APIRequest.GetAsync("/api/me/offers");
        (await pending.JsonAsync())!.Value.GetArrayLength().ShouldBe(0);
    }
}
