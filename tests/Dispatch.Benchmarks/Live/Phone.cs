using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Dispatch.Benchmarks.Live;

/// <summary>A responder's phone: signed in, on duty, connected to the hub. Says when an offer arrives.</summary>
internal sealed class Phone(HttpClient http, string account) : IDisposable
{
    private const char EndOfRecord = '\u001e';

    private readonly ClientWebSocket _socket = new();
    private string _cookie = "";

    public string Account => account;

    public async Task ConnectAsync(double lat, double lon, string password, Action<Phone, JsonElement> offered, CancellationToken stop)
    {
        using var answer = await http.PostAsJsonAsync("/api/session", new { account, password }, stop);
        answer.EnsureSuccessStatusCode();
        _cookie = string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(it => it[..it.IndexOf(';', StringComparison.Ordinal)]));
        await SendAsync(HttpMethod.Put, "/api/me/duty", new { onDuty = true, location = new { lat, lon }, travelMode = "EBike" }, stop);
        _socket.Options.SetRequestHeader("Cookie", _cookie);
        await _socket.ConnectAsync(new UriBuilder(http.BaseAddress!) { Scheme = "ws", Path = "/hubs/live" }.Uri, stop);
        await _socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}" + EndOfRecord), WebSocketMessageType.Text, true, stop);
        _ = ListenAsync(offered, stop);
    }

    /// <summary>Answers; false when the offer had gone to somebody else meanwhile.</summary>
    public Task<bool> AnswerAsync(string offer, string answer, CancellationToken stop) =>
        SendAsync(HttpMethod.Post, $"/api/offers/{offer}/answer", new { answer }, stop);

    public Task CompleteAsync(string request, CancellationToken stop) =>
        SendAsync(HttpMethod.Post, $"/api/requests/{request}/progress", new { step = "completed" }, stop);

    public void Dispose() => _socket.Dispose();

    private async Task<bool> SendAsync(HttpMethod method, string path, object body, CancellationToken stop)
    {
        using var message = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        message.Headers.Add("Cookie", _cookie);
        using var answer = await http.SendAsync(message, stop);
        if (!answer.IsSuccessStatusCode && (int)answer.StatusCode != 409)
        {
            throw new InvalidOperationException($"{method} {path.Split('/')[2]} answered {answer.StatusCode}.");
        }

        return answer.IsSuccessStatusCode;
    }

    private async Task ListenAsync(Action<Phone, JsonElement> offered, CancellationToken stop)
    {
        var buffer = new byte[4_096];
        var text = new StringBuilder();
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                var read = await _socket.ReceiveAsync(buffer.AsMemory(), stop);
                text.Append(Encoding.UTF8.GetString(buffer, 0, read.Count));
                while (text.ToString().IndexOf(EndOfRecord, StringComparison.Ordinal) is var end and >= 0)
                {
                    Heard(text.ToString(0, end), offered);
                    text.Remove(0, end + 1);
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private void Heard(string record, Action<Phone, JsonElement> offered)
    {
        if (record.Contains("\"OfferReceived\"", StringComparison.Ordinal))
        {
            using var message = JsonDocument.Parse(record);
            offered(this, message.RootElement.GetProperty("arguments")[0].Clone());
        }
    }
}
