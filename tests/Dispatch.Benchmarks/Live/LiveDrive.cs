using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Benchmarks.Live;

/// <summary>Residents who ask at a steady rate, and phones that answer after 1 s and are free again 10 s later.</summary>
internal sealed class LiveDrive(HttpClient http, int perSecond, CancellationToken stop)
{
    private static readonly TimeSpan AnswerAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReleaseAfter = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, long> _answeredAt = new();
    private readonly ConcurrentDictionary<string, long> _offeredAt = new();
    private readonly ConcurrentDictionary<string, string> _laneOf = new();

    public Percentiles Post { get; } = new();

    public Percentiles PushOrdinary { get; } = new();

    public Percentiles PushUrgent { get; } = new();

    public Percentiles PushEmergency { get; } = new();

    /// <summary>What went wrong, and how often.</summary>
    public ConcurrentDictionary<string, int> Failures { get; } = new();

    public int Failed => Failures.Values.Sum();

    /// <summary>An offer arrived on a phone.</summary>
    public void Offered(Phone phone, JsonElement offer)
    {
        var now = Stopwatch.GetTimestamp();
        var request = offer.GetProperty("requestId").GetString()!;
        if (_offeredAt.TryAdd(request, now) && _answeredAt.TryGetValue(request, out var answered))
        {
            Measured(request, answered, now);
        }

        _ = AnswerAsync(phone, offer.GetProperty("id").GetString()!, request, offer.GetProperty("lane").GetString() == "Ordinary");
    }

    public async Task RunAsync(TimeSpan length)
    {
        var began = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var asked = 0;
        var open = new List<Task>();
        while (Stopwatch.GetElapsedTime(began) < length && await pace.WaitForNextTickAsync(stop))
        {
            for (var due = (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond); asked < due; asked++)
            {
                open.Add(AskAsync(asked));
            }
        }

        await Task.WhenAll(open);
    }

    private void Failure(string what) => Failures.AddOrUpdate(what, 1, (_, count) => count + 1);

    private async Task AskAsync(int number)
    {
        // Every 800th request is an emergency and every 400th urgent: few counsellors are on duty, and they must be free to be measured.
        var lane = number % 800 == 400 ? "Emergency" : number % 400 == 100 ? "Urgent" : "Ordinary";
        var zhuoda = lane == "Ordinary" && number % 2 == 0;
        var (lat, lon) = zhuoda ? (18.27, 109.522) : (22.73, 114.02);
        var body = new
        {
            service = lane == "Urgent" ? "psychological-support" : "escort",
            location = new { lat = lat + (((number * 7919L) % 2_000) - 1_000) * 0.00002, lon = lon + (((number * 104_729L) % 2_000) - 1_000) * 0.00002 },
            riskCue = lane == "Emergency",
        };
        var began = Stopwatch.GetTimestamp();
        using var answer = await http.PostAsJsonAsync("/api/requests", body, stop);
        var now = Stopwatch.GetTimestamp();
        if (!answer.IsSuccessStatusCode)
        {
            Failure($"POST requests answered {answer.StatusCode}.");
            return;
        }

        Post.Add(Stopwatch.GetElapsedTime(began, now).TotalMilliseconds);
        var submitted = await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
        var request = submitted.GetProperty("id").GetString()!;
        _laneOf[request] = submitted.GetProperty("level").GetString()!;
        _answeredAt[request] = now;
        if (_offeredAt.TryGetValue(request, out var offered))
        {
            Measured(request, now, offered);
        }
    }

    private void Measured(string request, long answered, long offered)
    {
        var times = _laneOf[request] switch
        {
            "HighRisk" => PushEmergency,
            "Serious" => PushUrgent,
            _ => PushOrdinary,
        };

        // An offer may overtake the answer to its own request.
        times.Add(Math.Max(0, (offered - answered) * 1_000.0 / Stopwatch.Frequency));
    }

    private async Task AnswerAsync(Phone phone, string offer, string request, bool accept)
    {
        try
        {
            await Task.Delay(AnswerAfter, stop);
            if (await phone.AnswerAsync(offer, accept ? "accept" : "decline", stop) && accept)
            {
                await Task.Delay(ReleaseAfter, stop);
                await phone.CompleteAsync(request, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
        catch (Exception refused) when (refused is HttpRequestException or InvalidOperationException)
        {
            Failure(refused.Message);
        }
    }
}
