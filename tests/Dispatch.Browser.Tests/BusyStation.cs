namespace Dispatch.Browser.Tests;

/// <summary>A station in the middle of its day: requests of every level, found, asked, on the way and without anybody.</summary>
internal static class BusyStation
{
    public const int Requests = 8;

    public static async Task FillAsync(Scene scene, Desk desk)
    {
        await TakenAsync(scene, desk, "volunteer11.zhuoda", "enRoute", "陪同出行", new { service = "escort", area = "HI-SY-JY-ZD-DZ", alias = "王奶奶" });
        await TakenAsync(scene, desk, "volunteer25.zhuoda", "onSite", "居家服务", new { service = "home-help", area = "HI-SY-JY-ZD-HL" });
        await TakenAsync(scene, desk, "volunteer48.zhuoda", null, "健康走访", new { service = "home-visit", area = "HI-SY-JY-ZD-ZDC" });
        await TakenAsync(scene, desk, "counsellor4.fucheng", null, "心理援助", new { service = "psychological-support", area = "HI-SY-JY-ZD-ZDC", remote = true });
        await WaitsAsync(scene, desk, "counsellor4.fucheng", "心理咨询", new { service = "counselling", area = "HI-SY-JY-ZD-DZ", remote = true });
        await WaitsAsync(scene, desk, "volunteer14.zhuoda", "上门查看", new { service = "home-check", area = "HI-SY-JY-ZD-HL" });
        foreach (var number in new[] { 12, 17, 26, 30, 50, 55 })
        {
            await scene.OnDutyAsync($"volunteer{number}.zhuoda");
        }

        await AskedAsync(scene, desk, "护工服务", "无人应答", new { service = "nursing-aide", area = "HI-SY-JY-ZD-HLV" });
        await TakenAsync(scene, desk, "counsellor1.fucheng", null, "危机干预", new { service = "crisis-intervention", area = "HI-SY-JY-ZD-HL" });
    }

    /// <summary>An offer that reached the phone and is not answered yet.</summary>
    private static async Task WaitsAsync(Scene scene, Desk desk, string account, string service, object request)
    {
        var phone = await scene.OnDutyAsync(account);
        await AskedAsync(scene, desk, service, "已派单", request);
        await phone.GetAsync("/api/me/offers");
    }

    private static async Task TakenAsync(Scene scene, Desk desk, string account, string? step, string service, object request)
    {
        var phone = await scene.OnDutyAsync(account);
        await AskedAsync(scene, desk, service, "已派单", request);
        var offers = (await (await phone.GetAsync("/api/me/offers")).JsonAsync())!.Value;
        offers.GetArrayLength().ShouldBe(1, $"{account} is asked for {service}");
        var (offer, taken) = (offers[0].GetProperty("id").GetString(), offers[0].GetProperty("requestId").GetString());
        (await phone.PostAsync($"/api/offers/{offer}/answer", new() { Headers = Scene.Own, DataObject = new { answer = "accept" } })).Status.ShouldBe(200);
        if (step is not null)
        {
            (await phone.PostAsync($"/api/requests/{taken}/progress", new() { Headers = Scene.Own, DataObject = new { step } })).Status.ShouldBe(200);
        }
    }

    private static async Task AskedAsync(Scene scene, Desk desk, string service, string shows, object request)
    {
        await scene.RequestAsync(request);
        await Expect(desk.Rows.Filter(new() { HasText = service })).ToContainTextAsync(shows);
    }
}
