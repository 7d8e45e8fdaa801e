using Dispatch.Cluster.Tests;

namespace Dispatch.Browser.Tests;

/// <summary>The people of one test with their devices. At its end nobody is on duty and nothing they asked for is open.</summary>
internal sealed class Scene(Product product) : IAsyncDisposable
{
    /// <summary>What the product's own page sends with every call.</summary>
    public static readonly Dictionary<string, string> Own = new() { ["X-Requested-With"] = "CommunityCare" };

    /// <summary>The same with a resident's case code.</summary>
    public static Dictionary<string, string> Bearing(string code) => new(Own) { ["Authorization"] = $"Case-Code {code}" };

    private static readonly string[] Stations = ["fucheng", "zhuoda"];

    private readonly List<IBrowserContext> _devices = [];
    private readonly List<IBrowserContext> _responders = [];
    private readonly List<string> _codes = [];

    /// <summary>A page of somebody who is not signed in.</summary>
    public async Task<IPage> AnyoneAsync(Device device, string door)
    {
        var page = await (await DeviceAsync(device)).NewPageAsync();
        await page.GotoAsync(door);
        return page;
    }

    public async Task<Resident> ResidentAsync() => new(await AnyoneAsync(Device.Phone, "/help"), _codes.Add);

    /// <summary>A volunteer or counsellor on duty, phone in hand.</summary>
    public async Task<Responder> ResponderAsync(string account, string door = "/tasks")
    {
        var responder = await OffDutyAsync(account, door);
        await responder.GoOnDutyAsync();
        return responder;
    }

    /// <summary>A volunteer or counsellor who has opened the page and is not on duty.</summary>
    public async Task<Responder> OffDutyAsync(string account, string door = "/tasks", Device? device = null)
    {
        var phone = await SignedInAsync(account, device ?? Device.Phone);
        _responders.Add(phone);
        var page = await phone.NewPageAsync();
        await page.GotoAsync(door);
        return new Responder(page);
    }

    /// <summary>A member of staff before the board.</summary>
    public async Task<Desk> DeskAsync(string account, Device? device = null, string door = "/board")
    {
        var page = await (await SignedInAsync(account, device ?? Device.Desk)).NewPageAsync();
        await page.GotoAsync(door);
        return new Desk(page);
    }

    /// <summary>A responder on duty whose phone is not looked at: only its calls.</summary>
    public async Task<IAPIRequestContext> OnDutyAsync(string account)
    {
        var phone = await SignedInAsync(account, Device.Phone);
        _responders.Add(phone);
        (await phone.APIRequest.PutAsync("/api/me/duty", new() { Headers = Own, DataObject = new { onDuty = true } })).Status.ShouldBe(200);
        return phone.APIRequest;
    }

    /// <summary>A request that others made elsewhere.</summary>
    public async Task<string> RequestAsync(object body)
    {
        var answer = await (await DeviceAsync(Device.Phone)).APIRequest.PostAsync("/api/requests", new() { Headers = Own, DataObject = body });
        answer.Status.ShouldBe(201);
        var code = (await answer.JsonAsync())!.Value.GetProperty("code").GetString()!;
        _codes.Add(code);
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var responder in _responders)
        {
            await responder.APIRequest.PutAsync("/api/me/duty", new() { Headers = Own, DataObject = new { onDuty = false } });
        }

        if (_devices.Count > 0)
        {
            foreach (var code in _codes)
            {
                // A request that is closed already says so; that is as good.
                await _devices[0].APIRequest.PostAsync("/api/help/cancel", new() { Headers = Bearing(code), DataObject = new { reason = "the test is over" } });
            }
        }

        foreach (var station in _codes.Count > 0 ? Stations : [])
        {
            await EndEmergenciesAsync(station);
        }

        foreach (var device in _devices)
        {
            await device.DisposeAsync();
        }
    }

    /// <summary>No phone of the next test rings for this one.</summary>
    public async Task EndEmergenciesAsync(string station)
    {
        var head = (await SignedInAsync($"head.{station}", Device.Desk)).APIRequest;
        var running = (await (await head.GetAsync($"/api/stations/{station}/emergencies")).JsonAsync())!.Value;
        foreach (var each in running.EnumerateArray())
        {
            var path = $"/api/emergencies/{each.GetProperty("id").GetString()}";
            var view = (await (await head.GetAsync(path)).JsonAsync())!.Value;
            foreach (var alarm in view.GetProperty("emergency").GetProperty("alarms").EnumerateArray().Where(alarm => alarm.GetProperty("reason").GetString() == "Danger"))
            {
                await head.PostAsync($"{path}/alarms/{alarm.GetProperty("number")}/answer", new() { Headers = Own });
            }

            var end = new { outcome = "noDanger", reason = "测试结束" };
            await head.PostAsync($"{path}/stand-down", new() { Headers = Own, DataObject = end });
        }
    }

    /// <summary>What staff asked for has no case code: its station's coordinator takes it off the board.</summary>
    public async Task ClearBoardAsync(string station)
    {
        var desk = (await SignedInAsync($"coordinator.{station}", Device.Desk)).APIRequest;
        var board = (await (await desk.GetAsync($"/api/boards/{station}")).JsonAsync())!.Value;
        foreach (var row in board.GetProperty("rows").EnumerateArray())
        {
            var path = $"/api/requests/{row.GetProperty("id").GetString()}";
            var headers = new Dictionary<string, string>(Own) { ["If-Match"] = (await desk.GetAsync(path)).Headers["etag"] };
            (await desk.PostAsync($"{path}/cancel", new() { Headers = headers, DataObject = new { reason = "测试结束" } })).Status.ShouldBe(204);
        }
    }

    private async Task<IBrowserContext> SignedInAsync(string account, Device device)
    {
        var context = await DeviceAsync(device);
        var answer = await context.APIRequest.PostAsync("/api/session", new() { Headers = Own, DataObject = new { account, password = ProductProcess.Password } });
        answer.Status.ShouldBe(200);
        return context;
    }

    private async Task<IBrowserContext> DeviceAsync(Device device)
    {
        var context = await product.OpenAsync(device);
        _devices.Add(context);
        return context;
    }
}
