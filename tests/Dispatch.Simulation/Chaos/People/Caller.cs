using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Simulation.Chaos.People;

/// <summary>What a call came to. <c>Status</c> 0: given up, no answer was ever final.</summary>
internal readonly record struct Outcome(int Status, JsonElement Body, int Tries, string? Cookie = null)
{
    public bool IsDone => Status is >= 200 and < 300;

    /// <summary>The code of a refusal, such as <c>offer.lapsed</c>.</summary>
    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;
}

/// <summary>Calls with the client's normal retry: on 503 after what the server says or a second, on a lost connection after half a second.</summary>
/// <remarks>Each try goes to the next web process, as a balancer would send it.</remarks>
internal sealed class Caller(Gateways gateways) : IDisposable
{
    /// <summary>Then a person gives up, and the call counts as failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const double LongestPause = 5;
    private static readonly TimeSpan PauseWhenLost = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(15);
    private static readonly JsonSerializerOptions Spelling = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = OneTry,
        DefaultRequestHeaders = { { "X-Requested-With", "CommunityCare" } },
    };

    /// <summary>Answers that a client's retry does not cover, by what and how often: 500 and the like.</summary>
    public ConcurrentDictionary<string, int> Faults { get; } = new();

    /// <summary>Tries that met a 503 or a lost connection and were made again.</summary>
    public int Repeats => _repeats;

    private int _repeats;

    public async Task<Outcome> SendAsync(int client, HttpMethod method, string path, object? body, string? cookie = null, string? key = null, string? code = null)
    {
        var began = Stopwatch.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            var pause = PauseWhenLost;
            try
            {
                using var message = Message(new Uri(gateways.Door(client, tries - 1), path), method, body, cookie, key, code);
                using var answer = await _http.SendAsync(message);
                if ((int)answer.StatusCode != StatusUnavailable)
                {
                    return Final(new Outcome((int)answer.StatusCode, await ReadAsync(answer), tries, CookieOf(answer)), method, path);
                }

                pause = TimeSpan.FromSeconds(Math.Min(LongestPause, answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? 1));
            }
            catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException or IOException)
            {
                // Nobody was there, or went away in the middle: the same key, or a call that may be repeated, goes to the next door.
            }

            if (Stopwatch.GetElapsedTime(began) + pause > Patience)
            {
                return Final(new Outcome(0, default, tries), method, path);
            }

            Interlocked.Increment(ref _repeats);
            await Task.Delay(pause);
        }
    }

    public void Dispose() => _http.Dispose();

    private const int StatusUnavailable = 503;

    private static HttpRequestMessage Message(Uri address, HttpMethod method, object? body, string? cookie, string? key, string? code)
    {
        var message = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body, options: Spelling) };
        if (cookie is not null)
        {
            message.Headers.Add("Cookie", cookie);
        }

        if (key is not null)
        {
            message.Headers.Add("Idempotency-Key", key);
        }

        if (code is not null)
        {
            message.Headers.Add("Authorization", $"Case-Code {code}");
        }

        return message;
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return bytes.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(bytes);
    }

    private static string? CookieOf(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies)
        ? string.Join("; ", cookies.Select(cookie => cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]))
        : null;

    private Outcome Final(Outcome outcome, HttpMethod method, string path)
    {
        if (outcome.Status is 0 or >= 500)
        {
            var room = string.Join('/', path.Split('/').Select(part => part.Length > 12 ? "*" : part));
            Faults.AddOrUpdate($"{method} {room} ended with {(outcome.Status == 0 ? "no answer" : outcome.Status)} {outcome.Code}", 1, (_, count) => count + 1);
        }

        return outcome;
    }
}
