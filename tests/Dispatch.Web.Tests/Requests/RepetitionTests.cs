using System.Net;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Requests;

[Collection(ProductCollection.Name)]
public class RepetitionTests(Product product)
{
    [Fact]
    public async Task Request_SentTwiceUnderOneKey_IsRaisedOnce()
    {
        using var visitor = await product.VisitAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => visitor.PostAsync("/api/requests", Needs.Escort(), key)));

        answers.Select(it => (string?)it.Ok(HttpStatusCode.Created)["id"]).Distinct().Count().ShouldBe(1);
        answers.Select(it => (string?)it.Body!["code"]).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Request_UnderAUsedKeyWithAnotherBody_IsAConflict()
    {
        using var visitor = await product.VisitAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var first = (await visitor.PostAsync("/api/requests", Needs.Escort(), key)).Ok(HttpStatusCode.Created);

        var second = await visitor.PostAsync("/api/requests", Needs.With("minutes", 90), key);

        second.ShouldBeRefused(HttpStatusCode.Conflict, "idempotency.key-reused");
        (await visitor.GetHelpAsync((string?)first["code"])).Ok();
    }

    [Fact]
    public async Task Request_RefusedUnderAKey_CanBeMendedUnderTheSameKey()
    {
        using var visitor = await product.VisitAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        (await visitor.PostAsync("/api/requests", Needs.With("service", "nothing"), key)).ShouldBeRefused(HttpStatusCode.BadRequest, "service.unknown");

        (await visitor.PostAsync("/api/requests", Needs.Escort(), key)).Ok(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Command_RepeatedUnderOneKey_AnswersTheSameAndActsOnce()
    {
        using var visitor = await product.VisitAsync();
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");
        var id = (string)(await visitor.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created)["id"]!;
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await coordinator.PostAsync($"/api/requests/{id}/refer", new { to = "hailuo-health", reason = "体检" }, key);
        var again = await coordinator.PostAsync($"/api/requests/{id}/refer", new { to = "hailuo-health", reason = "体检" }, key);
        var other = await coordinator.PostAsync($"/api/requests/{id}/refer", new { to = "law-firm", reason = "体检" }, key);
        var fresh = await coordinator.PostAsync($"/api/requests/{id}/cancel", new { reason = "重复" });

        (first.Status, again.Status).ShouldBe((HttpStatusCode.NoContent, HttpStatusCode.NoContent));
        other.ShouldBeRefused(HttpStatusCode.Conflict, "idempotency.key-reused");
        fresh.ShouldBeRefused(HttpStatusCode.Conflict, "request.state");
    }

    [Fact]
    public async Task Command_OnAnOldVersion_IsRefusedAndChangesNothing()
    {
        using var visitor = await product.VisitAsync();
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");
        var id = (string)(await visitor.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created)["id"]!;
        (await coordinator.PostAsync($"/api/requests/{id}/own", new { })).Status.ShouldBe(HttpStatusCode.NoContent);

        var stale = await coordinator.PostAsync($"/api/requests/{id}/cancel", new { reason = "迟到" }, ("If-Match", "\"0\""));
        var bad = await coordinator.PostAsync($"/api/requests/{id}/cancel", new { reason = "x" }, ("If-Match", "W/\"seven\""));

        stale.ShouldBeRefused(HttpStatusCode.PreconditionFailed, "request.changed");
        bad.ShouldBeRefused(HttpStatusCode.BadRequest, "input.invalid");
        ((string?)(await coordinator.GetAsync($"/api/requests/{id}")).Ok()["state"]).ShouldNotBe("Cancelled");
    }

    [Fact]
    public async Task Command_OnTheVersionSeen_IsTakenAndAnswersTheNext()
    {
        using var visitor = await product.VisitAsync();
        using var coordinator = await product.VisitAsync("head.zhuoda");
        var need = Needs.With("startsAt", DateTimeOffset.UtcNow.AddDays(3));
        var id = (string)(await visitor.PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created)["id"]!;
        var seen = await coordinator.GetAsync($"/api/requests/{id}");
        var version = (long)seen.Ok()["version"]!;
        seen.Message.Headers.ETag!.Tag.ShouldBe($"\"{version}\"");

        var taken = await coordinator.PostAsync($"/api/requests/{id}/own", new { reason = "接手" }, ("If-Match", seen.Message.Headers.ETag.Tag));

        taken.Status.ShouldBe(HttpStatusCode.NoContent, taken.Body?.ToJsonString() ?? "");
        var next = (long)(await coordinator.GetAsync($"/api/requests/{id}")).Ok()["version"]!;
        next.ShouldBeGreaterThan(version);
        taken.Message.Headers.ETag!.Tag.ShouldBe($"\"{next}\"");
    }
}
