using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Benchmarks.Boards;

/// <summary>Residents who ask at a steady rate and take it back a second later: two changes of the board each, and it does not grow.</summary>
internal sealed class Changes(HttpClient http, string cookie, Delays delays, int perSecond, CancellationToken stop)
{
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(1);

    public async Task RunAsync(TimeSpan length)
    {
        var began = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var (asked, open) = (0, new List<Task>());
        while (Stopwatch.GetElapsedTime(began) < length && await pace.WaitForNextTickAsync(stop))
        {
            for (var due = (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond / 2); asked < due; asked++)
            {
                open.Add(AskAndTakeBackAsync());
            }
        }

        await Task.WhenAll(open);
    }

    private async Task AskAndTakeBackAsync()
    {
        using var asked = await SendAsync("/api/requests", new { service = "escort", location = new { lat = 18.27, lon = 109.522 } }, code: null);
        var answer = await asked.Content.ReadFromJsonAsync<JsonElement>(stop);

        // Durable by now: the commit was a little earlier, so what is counted is at most that much too short.
        delays.Committed(answer.GetProperty("id").GetString()!, Stopwatch.GetTimestamp());
        await Task.Delay(Stay, stop);
        using var _ = await SendAsync("/api/help/cancel", new { reason = "the benchmark takes it back" }, answer.GetProperty("code").GetString());
    }

    private async Task<HttpResponseMessage> SendAsync(string path, object body, string? code)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (code is null)
        {
            message.Headers.Add("Cookie", cookie);
        }
        else
        {
            message.Headers.Authorization = new("Case-Code", code);
        }

        var answer = await http.SendAsync(message, stop);
        return answer.IsSuccessStatusCode ? answer : throw new InvalidOperationException($"{path} answered {answer.StatusCode}.");
    }
}
