using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Simulation.Chance;
using Dispatch.Simulation.Chaos.Topology;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Chaos.People;

/// <summary>A responder on duty with a phone: it rings, the person answers within a second and does the task, each step until acknowledged.</summary>
internal sealed class Phone
{
    private const double Accepts = 0.85;
    private const double GivesBack = 0.02;
    private const double SeesDanger = 0.002;

    private readonly int _number;
    private readonly ResponderProfile _profile;
    private readonly int _seed;
    private readonly Caller _caller;
    private readonly Histories _histories;
    private readonly PhoneLine _line;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tasks = new(StringComparer.Ordinal);
    private string _cookie = "";
    private int _busy;

    public Phone(int number, ResponderProfile profile, int seed, Caller caller, Gateways gateways, Histories histories)
    {
        (_number, _profile, _seed, _caller, _histories) = (number, profile, seed, caller, histories);
        _line = new PhoneLine(number, gateways, () => Do(FetchAsync), Heard);
    }

    /// <summary>Whether an answer or a task is under way.</summary>
    public bool IsBusy => Volatile.Read(ref _busy) > 0;

    /// <summary>Signs in and goes on duty at home.</summary>
    public async Task SignInAsync()
    {
        _cookie = await _caller.SignInAsync(_number, _profile.Id);
        var home = new { lat = _profile.Home.Lat, lon = _profile.Home.Lon };
        var duty = await SendAsync(HttpMethod.Put, "/api/me/duty", new { onDuty = true, location = home, travelMode = "EBike" });
        if (!duty.IsDone)
        {
            throw new InvalidOperationException($"{_profile.Id} could not go on duty: {duty.Status} {duty.Code}.");
        }
    }

    public Task RunAsync(CancellationToken stop) => _line.RunAsync(_cookie, stop);

    private void Heard(string target, JsonElement argument)
    {
        if (target == "OfferReceived")
        {
            Do(() => TakeAsync(argument));
        }
    }

    /// <summary>What came while nobody was connected: offers, and tasks whose answer never arrived.</summary>
    private async Task FetchAsync()
    {
        var offers = await SendAsync(HttpMethod.Get, "/api/me/offers");
        var tasks = await SendAsync(HttpMethod.Get, "/api/me/tasks");
        foreach (var offer in offers.IsDone ? offers.Body.EnumerateArray() : default)
        {
            var kept = offer;
            Do(() => TakeAsync(kept));
        }

        foreach (var task in tasks.IsDone ? tasks.Body.EnumerateArray() : default)
        {
            var (offer, request) = (task.GetProperty("offerId").GetString()!, task.GetProperty("requestId").GetString()!);
            Do(() => CarryOutAsync(offer, request));
        }
    }

    private async Task TakeAsync(JsonElement view)
    {
        var (offer, request) = (view.GetProperty("id").GetString()!, view.GetProperty("requestId").GetString()!);
        lock (_known)
        {
            if (!_known.Add(offer))
            {
                return;
            }
        }

        await _line.TellAsync("Delivered", offer);
        var luck = new Luck(_seed, $"answer {offer} {_profile.Id}");
        await Task.Delay(luck.Span(0.2, 0.8));
        var answer = luck.Happens(Accepts) ? Answer.Accept : Answer.Decline;
        var outcome = await SendAsync(HttpMethod.Post, $"/api/offers/{offer}/answer", new { answer = answer == Answer.Accept ? "accept" : "decline" });
        if (_histories.Answered(_profile.Id, request, offer, answer, outcome) == OfferState.Accepted)
        {
            await CarryOutAsync(offer, request);
        }
    }

    private async Task CarryOutAsync(string offer, string request)
    {
        lock (_known)
        {
            if (!_tasks.Add(offer))
            {
                return;
            }
        }

        var luck = new Luck(_seed, $"task {offer} {_profile.Id}");
        if (luck.Happens(GivesBack))
        {
            await Task.Delay(luck.Span(0.2, 0.6));
            await SendAsync(HttpMethod.Post, $"/api/requests/{request}/handback", new { reason = "Something came up." });
            return;
        }

        if (luck.Happens(SeesDanger))
        {
            await SendAsync(HttpMethod.Post, $"/api/requests/{request}/raise", new { to = "HighRisk", reason = "There is danger." });
        }

        string[] steps = luck.Happens(0.5) ? ["enRoute", "onSite", "completed"] : ["completed"];
        foreach (var step in steps)
        {
            await Task.Delay(luck.Span(0.2, 0.6));
            var outcome = await SendAsync(HttpMethod.Post, $"/api/requests/{request}/progress", new { step });
            if (!outcome.IsDone)
            {
                return;
            }

            _histories.Stepped(_profile.Id, request, offer, Enum.Parse<ProgressStep>(step, ignoreCase: true));
        }
    }

    private Task<Outcome> SendAsync(HttpMethod method, string path, object? body = null) => _caller.SendAsync(_number, method, path, body, _cookie);

    /// <summary>Each thing a person does runs by itself; what is under way is counted, so that the run can wait for its end.</summary>
    private void Do(Func<Task> action)
    {
        Interlocked.Increment(ref _busy);
        _ = DoAsync();

        async Task DoAsync()
        {
            try
            {
                await Task.Yield();
                await action();
            }
            catch (Exception fault)
            {
                _histories.DriverFault(fault);
            }
            finally
            {
                Interlocked.Decrement(ref _busy);
            }
        }
    }
}
