using System.Net;

namespace Dispatch.Web.Tests.Hosting;

/// <summary>An offer on a volunteer's phone.</summary>
internal sealed record Offered(string Id, string RequestId, string Code);

/// <summary>How tests come by requests and offers.</summary>
internal static class Offers
{
    /// <summary>Raises a request that starts in three days; answers its id.</summary>
    public static async Task<string> AskAsync(Visitor asker) =>
        (string)(await asker.PostAsync("/api/requests", Needs.With("startsAt", DateTimeOffset.UtcNow.AddDays(3)))).Ok(HttpStatusCode.Created)["id"]!;

    /// <summary>Puts a volunteer on duty beside a resident who asks, and waits for the offer on the phone.</summary>
    public static async Task<Offered> ReceiveAsync(Visitor volunteer, Visitor resident, Dictionary<string, object?> need)
    {
        await using var phone = await LiveClient.ConnectAsync(volunteer);
        await OnDutyAsync(volunteer);
        var asked = (await resident.PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created);
        var id = (string)asked["id"]!;
        var offer = await phone.NextAsync("OfferReceived", it => (string?)it["requestId"] == id);
        return new Offered((string)offer["id"]!, id, (string)asked["code"]!);
    }

    public static async Task OnDutyAsync(Visitor volunteer) =>
        (await volunteer.PutAsync("/api/me/duty", new { onDuty = true, location = new { lat = 18.27, lon = 109.522 }, travelMode = "Walk" })).Ok();

    /// <summary>Sends a responder by hand. Who came on duty this moment may not be in the index yet.</summary>
    public static async Task DispatchAsync(Visitor coordinator, string request, string responder)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await coordinator.PostAsync($"/api/requests/{request}/dispatch", new { responderId = responder, reason = "就近" })).Status != HttpStatusCode.NoContent)
        {
            await pace.WaitForNextTickAsync(patience.Token);
        }
    }
}
