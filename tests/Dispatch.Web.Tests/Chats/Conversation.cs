using System.Net;
using Dispatch.Web.Tests.Hosting;

namespace Dispatch.Web.Tests.Chats;

/// <summary>A request for counselling at Fucheng that a counsellor has accepted, and the words of its two sides.</summary>
internal sealed record Conversation(string Id, string Code, Visitor Resident, Visitor Counsellor)
{
    public const string Account = "counsellor1.fucheng";

    public string Path => $"/api/requests/{Id}/chat";

    public static async Task<Conversation> BeginAsync(Product product, Visitor resident, Visitor counsellor)
    {
        (await counsellor.PutAsync("/api/me/duty", new { onDuty = true, travelMode = "Walk" })).Ok();
        var need = new { service = "counselling", description = "想找人说说话", stationId = "fucheng", remote = true, contact = "13800138000" };
        var asked = (await resident.PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created);
        var id = (string)asked["id"]!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        string? offer = null;
        while (offer is null)
        {
            await pace.WaitForNextTickAsync(patience.Token);
            var offers = (await counsellor.GetAsync("/api/me/offers")).Ok().AsArray();
            offer = (string?)offers.FirstOrDefault(it => (string?)it!["requestId"] == id)?["id"];
        }

        (await counsellor.PostAsync($"/api/offers/{offer}/answer", new { answer = "accept" })).Ok();
        return new Conversation(id, (string)asked["code"]!, resident, counsellor);
    }

    public Task<Answer> ResidentSaysAsync(string id, string text) => Resident.PostHelpAsync(Code, "chat", new { id, text });

    public Task<Answer> CounsellorSaysAsync(string id, string text) => Counsellor.PostAsync(Path, new { id, text });

    public async Task<List<string>> ResidentReadsAsync(long after = 0) =>
    [
        .. (await Resident.GetAsync($"/api/help/chat?after={after}", Visitor.Bearing(Code))).Ok()["messages"]!.AsArray()
            .Select(it => (string)it!["text"]!).Where(it => it.Length > 0),
    ];
}
