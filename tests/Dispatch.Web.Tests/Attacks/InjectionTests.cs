using System.Net;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Attacks;

/// <summary>Text that would be something else elsewhere: a page, a formula, a line of a log.</summary>
public class InjectionTests
{
    private const string Mark = "MARK7f3a";

    private static readonly string[] Payloads =
    [
        $"<script>alert('{Mark}')</script>", $"=HYPERLINK(\"http://elsewhere\",\"{Mark}\")", $"@SUM(1)*cmd|'{Mark}'!A0", $"{Mark} ${{jndi:ldap://elsewhere}}",
        $"\"/><img src=x onerror={Mark}>",
    ];

    [Fact]
    public async Task Text_OfAnyField_ComesBackAsItWasAsDataAndNeverAsAPage()
    {
        await using var product = new Product();
        using var resident = await product.VisitAsync();
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");
        foreach (var payload in Payloads)
        {
            var need = Needs.With("description", payload);
            (need["alias"], need["contact"], need["address"]) = (payload, payload, payload);
            var asked = (await resident.PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created);

            var answer = await coordinator.GetAsync($"/api/requests/{asked["id"]}");

            ((string?)answer.Ok()["description"]).ShouldBe(payload);
            answer.Message.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
            answer.Message.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        }
    }

    [Fact]
    public async Task Text_OfNamesReasonsAndNotes_ComesBackAsItWasAsData()
    {
        await using var product = new Product();
        using var resident = await product.VisitAsync();
        using var head = await product.VisitAsync("head.zhuoda");
        using var admin = await product.VisitAsync("admin");
        var need = new { service = "counselling", description = "想找人说说话", stationId = "zhuoda", remote = true, startsAt = DateTimeOffset.UtcNow.AddDays(3) };
        foreach (var (payload, at) in Payloads.Select((payload, at) => (payload, at)))
        {
            var asked = (await resident.PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created);
            (await resident.PostAsync("/api/applications", new { stationId = "zhuoda", displayName = payload, account = $"payload.{at}" }))
                .Status.ShouldBe(HttpStatusCode.NoContent);
            (await head.PostAsync($"/api/requests/{asked["id"]}/sealed", new { reason = payload })).Ok();
            (await resident.PostHelpAsync((string?)asked["code"], "cancel", new { reason = payload })).Status.ShouldBe(HttpStatusCode.NoContent);

            var people = await head.GetAsync("/api/stations/zhuoda/people");
            var notices = await admin.GetAsync("/api/notices");
            var help = await resident.GetHelpAsync((string?)asked["code"]);

            people.Ok()["applications"]!.AsArray().Select(it => (string?)it!["displayName"]).ShouldContain(payload);
            notices.Ok().AsArray().Select(it => (string?)it!["notice"]!["reason"]).ShouldContain(payload);
            help.Ok()["openings"]!.AsArray().Select(it => (string?)it!["reason"]).ShouldContain(payload);
            new[] { people, notices, help }.ShouldAllBe(it => it.Message.Content.Headers.ContentType!.MediaType == "application/json");
        }
    }

    [Fact]
    public async Task Log_WhateverIsSentInFieldsPathsAndHeaders_HoldsNoneOfIt()
    {
        await using var product = new Product();
        using var visitor = await product.VisitAsync();
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");
        using var volunteer = await product.VisitAsync("volunteer1.zhuoda");
        var line = $"{Mark}\r\nfail: forged line";
        foreach (var field in new[] { "service", "description", "alias", "contact", "address", "area", "stationId" })
        {
            await visitor.PostAsync("/api/requests", Needs.With(field, line));
            await visitor.PostAsync("/api/requests", Needs.With(field, Mark));
        }

        var id = (string)(await visitor.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created)["id"]!;
        foreach (var command in new[] { "dispatch", "widen", "refer", "own", "raise", "cancel", "sealed" })
        {
            await coordinator.PostAsync($"/api/requests/{id}/{command}", new { responderId = line, reason = line, to = line });
            await coordinator.PostAsync($"/api/requests/{id}/{command}", new { responderId = Mark, reason = Mark, to = Mark });
        }

        await volunteer.PostAsync($"/api/offers/{Mark}%0d%0a/answer", new { answer = "decline", note = line });
        await volunteer.PostAsync($"/api/requests/{id}/handback", new { reason = line });
        await visitor.PostAsync("/api/session", new { account = line, password = line });
        await visitor.PostAsync("/api/session", new { account = Mark.ToLowerInvariant(), password = Mark });
        foreach (var text in new[] { line, Mark })
        {
            await visitor.PostAsync("/api/session/code", new { account = text, code = text });
            await visitor.PostAsync("/api/session/second", new { code = text, recoveryCode = text });
            await visitor.PostAsync("/api/session/passkey", new { credential = new { id = text, rawId = text, type = text }, name = text });
            await visitor.PostAsync("/api/applications", new { stationId = "zhuoda", displayName = text, account = text });
            await visitor.PostAsync("/api/links/password", new { link = $"{text}.{text}", password = text });
            await coordinator.PostAsync("/api/stations/zhuoda/people", new { account = text, displayName = text, role = text });
            await coordinator.PostAsync("/api/account/password", new { current = text, password = text });
            await coordinator.PutAsync($"/api/account/passkeys/{Mark}%0d%0a", new { name = text });
            await coordinator.DeleteAsync($"/api/account/sessions/{Mark}%0d%0a");
            await coordinator.PostAsync($"/api/stations/zhuoda/people/{Mark}%0d%0a/reset", new { });
        }

        await visitor.GetAsync($"/api/help/{Mark}%0d%0afail");
        await visitor.GetHelpAsync(Mark);
        await visitor.GetAsync($"/{Mark}?x={Mark}%0d%0a");
        await visitor.GetAsync($"/api/stations?{Mark}", ("User-Agent", Mark), ("X-Forwarded-For", Mark), ("Referer", Mark), ("Idempotency-Key", Mark), ("traceparent", Mark));
        await using (var live = await LiveClient.ConnectAsync(coordinator))
        {
            await Should.ThrowAsync<Exception>(() => live.CallAsync("Watch", line));
            await Should.ThrowAsync<Exception>(() => live.CallAsync(Mark, line));
        }

        product.Logged.ShouldNotBeEmpty();
        product.Logged.Where(each => each.Contains(Mark, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        product.Logged.Where(each => each.Contains("forged line", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Identifiers_Guessed_TellNothing()
    {
        await using var product = new Product();
        using var visitor = await product.VisitAsync();
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");
        using var volunteer = await product.VisitAsync("volunteer1.zhuoda");
        var id = (string)(await visitor.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created)["id"]!;
        var near = id[..^1] + (id[^1] == '0' ? '1' : '0');

        (await coordinator.GetAsync($"/api/requests/{near}")).ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
        foreach (var guess in new[] { id, near })
        {
            var answer = await volunteer.GetAsync($"/api/requests/{guess}");
            answer.ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
            answer.Message.Headers.ETag.ShouldBeNull();
            (await visitor.GetHelpAsync(guess)).ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
            (await volunteer.PostAsync($"/api/offers/{guess}-1/answer", new { answer = "accept" })).ShouldBeRefused(HttpStatusCode.NotFound, "offer.unknown");
            (await volunteer.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/api/requests/{guess}"))).Message.Headers.ETag.ShouldBeNull();
        }
    }
}
