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
        await visitor.GetAsync($"/api/help/{Mark}%0d%0afail");
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
            (await visitor.GetAsync($"/api/help/{guess}")).ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
            (await volunteer.PostAsync($"/api/offers/{guess}-1/answer", new { answer = "accept" })).ShouldBeRefused(HttpStatusCode.NotFound, "offer.unknown");
            (await volunteer.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/api/requests/{guess}"))).Message.Headers.ETag.ShouldBeNull();
        }
    }
}
