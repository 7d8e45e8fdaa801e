using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Incidents;

/// <summary>A public incident over HTTP and the hub: declared, answered, worked on and ended by the staff of one station.</summary>
public sealed class IncidentTests : IAsyncDisposable
{
    private const string Station = "/api/stations/fucheng/incidents";
    private const string One = "/api/incidents/fucheng.1";
    private readonly Product _product = new();

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task Incident_FromItsDeclaringToItsEnd_IsOnTheScreensOfTheStationAndPausesOrdinaryRequests()
    {
        using var head = await _product.VisitAsync("head.fucheng");
        using var counsellor = await _product.VisitAsync("counsellor1.fucheng");
        using var coordinator = await _product.VisitAsync("coordinator.fucheng");
        using var resident = await _product.VisitAsync(null);
        await using var screen = await LiveClient.ConnectAsync(counsellor);

        ((string?)(await head.PostAsync(Station, await FireAsync(head))).Ok()["id"]).ShouldBe("fucheng.1");
        ((string?)(await head.PostAsync(Station, await FireAsync(head))).Ok()["id"]).ShouldBe("fucheng.1");
        await screen.NextAsync("IncidentChanged", _ => true);
        (await counsellor.PostAsync(One + "/answer", new { step = "coming" })).Ok(HttpStatusCode.NoContent);
        var call = (await ViewAsync(head))["incident"]!["calls"]!.AsArray().Single(each => (string?)each!["account"] == "counsellor1.fucheng")!;
        call["comingAt"].ShouldNotBeNull();

        var asked = (await resident.PostAsync("/api/requests", new { service = "home-help", area = await AreaAsync(head) })).Ok(HttpStatusCode.Created);
        var code = (string)asked["code"]!;
        var help = (await resident.GetHelpAsync(code)).Ok();
        help["pausedAt"].ShouldNotBeNull();
        help["nextStepAt"].ShouldBeNull();

        var first = new { alias = "化名甲", level = "HighRisk", practical = true };
        var key = ("Idempotency-Key", "person-one");
        var entered = (await coordinator.PostAsync(One + "/people", first, key)).Ok(HttpStatusCode.Created);
        ((int)entered["number"]!, (string?)entered["code"] is not null).ShouldBe((1, true));
        (await coordinator.PostAsync(One + "/people", first, key)).Ok(HttpStatusCode.Created)["code"]!.ToString()
            .ShouldBe(entered["code"]!.ToString());
        (await coordinator.PostAsync(One + "/people", new { alias = "化名乙", level = "General" }, key)).ShouldBeRefused(HttpStatusCode.Conflict, "idempotency.key-reused");
        var row = (await ViewAsync(coordinator))["incident"]!["people"]!.AsArray().Single()!;
        row["alias"].ShouldBeNull("the coordinator dispatches and is told no name above General");
        ((string?)(await ViewAsync(counsellor))["incident"]!["people"]![0]!["alias"]).ShouldBe("化名甲");

        (await head.PostAsync(One + "/end", new { outcome = "over", reason = "人员已安置" })).Ok(HttpStatusCode.NoContent);
        await UntilAsync(async () => (await resident.GetHelpAsync(code)).Ok()["pausedAt"] is null);
        await UntilAsync(async () => (bool)(await ViewAsync(head))["incident"]!["released"]!);
        _product.Logged.ShouldAllBe(line => !line.Contains("化名", StringComparison.Ordinal) && !line.Contains("起火", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PausedRequest_IsReleasedByTheCoordinator_AndByNoResponder()
    {
        using var head = await _product.VisitAsync("head.fucheng");
        using var coordinator = await _product.VisitAsync("coordinator.fucheng");
        using var volunteer = await _product.VisitAsync("volunteer1.fucheng");
        await head.PostAsync(Station, await FireAsync(head));
        var id = (string)(await coordinator.PostAsync("/api/requests", new { service = "home-help", area = await AreaAsync(head) })).Ok(HttpStatusCode.Created)["id"]!;

        (await coordinator.GetAsync($"/api/requests/{id}")).Ok()["pausedAt"].ShouldNotBeNull();
        (await volunteer.PostAsync($"/api/requests/{id}/release", new { })).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        (await coordinator.PostAsync($"/api/requests/{id}/release", new { reason = "独居老人" })).Ok(HttpStatusCode.NoContent);
        (await coordinator.GetAsync($"/api/requests/{id}")).Ok()["pausedAt"].ShouldBeNull();
    }

    [Fact]
    public async Task Commands_ThatCannotBe_AreRefusedWithTheirCodeAndChangeNothing()
    {
        using var head = await _product.VisitAsync("head.fucheng");
        using var coordinator = await _product.VisitAsync("coordinator.fucheng");
        var fire = await FireAsync(head);
        (await coordinator.PostAsync(Station, fire)).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        (await head.PostAsync("/api/stations/zhuoda/incidents", fire)).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
        (await head.PostAsync("/api/stations/nowhere/incidents", fire)).ShouldBeRefused(HttpStatusCode.NotFound, "station.unknown");
        (await head.PostAsync(Station, new { kind = "meteor", area = await AreaAsync(head), reason = "x" })).Code.ShouldBe("input.invalid");
        (await head.PostAsync(Station, new { kind = "fire", area = await AreaAsync(head) })).Code.ShouldBe("reason.required");
        (await head.GetAsync(One)).ShouldBeRefused(HttpStatusCode.NotFound, "incident.unknown");
        (await head.GetAsync("/api/incidents/nonsense")).ShouldBeRefused(HttpStatusCode.NotFound, "incident.unknown");

        await head.PostAsync(Station, fire);
        (await head.PostAsync(One + "/people", new { alias = "x" })).Code.ShouldBe("input.invalid");
        (await head.PostAsync(One + "/people", new { level = "General", alias = new string('x', 61) })).Code.ShouldBe("input.too-large");
        (await head.PostAsync(One + "/people/9/raise", new { to = "Serious", reason = "x" })).ShouldBeRefused(HttpStatusCode.NotFound, "entry.unknown");
        (await head.PostAsync(One + "/people/1/level", new { to = "General", reason = "x" })).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        (await head.PostAsync(One + "/answer", new { step = "flying" })).Code.ShouldBe("input.invalid");
        (await head.PostAsync(One + "/end", new { outcome = "over" })).Code.ShouldBe("reason.required");
        (await head.PostAsync(One + "/end", new { outcome = "5", reason = "x" })).Code.ShouldBe("input.invalid");
        ((await ViewAsync(head))["incident"]!["people"]!.AsArray().Count, (string?)(await ViewAsync(head))["incident"]!["state"]).ShouldBe((0, "Running"));

        (await head.PostAsync(One + "/end", new { outcome = "falseAlarm", reason = "误报" })).Ok(HttpStatusCode.NoContent);
        (await head.PostAsync(One + "/people", new { level = "General" })).ShouldBeRefused(HttpStatusCode.Conflict, "incident.ended");
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            await Task.Yield();
        }
    }

    private static async Task<JsonNode> ViewAsync(Visitor visitor) => (await visitor.GetAsync(One)).Ok();

    private static async Task<string> AreaAsync(Visitor visitor) => (string)(await visitor.GetAsync("/api/stations")).Ok().AsArray()
        .Single(each => (string?)each!["id"] == "fucheng")!["areas"]![0]!["code"]!;

    private static async Task<object> FireAsync(Visitor visitor) => new { kind = "fire", area = await AreaAsync(visitor), place = "社区广场", reason = "三号楼起火" };
}
