using System.Net;
using System.Text.Json;
using Dispatch.Contracts.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;
using Dispatch.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Dispatch.Web.Tests.Requests;

/// <summary>What is remembered of commands under an idempotency key, and for how long.</summary>
public class OnceTests
{
    [Fact]
    public async Task Step_RepeatedAfterTheTaskEnded_ShowsNothingOfTheResident()
    {
        await using var product = new Product();
        using var resident = await product.VisitAsync();
        using var volunteer = await product.VisitAsync("volunteer7.zhuoda");
        var need = Needs.Escort();
        need["address"] = "迎宾路88号";
        var offer = await Offers.ReceiveAsync(volunteer, resident, need);
        (await volunteer.PostAsync($"/api/offers/{offer.Id}/answer", new { answer = "accept" })).Ok();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var first = (await volunteer.PostAsync($"/api/requests/{offer.RequestId}/progress", new { step = "enRoute" }, key)).Ok();
        (await volunteer.PostAsync($"/api/requests/{offer.RequestId}/progress", new { step = "completed" })).Ok();

        var again = await volunteer.PostAsync($"/api/requests/{offer.RequestId}/progress", new { step = "enRoute" }, key);

        ((string?)first["address"]).ShouldBe("迎宾路88号");
        (again.Body?.ToJsonString() ?? "").ShouldNotContain("迎宾路");
        (again.Body?["address"]).ShouldBeNull();
        (again.Body?["alias"]).ShouldBeNull();
        await using var store = new StoreFile(product.Data);
        store.Values("once").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("confirm")]
    public async Task HelpCommand_UnderACodeNobodyHas_StoresNothing(string command)
    {
        await using var product = new Product();
        using var stranger = await product.VisitAsync();

        var answer = await stranger.PostHelpAsync("0000-0000-0000", command, new { }, ("Idempotency-Key", Guid.NewGuid().ToString()));

        answer.ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
        await using var store = new StoreFile(product.Data);
        store.Version("once").ShouldBe(0);
    }

    [Fact]
    public async Task Command_OfStaff_IsRememberedForADayWithoutAWord()
    {
        await using var product = new Product();
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");
        var id = await Offers.AskAsync(coordinator);
        await using var store = new StoreFile(product.Data);

        (await coordinator.PostAsync($"/api/requests/{id}/own", new { reason = "家属来电" }, ("Idempotency-Key", "once-a-day"))).Status
            .ShouldBe(HttpStatusCode.NoContent);

        store.Values("once").ShouldSatisfyAllConditions(kept => kept.ShouldContain("204"), kept => kept.ShouldNotContain("家属"));
        product.Clock.Advance(TimeSpan.FromHours(24));
        await product.Services.GetRequiredService<OnceSweep>().SweepAsync();
        store.Values("once").ShouldBeEmpty();
    }

    [Fact]
    public async Task Widen_ClickedTwice_WidensOnceAndAnswersBothAlike()
    {
        await using var product = new Product();
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");
        var id = await Offers.AskAsync(coordinator);
        (string, string)[] headers = [("Idempotency-Key", Guid.NewGuid().ToString())];

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => coordinator.PostAsync($"/api/requests/{id}/widen", new { reason = "再找找" }, headers)));

        answers.ShouldAllBe(it => it.Status == HttpStatusCode.NoContent);
        answers.Select(it => it.Message.Headers.ETag?.Tag).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        var timeline = (await coordinator.GetAsync($"/api/requests/{id}/timeline")).Ok().AsArray();
        timeline.Count(entry => (string?)entry!["what"] == "widened-by-hand").ShouldBe(1);
    }

    [Fact]
    public async Task Widen_CutOffByACrash_RunsAgainOnlyOnAVersion()
    {
        await using var product = new Product();
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");
        var id = await Offers.AskAsync(coordinator);
        await BeginAsync(product, id, "cut-off");

        var blind = await coordinator.PostAsync($"/api/requests/{id}/widen", new { reason = "x" }, ("Idempotency-Key", "cut-off"));
        var any = await coordinator.PostAsync($"/api/requests/{id}/widen", new { reason = "x" }, ("Idempotency-Key", "cut-off"), ("If-Match", "*"));
        var late = await coordinator.PostAsync($"/api/requests/{id}/widen", new { reason = "x" }, ("Idempotency-Key", "cut-off"), ("If-Match", "\"0\""));

        blind.ShouldBeRefused(HttpStatusCode.ServiceUnavailable, "outcome.unknown");
        blind.Message.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        any.ShouldBeRefused(HttpStatusCode.ServiceUnavailable, "outcome.unknown");
        late.ShouldBeRefused(HttpStatusCode.PreconditionFailed, "request.changed");
        var again = await coordinator.PostAsync($"/api/requests/{id}/widen", new { reason = "x" }, ("Idempotency-Key", "cut-off"), ("If-Match", "\"0\""));
        again.ShouldBeRefused(HttpStatusCode.PreconditionFailed, "request.changed");
    }

    /// <summary>A server that dies after it noted the key and before it noted the answer leaves exactly this behind.</summary>
    private static async Task BeginAsync(Product product, string id, string key)
    {
        var route = $"coordinator.zhuoda\0/api/requests/{{id}}/widen\0{key}";
        var digest = Once.Digest(route);
        var body = Once.Digest($"/api/requests/{id}/widen\n{JsonSerializer.Serialize(new ReasonBody("x"), Json.Options)}");
        var grain = product.Services.GetRequiredService<IGrainFactory>().GetGrain<IOnceGrain>(OnceSweep.Row(digest));
        (await grain.BeginAsync(digest, body)).Value!.Phase.ShouldBe(OncePhase.New);
        await grain.LetGoAsync(digest, free: false);
    }
}
