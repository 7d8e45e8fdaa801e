using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Cluster.Tests;

/// <summary>A responder's phone on duty: takes what is offered, carries it out, and notes what was acknowledged.</summary>
internal sealed record Phone(HttpClient Http, string Responder)
{
    public static async Task<List<Phone>> AllAsync(Clients clients)
    {
        var phones = new List<Phone>();
        foreach (var region in Region.All)
        {
            foreach (var responder in region.Responders)
            {
                var http = await clients.SignInAsync(responder);
                var duty = new { onDuty = true, location = new { lat = region.Lat, lon = region.Lon }, travelMode = "EBike" };
                (await http.PutAsJsonAsync("/api/me/duty", duty)).EnsureSuccessStatusCode();
                phones.Add(new Phone(http, responder));
            }
        }

        return phones;
    }

    public async Task WorkAsync(History history)
    {
        foreach (var offer in (await Http.GetFromJsonAsync<JsonElement>("/api/me/offers")).EnumerateArray())
        {
            var (id, request) = (offer.GetProperty("id").GetString()!, offer.GetProperty("requestId").GetString()!);
            var answer = await Http.PostAsJsonAsync($"/api/offers/{id}/answer", new { answer = "accept" });
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                history.Accepts.Add((request, id, Responder));
                var done = await Http.PostAsJsonAsync($"/api/requests/{request}/progress", new { step = "completed" });
                if (done.IsSuccessStatusCode)
                {
                    history.Completions.Add((request, Responder));
                }
            }
        }
    }
}
