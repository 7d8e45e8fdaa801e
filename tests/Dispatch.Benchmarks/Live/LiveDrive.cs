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

    /// <summary>The few counsellors decline soon, so that they are free to be measured again.</summary>
    private static readonly TimeSpan DeclineAfter = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, Asked> _asked = new();
    private readonly ConcurrentDictionary<string, long> _offeredAt = new();

    /// <summary>What went wrong, and how often.</summary>
    public ConcurrentDictionary<string, int> Failures { get; } = new();

    /// <summary>An offer arrived on a phone.</summary>
    public void Offered(Phone phone, JsonElement offer)
    {
        var now = Stopwatch.GetTimestamp();
        var request = offer.GetProperty("requestId").GetString()!;
        if (_offeredAt.TryAdd(request, now) && _asked.TryGetValue(request, out var asked))
        {
            Measured(asked, now);
        }

        _ = AnswerAsync(phone, offer.GetProperty("id").GetString()!, request, offer.GetProperty("lane").GetString() == "Ordinary");
    }

    /// <summary>Asks at the steady rate for a while. Of so many requests one is Urgent, and one an Emergency.</summary>
    public async Task<LiveFigures> RunAsync(TimeSpan length, int alarmEvery)
    {
        var figures = new LiveFigures();
        var began = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var asked = 0;
        var open = new List<Task>();
        while (Stopwatch.GetElapsedTime(began) < length && await pace.WaitForNextTickAsync(stop))
        {
            for (var due = (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond); asked < due; asked++)
            {
                open.Add(AskAsync(asked, alarmEvery, figures));
            }
        }

        await Task.WhenAll(open);
        return figures;
    }

    private void Failure(string what) => Failures.AddOrUpdate(what, 1, (_, count) => count + 1);

    private async Task AskAsync(int number, int alarmEvery, LiveFigures figures)
    {
        var lane = (number % alarmEvery * 2 / alarmEvery, number % (alarmEvery / 2)) switch
        {
            (0, 0) => "Urgent",
            (1, 0) => "Emergency",
            _ => "Ordinary",
        };
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

        figures.Posted(began, now);
        var submitted = await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
        var request = submitted.GetProperty("id").GetString()!;
        var asked = new Asked(now, submitted.GetProperty("level").GetString()!, figures);
        _asked[request] = asked;
        if (_offeredAt.TryGetValue(request, out var offered))
        {
            Measured(asked, offered);
        }
    }

    private static void Measured(Asked asked, long offered)
    {
        var times = asked.Level switch
        {
            "HighRisk" => asked.Figures.PushEmergency,
            "Serious" => asked.Figures.PushUrgent,
            _ => asked.Figures.PushOrdinary,
        };

        // An offer may overtake the answer to its own request.
        times.Add(Math.Max(0, (offered - asked.AnsweredAt) * 1_000.0 / Stopwatch.Frequency));
    }

    private async Task AnswerAsync(Phone phone, string offer, string request, bool accept)
    {
        try
        {
            await Task.Delay(accept ? AnswerAfter : DeclineAfter, stop);
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

    private sealed record Asked(long AnsweredAt, string Level, LiveFigures Figures);
}
