using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Cluster.Tests;

/// <summary>Residents, volunteers and staff as HTTP clients of one product process.</summary>
internal sealed class Clients(Uri address) : IDisposable
{
    public HttpClient Anyone { get; } = Open(address, new SocketsHttpHandler());

    public async Task<HttpClient> SignInAsync(string account)
    {
        var client = Open(address, new SocketsHttpHandler { CookieContainer = new CookieContainer() });
        var answer = await client.PostAsJsonAsync("/api/session", new { account, password = ProductProcess.Password });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return client;
    }

    /// <summary>Asks for help; notes it only when the server has acknowledged it.</summary>
    public async Task AskAsync(History history, int number)
    {
        var danger = number % 50 == 49;
        var region = number % 4 == 3 ? Region.Fucheng : Region.Zhuoda;
        var body = new
        {
            service = "escort",
            location = new { lat = region.Lat - 0.006 + (number % 13 * 0.001), lon = region.Lon - 0.008 + (number % 17 * 0.001) },
            riskCue = danger,
        };
        var answer = await Anyone.PostAsJsonAsync("/api/requests", body);
        if (answer.StatusCode == HttpStatusCode.Created)
        {
            var submitted = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var id = submitted.GetProperty("id").GetString()!;
            history.RegionOfRequest[id] = region;
            history.StationOfRequest[id] = submitted.GetProperty("stationId").GetString()!;
            history.CodeOfRequest[id] = submitted.GetProperty("code").GetString()!;
            if (danger)
            {
                history.HighRisk.Add(id);
            }
        }
    }

    public void Dispose() => Anyone.Dispose();

    private static HttpClient Open(Uri address, SocketsHttpHandler handler) => new(handler)
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(10),
        DefaultRequestHeaders = { { "X-Requested-With", "CommunityCare" } },
    };
}
