using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Operations;

[Collection(ProductCollection.Name)]
public class OpsTests(Product product)
{
    [Fact]
    public async Task Ops_AskedByTheAdministrator_ShowThisProcessAtWork()
    {
        using var admin = await product.VisitAsync("admin");
        using var resident = await product.VisitAsync();
        (await resident.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created);

        var view = await WatchAsync(admin, it => TypeOf(it, "request") is not null);

        var process = view["processes"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)process["state"], (string?)process["report"]!["kind"]).ShouldBe(("Running", "Standalone"));
        ((long)process["report"]!["load"]!["residentBytes"]!).ShouldBeGreaterThan(10_000_000);
        ((int)TypeOf(view, "request")!["activations"]!).ShouldBeGreaterThan(0);
        ((double)TypeOf(view, "request")!["p99Milliseconds"]!).ShouldBeGreaterThan(0);
        process["report"]!["storage"]!.AsArray().Single(it => (string?)it!["operation"] == "write")!["p99Milliseconds"].ShouldNotBeNull();
        process["report"]!["view"]!["silos"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ops_OfABusyProduct_HoldNobodysId()
    {
        using var admin = await product.VisitAsync("admin");
        using var resident = await product.VisitAsync();
        var asked = (await resident.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created);

        var text = (await WatchAsync(admin, it => TypeOf(it, "request") is not null)).ToJsonString();

        foreach (var somebody in new[] { (string)asked["id"]!, (string)asked["code"]!, "volunteer1", "coordinator.", "zhuoda", "fucheng" })
        {
            text.ShouldNotContain(somebody);
        }
    }

    [Theory]
    [InlineData("volunteer1.zhuoda")]
    [InlineData("coordinator.zhuoda")]
    [InlineData("head.fucheng")]
    public async Task Ops_AskedByOthers_AreRefused(string account)
    {
        using var visitor = await product.VisitAsync(account);

        (await visitor.GetAsync("/api/ops")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
    }

    [Fact]
    public async Task Metrics_WithoutATokenInTheSettings_AreNotThereForAnybody()
    {
        using var admin = await product.VisitAsync("admin");

        (await admin.GetAsync("/metrics")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await BearAsync(product, "")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Metrics_WithTheToken_AreTextOfGrainTypesAndNeverOfIds()
    {
        await using var watched = new Product(Product.NewDirectory(), ownsData: true, ("Dispatch:Metrics:Token", "sixteen letters and more"));
        using var resident = await watched.VisitAsync();
        var asked = (await resident.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created);
        (await resident.GetHelpAsync((string)asked["code"]!)).Ok();

        (await BearAsync(watched, "not the right token at all")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await resident.GetAsync("/metrics")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var answer = await BearAsync(watched, "sixteen letters and more");
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Message.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var text = await answer.Message.Content.ReadAsStringAsync();

        foreach (var line in new[]
        {
            "dispatch_build_info{", "# TYPE orleans_app_requests_latency_milliseconds histogram", "dispatch_grain_calls_total{type=\"request\"}",
            "orleans_grains{type=\"request\"}", "orleans_storage_write_latency_milliseconds_bucket{", "# TYPE http_server_request_duration_seconds histogram",
            "http_route=\"/api/help/\"", "dotnet_process_cpu_time_seconds_total", "dispatch_cluster_silos{state=\"active\"}",
        })
        {
            text.ShouldContain(line);
        }

        foreach (var somebody in new[] { (string)asked["id"]!, (string)asked["code"]!, "volunteer1", "coordinator.", "192.168", "zhuoda/" })
        {
            text.ShouldNotContain(somebody);
        }
    }

    private static Task<Answer> BearAsync(Product product, string token)
    {
        var call = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        call.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return new Visitor(product.Address).SendAsync(call);
    }

    private static JsonNode? TypeOf(JsonNode view, string type) => view["processes"]!.AsArray()
        .SelectMany(process => process!["report"]?["grainTypes"]?.AsArray() ?? []).FirstOrDefault(it => (string?)it!["type"] == type);

    /// <summary>Looks again and again, as the page does; figures come every few seconds.</summary>
    private static async Task<JsonNode> WatchAsync(Visitor admin, Func<JsonNode, bool> enough)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var view = (await admin.GetAsync("/api/ops")).Ok();
            if (enough(view))
            {
                return view;
            }

            await pace.WaitForNextTickAsync(patience.Token);
        }
    }
}
