using System.Text.RegularExpressions;

namespace Dispatch.Browser.Tests;

/// <summary>A request on its whole way, on the screens of all who share it.</summary>
[Collection(SecondTown.Name)]
public sealed partial class JourneyTests(Product product)
{
    private const string Escort = "陪同出行";
    private const string Danzhou = "丹州社区";

    [Fact]
    public async Task Request_FromAskingToKept_IsLiveOnEveryScreen()
    {
        await using var scene = new Scene(product);
        var desk = await scene.DeskAsync("coordinator.zhuoda");
        await desk.ReadyAsync();
        var volunteer = await scene.ResponderAsync("volunteer1.zhuoda");
        var resident = await scene.ResidentAsync();
        await Expect(resident.Page.GetByRole(AriaRole.Button, new() { Name = Escort })).ToBeVisibleAsync();
        await resident.Page.TakeAsync("help-phone");

        await resident.AskAsync(Escort, Danzhou);

        var row = desk.Row(Escort, Danzhou);
        await Expect(row).ToContainTextAsync("已派单");
        await Expect(row).ToContainTextAsync("1 人待应答");
        await Expect(resident.Promise).ToHaveTextAsync("已经问了 1 位，正等他们答复");
        await Expect(volunteer.Offer(Escort)).ToContainTextAsync(Danzhou);
        await Expect(volunteer.Offer(Escort).GetByRole(AriaRole.Timer)).ToHaveTextAsync(Clock());
        await volunteer.Page.TakeAsync("tasks-offer-phone");

        await volunteer.AnswerAsync("我去");

        await Expect(volunteer.Notice("太好了，这件事交给您了！")).ToBeVisibleAsync();
        await Expect(row).ToContainTextAsync("志愿者甲一 · 已接受");
        await Expect(resident.Promise).ToHaveTextAsync("有人接下了");
        await volunteer.Page.TakeAsync("tasks-task-phone");

        foreach (var (step, board, promise) in new[] { ("我出发了", "在路上", "正在来的路上"), ("我到了", "已到达", "已经到了"), ("做完了", "已完成", "已经帮完了，办妥了吗？") })
        {
            await volunteer.StepAsync(step);
            await Expect(row).ToContainTextAsync(board);
            await Expect(resident.Promise).ToHaveTextAsync(promise);
        }

        await Expect(volunteer.Tasks).ToHaveCountAsync(0);
        await resident.ConfirmAsync();

        await Expect(resident.Promise).ToHaveTextAsync("谢谢您告诉我们，这件事办好了");
        await Expect(row).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Request_NotKept_IsSaidSoOnEveryScreenAndNotAsNobodyFound()
    {
        await using var scene = new Scene(product);
        var desk = await scene.DeskAsync("coordinator.zhuoda");
        await desk.ReadyAsync();
        var volunteer = await scene.ResponderAsync("volunteer15.zhuoda");
        var resident = await scene.ResidentAsync();
        await resident.AskAsync("居家服务", Danzhou);
        await volunteer.AnswerAsync("我去");
        foreach (var step in new[] { "我出发了", "我到了", "做完了" })
        {
            await volunteer.StepAsync(step);
        }

        await resident.NotKeptAsync("灯还没有修好");

        await Expect(resident.Promise).ToHaveTextAsync("您说没有办妥，站里的工作人员正在重新安排");
        await Expect(desk.Row("居家服务", Danzhou)).ToContainTextAsync("居民反映未兑现");
        await desk.Row("居家服务", Danzhou).ClickAsync();
        await Expect(desk.Page.Locator(".details header")).ToContainTextAsync("居民反映未兑现");
    }

    [Fact]
    public async Task Request_InOwnWordsAlone_GoesToTheSocialWorkerWhoListens()
    {
        await using var scene = new Scene(product);
        var desk = await scene.DeskAsync("coordinator.zhuoda");
        await desk.ReadyAsync();

        await (await scene.ResidentAsync()).SayAsync("家里的事，想找人商量", Danzhou);

        await Expect(desk.Row("社工服务", Danzhou)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Offer_Declined_GoesToTheNextVolunteerAtOnce()
    {
        await using var scene = new Scene(product);
        var desk = await scene.DeskAsync("coordinator.zhuoda");
        await desk.ReadyAsync();
        var first = await scene.ResponderAsync("volunteer2.zhuoda");
        var resident = await scene.ResidentAsync();
        await resident.AskAsync("健康走访", Danzhou);
        await Expect(first.Offers).ToHaveCountAsync(1);
        var second = await scene.ResponderAsync("volunteer3.zhuoda");
        await Expect(second.Page.GetByText("现在没有找您的任务")).ToBeVisibleAsync();

        await first.AnswerAsync("去不了");

        await Expect(first.Notice("知道了，谢谢您告诉我们。")).ToBeVisibleAsync();
        await Expect(second.Offer("健康走访")).ToBeVisibleAsync();
        await Expect(first.Offers).ToHaveCountAsync(0);
        await second.AnswerAsync("我去");
        await Expect(desk.Row("健康走访", Danzhou)).ToContainTextAsync("志愿者甲三 · 已接受");
    }

    /// <remarks>No setting shortens an offer: an emergency's lives 30 s, the least of the three lanes, and the test waits it out.</remarks>
    [Fact]
    public async Task Offer_NobodyAnswers_LapsesWithoutBlameAndTheNextWaveGoesOut()
    {
        await using var scene = new Scene(product);
        var desk = await scene.DeskAsync("coordinator.fucheng");
        await desk.ReadyAsync();
        var counsellor = await scene.ResponderAsync("counsellor2.fucheng", "/cases");
        await (await scene.ResidentAsync()).CallForHelpAsync("茜坑社区");
        await Expect(counsellor.Offers).ToHaveCountAsync(1);
        var lapsing = await counsellor.Offers.GetAttributeAsync("aria-labelledby");

        await Expect(counsellor.Notice("答复的时间过了，没关系，谢谢您。")).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await Expect(counsellor.Page.Locator($"article.offer:not([aria-labelledby='{lapsing}'])")).ToHaveCountAsync(1);
        await Expect(counsellor.Page.Locator($"[aria-labelledby='{lapsing}']")).ToHaveCountAsync(0);
        await Expect(desk.Row("危机干预", "茜坑社区")).ToContainTextAsync("第 2 轮");
    }

    [GeneratedRegex(@"^\d:\d\d$")]
    private static partial Regex Clock();
}
