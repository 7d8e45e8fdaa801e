using Dispatch.Contracts.Requests;
using Dispatch.Domain.Demo;
using Dispatch.Web.Requests;

namespace Dispatch.Web.Demo;

/// <summary>The simulated residents: they ask now and then, sometimes call it off, and mostly say that the promise was kept.</summary>
internal sealed class SimulatedResidents(IGrainFactory grains, DemoData data, LivePlan plan, CaseCodes codes, TimeProvider clock)
{
    private const int AsksRemembered = 500;
    private readonly long _seed = clock.GetUtcNow().ToUnixTimeSeconds();
    private readonly Dictionary<string, (int Number, DateTimeOffset NextAt)> _stations = [];
    private readonly List<Ask> _asks = [];

    public async Task TurnAsync()
    {
        var now = clock.GetUtcNow();
        foreach (var station in plan.Stations)
        {
            await AskAsync(station, now);
        }

        foreach (var ask in _asks.Where(ask => ask.LookAt <= now).ToList())
        {
            ask.LookAt = now.AddSeconds(5);
            if (await IsOverAsync(ask, now))
            {
                _asks.Remove(ask);
            }
        }
    }

    private async Task AskAsync(LiveStation station, DateTimeOffset now)
    {
        if (!_stations.TryGetValue(station.StationId, out var turn))
        {
            turn = (0, now.AddSeconds(5));
        }

        if (turn.NextAt <= now && _asks.Count < AsksRemembered)
        {
            var facts = data.Stations.First(it => it.Id == station.StationId);
            var draft = plan.Ask(station, facts, _seed, turn.Number);
            var id = codes.RequestId(CaseCodes.New())!;
            var reply = await grains.GetGrain<IRequestGrain>(id).SubmitAsync(new SubmitRequest(draft, Actor.Resident, id));
            if (reply.Value is not null)
            {
                _asks.Add(new Ask(id, now));
            }

            var hour = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(facts.TimeZone)).Hour;
            turn = (turn.Number + 1, now + plan.Pause(station, hour, _seed, turn.Number));
        }

        _stations[station.StationId] = turn;
    }

    private async Task<bool> IsOverAsync(Ask ask, DateTimeOffset now)
    {
        var request = grains.GetGrain<IRequestGrain>(ask.Id);
        var view = await request.HelpAsync();
        if (view is null or { State: RequestState.Confirmed or RequestState.Cancelled or RequestState.Referred or RequestState.Unfilled })
        {
            return true;
        }

        if (view.State == RequestState.Matching && ask.Chance < plan.Residents.CancelShare && now - ask.At > TimeSpan.FromSeconds(30))
        {
            await request.CancelAsync(new CancelRequest(Actor.Resident, null));
            return true;
        }

        if (view.State != RequestState.Completed)
        {
            return false;
        }

        ask.CompletedAt ??= now;
        if (now - ask.CompletedAt < plan.Residents.ConfirmAfter)
        {
            return false;
        }

        if (ask.Chance < plan.Residents.ConfirmShare)
        {
            await request.ConfirmAsync(new ConfirmRequest(Kept: ask.Chance >= plan.Residents.NotKeptShare, Note: null));
        }

        return true;
    }

    private sealed class Ask(string id, DateTimeOffset at)
    {
        public string Id { get; } = id;

        public DateTimeOffset At { get; } = at;

        public DateTimeOffset LookAt { get; set; } = at;

        public DateTimeOffset? CompletedAt { get; set; }

#pragma warning disable CA5394 // What a simulated resident does is no secret.
        public double Chance { get; } = Random.Shared.NextDouble();
#pragma warning restore CA5394
    }
}
