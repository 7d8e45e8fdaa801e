using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Simulation.Chance;
using Dispatch.Simulation.History;
using Dispatch.Simulation.Staging;

namespace Dispatch.Simulation.Replay;

/// <summary>Residents who confirm, and coordinators who act on what nobody took: widen once, then refer to the professional service.</summary>
internal sealed class ReplayDesk(long seed, Stage stage)
{
    private const double ResidentsWhoConfirm = 0.7;
    private const int Widenings = 1;

    /// <summary>An emergency asks everybody again every 30 s; after this time without enough people the duty lead hands it to the ambulance.</summary>
    private static readonly TimeSpan LeadWaits = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, RequestState> states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> widened = new(StringComparer.Ordinal);

    /// <summary>Requests that still have to be carried out.</summary>
    public int Running { get; private set; }

    public void See(RequestKept kept)
    {
        if (kept.State is not { } request || (states.TryGetValue(request.Id, out var before) && before == request.State))
        {
            return;
        }

        Running += (request.Running ? 1 : 0) - (states.TryGetValue(request.Id, out var was) && IsRunning(was) ? 1 : 0);
        states[request.Id] = request.State;
        var luck = new Luck(seed, $"desk {request.Id} {request.State} {widened.GetValueOrDefault(request.Id)}");
        if (request.State == RequestState.Completed && luck.Happens(ResidentsWhoConfirm))
        {
            stage.After(luck.Span(300, 3_600), () => stage.InsistAsync(() => Grain(request.Id).ConfirmAsync(new ConfirmRequest(true, null))));
        }
        else if (request is { Lane: Lane.Emergency, State: RequestState.Submitted })
        {
            stage.After(LeadWaits, () => LeadAsync(request.Id, request.Owner, request.Need.StationId));
        }
        else if (request is { State: RequestState.Unfilled, Lane: not Lane.Emergency })
        {
            stage.After(luck.LogNormal(120, 0.7), () => ActAsync(request.Id, request.Owner, request.Need.StationId));
        }
    }

    private async Task ActAsync(string id, string owner, string station)
    {
        if (states[id] != RequestState.Unfilled)
        {
            return;
        }

        var actor = new Actor(owner, Role.Coordinator, station);
        var times = widened.GetValueOrDefault(id);
        widened[id] = times + 1;
        await stage.InsistAsync(() => times < Widenings
            ? Grain(id).WidenAsync(new WidenRequest(actor, "Nobody was found."))
            : Grain(id).ReferAsync(new ReferRequest(actor, "911", "Nobody was found.")));
    }

    private async Task LeadAsync(string id, string lead, string station)
    {
        if (states[id] is RequestState.Matching or RequestState.Offered or RequestState.Unfilled)
        {
            var actor = new Actor(lead, Role.StationHead, station);
            await stage.InsistAsync(() => Grain(id).ReferAsync(new ReferRequest(actor, "911", "Too few came.")));
        }
    }

    private static bool IsRunning(RequestState state) =>
        state is not (RequestState.Completed or RequestState.Confirmed or RequestState.Cancelled or RequestState.Referred);

    private IRequestGrain Grain(string id) => stage.Grains.GetGrain<IRequestGrain>(id);
}
