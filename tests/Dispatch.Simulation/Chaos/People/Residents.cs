using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Stations;
using Dispatch.Simulation.Chance;

namespace Dispatch.Simulation.Chaos.People;

/// <summary>Residents who ask at their own times, whatever the product does: each asks until acknowledged, some call it off, most confirm in the end.</summary>
internal sealed class Residents(ChaosSettings settings, IReadOnlyList<StationFacts> stations, Caller caller, Histories histories)
{
    private const double CallsOff = 0.02;
    private const double Confirms = 0.97;
    private const double SpreadDegrees = 0.03;

    private static readonly string[] Services = ["escort", "escort", "escort", "home-help", "phone-visit"];

    private readonly ConcurrentDictionary<string, (int Number, string Code)> _confirming = new();
    private readonly ConcurrentDictionary<Task, bool> _open = new();

    /// <summary>How late the driver itself was with each request.</summary>
    public ConcurrentBag<double> LatenessMs { get; } = [];

    public int Asked { get; private set; }

    /// <summary>Asks at the rate for so long, and on until the faults are over.</summary>
    public async Task AskAsync(TimeSpan length, Task faults, CancellationToken stop)
    {
        var (began, first) = (Stopwatch.GetTimestamp(), Asked);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!stop.IsCancellationRequested && (Stopwatch.GetElapsedTime(began) < length || !faults.IsCompleted))
        {
            var due = first + (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * settings.Rate);
            for (; Asked < due; Asked++)
            {
                var late = Stopwatch.GetElapsedTime(began) - TimeSpan.FromSeconds((double)(Asked - first) / settings.Rate);
                var (number, planned) = (Asked, DateTimeOffset.UtcNow - late);
                LatenessMs.Add(late.TotalMilliseconds);
                Do(() => LiveAsync(number, planned));
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Whether somebody still waits for an answer.</summary>
    public bool AreBusy => !_open.IsEmpty;

    /// <summary>A responder says that the task is done; the resident says so too.</summary>
    public void Completed(string request)
    {
        if (_confirming.TryGetValue(request, out var own))
        {
            Do(() => caller.SendAsync(own.Number, HttpMethod.Post, "/api/help/confirm", new { kept = true }, code: own.Code));
        }
    }

    private async Task LiveAsync(int number, DateTimeOffset planned)
    {
        var luck = new Luck(settings.Seed, string.Create(CultureInfo.InvariantCulture, $"resident {number}"));
        var body = Draft(number, luck);
        var key = string.Create(CultureInfo.InvariantCulture, $"chaos-{settings.Seed}-request-{number:00000000}");
        var outcome = await caller.SendAsync(number, HttpMethod.Post, "/api/requests", body, key: key);
        if (outcome.Status != 201)
        {
            histories.GaveUp();
            return;
        }

        var (id, code) = (outcome.Body.GetProperty("id").GetString()!, outcome.Body.GetProperty("code").GetString()!);
        histories.Acknowledged(id, planned, outcome);
        if (luck.Happens(CallsOff))
        {
            await Task.Delay(luck.Span(0, 2));
            var off = await caller.SendAsync(number, HttpMethod.Post, "/api/help/cancel", new { reason = "No longer needed." }, code: code);
            histories.CalledOff(id, off);
        }
        else if (luck.Happens(Confirms))
        {
            _confirming[id] = (number, code);
            if (histories.IsCompleted(id))
            {
                // The task was done before its resident heard that the request was taken.
                Completed(id);
            }
        }
    }

    private void Do(Func<Task> action)
    {
        var task = Task.Run(async () =>
        {
            try
            {
                await action();
            }
            catch (Exception fault)
            {
                histories.DriverFault(fault);
            }
        });
        _open[task] = true;
        _ = task.ContinueWith(done => _open.TryRemove(done, out _), TaskScheduler.Default);
    }

    private object Draft(int number, Luck luck)
    {
        var place = stations[number % stations.Count].Centre;
        var danger = number % settings.EmergencyEvery == settings.EmergencyEvery / 2;
        var serious = number % settings.EmergencyEvery == 0;
        var (lat, lon) = (place.Lat + luck.Between(-SpreadDegrees, SpreadDegrees), place.Lon + luck.Between(-SpreadDegrees, SpreadDegrees));
        return new { service = serious ? "psychological-support" : danger ? "escort" : luck.Of(Services), location = new { lat, lon }, riskCue = danger };
    }
}
