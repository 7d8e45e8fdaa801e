using System.Text.Json.Nodes;
using System.Net;
using System.Net.WebSockets;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Live;

[Collection(ProductCollection.Name)]
public class LiveTests(Product product)
{
    [Fact]
    public async Task Request_FromAskingToConfirmed_IsSeenLiveByEverybodyConcerned()
    {
        using var resident = await product.VisitAsync();
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");
        using var volunteer = await product.VisitAsync("volunteer7.zhuoda");
        await using var board = await LiveClient.ConnectAsync(coordinator);
        await using var phone = await LiveClient.ConnectAsync(volunteer);
        await using var page = await LiveClient.ConnectAsync(resident);
        await board.CallAsync("Watch", "zhuoda");
        (await volunteer.PutAsync("/api/me/duty", new { onDuty = true, location = new { lat = 18.27, lon = 109.522 }, travelMode = "Walk" })).Ok();

        var asked = (await resident.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created);
        var id = (string)asked["id"]!;
        await page.CallAsync("Follow", (string)asked["code"]!);
        await board.NextAsync("BoardChanged", change => change["rows"]!.AsArray().Any(row => (string?)row!["id"] == id));

        var offer = await phone.NextAsync("OfferReceived", it => (string?)it["requestId"] == id);
        await phone.CallAsync("Delivered", (string)offer["id"]!);
        await phone.CallAsync("Seen", (string)offer["id"]!);
        var taken = (await volunteer.PostAsync($"/api/offers/{offer["id"]}/answer", new { answer = "accept" })).Ok();
        ((string?)taken["state"]).ShouldBe("Accepted");

        await page.NextAsync("RequestChanged", view => (string?)view["state"] == "Assigned");
        await board.NextAsync("BoardChanged", change => Changed(change).Any(row => (string?)row["id"] == id && (string?)row["state"] == "Assigned"));
        var task = (await volunteer.GetAsync("/api/me/tasks")).Ok().AsArray().Single(it => (string?)it!["requestId"] == id)!;
        ((string?)task["alias"]).ShouldBe("李阿姨");
        (await volunteer.GetAsync($"/api/requests/{id}")).Ok();
        foreach (var step in new[] { "enRoute", "onSite", "completed" })
        {
            (await volunteer.PostAsync($"/api/requests/{id}/progress", new { step })).Ok();
        }

        await page.NextAsync("RequestChanged", view => (string?)view["state"] == "Completed");
        (await resident.PostHelpAsync((string?)asked["code"], "confirm", new { kept = true })).Status.ShouldBe(HttpStatusCode.NoContent);
        await page.NextAsync("RequestChanged", view => (string?)view["state"] == "Confirmed");
        await board.NextAsync("BoardChanged", change => change["rowsGone"]!.AsArray().Any(gone => (string?)gone == id));
        (await coordinator.GetAsync($"/api/requests/{id}/timeline")).Ok().AsArray().Count.ShouldBeGreaterThan(4);
        (await volunteer.PutAsync("/api/me/duty", new { onDuty = false })).Ok();
    }

    [Fact]
    public async Task Follow_OfARequest_ShowsItAtOnceAndEndsWithUnfollow()
    {
        using var resident = await product.VisitAsync();
        await using var page = await LiveClient.ConnectAsync(resident);
        var need = Needs.With("startsAt", DateTimeOffset.UtcNow.AddDays(2));
        var code = (string)(await resident.PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created)["code"]!;

        await page.CallAsync("Follow", code);

        (await page.NextAsync("RequestChanged", _ => true))["service"]!.ToString().ShouldBe("escort");
        await page.CallAsync("Unfollow", code);
        (await resident.PostHelpAsync(code, "cancel", new { })).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Pushes_OfTwoFollowedRequests_SayWhichIsWhich()
    {
        using var resident = await product.VisitAsync();
        await using var page = await LiveClient.ConnectAsync(resident);
        var need = Needs.With("startsAt", DateTimeOffset.UtcNow.AddDays(2));
        var left = (await resident.PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created);
        var present = (await resident.PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created);

        ((string?)await page.CallAsync("Follow", (string)left["code"]!)).ShouldBe((string?)left["id"]);
        ((string?)await page.CallAsync("Follow", (string)present["code"]!)).ShouldBe((string?)present["id"]);
        (await resident.PostHelpAsync((string?)left["code"], "cancel", new { })).Status.ShouldBe(HttpStatusCode.NoContent);

        var push = await page.NextWholeAsync("RequestChanged", it => (string?)it[0]!["state"] == "Cancelled");
        ((string?)push[1]).ShouldBe((string?)left["id"]);
    }

    [Fact]
    public async Task Board_OfAStation_CallsOwnersByName()
    {
        using var resident = await product.VisitAsync();
        using var head = await product.VisitAsync("head.zhuoda");
        await using var board = await LiveClient.ConnectAsync(head);
        await board.CallAsync("Watch", "zhuoda");
        var name = (string?)(await head.GetAsync("/api/session")).Ok()["displayName"];
        var id = await Offers.AskAsync(resident);

        (await head.PostAsync($"/api/requests/{id}/own", new { })).Status.ShouldBe(HttpStatusCode.NoContent);

        var change = await board.NextAsync("BoardChanged", it => Changed(it).Any(row => (string?)row["owner"] == "head.zhuoda" && (string?)row["id"] == id));
        ((string?)Changed(change).Single(row => (string?)row["id"] == id)["ownerName"]).ShouldBe(name);
        var rows = (await head.GetAsync("/api/boards/zhuoda")).Ok()["rows"]!.AsArray();
        ((string?)rows.Single(row => (string?)row!["id"] == id)!["ownerName"]).ShouldBe(name);
        ((string?)(await head.GetAsync($"/api/requests/{id}")).Ok()["ownerName"]).ShouldBe(name);
    }

    [Fact]
    public async Task Connection_FromAnotherSite_IsRefused()
    {
        using var visitor = await product.VisitAsync("coordinator.zhuoda");
        var connect = () => LiveClient.ConnectAsync(visitor, "https://elsewhere.example");

        await connect.ShouldThrowAsync<WebSocketException>();
    }

    [Fact]
    public async Task Message_BeyondTheLimit_EndsTheConnection()
    {
        using var visitor = await product.VisitAsync();
        await using var live = await LiveClient.ConnectAsync(visitor);
        var call = () => live.CallAsync("Follow", new string('A', 10_000));

        await call.ShouldThrowAsync<WebSocketException>();
    }

    /// <summary>Rows that are new to whoever watches, and what is different of the others.</summary>
    private static IEnumerable<JsonNode> Changed(JsonNode change) => change["rows"]!.AsArray().Concat(change["rowsChanged"]!.AsArray()).Select(row => row!);
}
