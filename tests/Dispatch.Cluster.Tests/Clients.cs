using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Cluster.Tests;

/// <summary>Residents, volunteers and staff as HTTP clients of one product process.</summary>
internal sealed class Clients(Uri address) : IDisposable
{
    public HttpClient Anyone { get; } = new(new SocketsHttpHandler()) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };

    public async Task<HttpClient> SignInAsync(string account)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
        var answer = await client.PostAsJsonAsync("/api/session", new { account, password = ProductProcess.Password });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return client;
    }

    /// <summary>Asks for help; notes it only when the server has acknowledged it.</summary>
    public async Task AskAsync(History history, int number)
    {
        var danger = number % 50 == 49;
        var body = new
        {
            service = "escort",
            location = new { lat = 18.262 + (number % 13 * 0.001), lon = 109.512 + (number % 17 * 0.001) },
            riskCue = danger,
        };
        var answer = await Anyone.PostAsJsonAsync("/api/requests", body);
        if (answer.StatusCode == HttpStatusCode.Created)
        {
            var submitted = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var id = submitted.GetProperty("id").GetString()!;
            history.CodeOfRequest[id] = submitted.GetProperty("code").GetString()!;
            if (danger)
            {
                history.HighRisk.Add(id);
            }
        }
    }

    /// <summary>A volunteer's phone: takes what is offered, carries it out, and notes what was acknowledged.</summary>
    public static async Task WorkAsync(HttpClient phone, string responder, History history)
    {
        foreach (var offer in (await phone.GetFromJsonAsync<JsonElement>("/api/me/offers")).EnumerateArray())
        {
            var (id, request) = (offer.GetProperty("id").GetString()!, offer.GetProperty("requestId").GetString()!);
            var answer = await phone.PostAsJsonAsync($"/api/offers/{id}/answer", new { answer = "accept" });
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                history.Accepts.Add((request, id, responder));
                var done = await phone.PostAsJsonAsync($"/api/requests/{request}/progress", new { step = "completed" });
                if (done.IsSuccessStatusCode)
                {
                    history.Completions.Add((request, responder));
                }
            }
        }
    }

    public void Dispose() => Anyone.Dispose();
}
