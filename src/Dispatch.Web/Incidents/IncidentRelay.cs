using Dispatch.Contracts.Incidents;
using Dispatch.Web.Live;

namespace Dispatch.Web.Incidents;

/// <summary>Tells screens of a station's staff that its incidents changed, or that the call rings. What it says they ask for. Keyed by station.</summary>
internal sealed class IncidentRelay(IGrainFactory grains, ILogger<IncidentRelay> log) : Relay<IIncidentObserver>(grains, log), IIncidentObserver
{
    protected override IGrainObserver Observer => this;

    /// <summary>Whether somebody of this role is called to an incident.</summary>
    public static bool Serves(Actor actor) => actor is { Role: Role.Counsellor or Role.Coordinator or Role.StationHead, StationId: not null };

    public void IncidentChanged(string stationId) => Tell(stationId, client => client.IncidentChanged(stationId));

    protected override Task CatchUpAsync(string key)
    {
        IncidentChanged(key);
        return Task.CompletedTask;
    }

    protected override Task SubscribeAsync(string key, IIncidentObserver observer) => Grains.GetGrain<IIncidentGrain>(key).HearAsync(observer);

    protected override Task UnsubscribeAsync(string key, IIncidentObserver observer) => Grains.GetGrain<IIncidentGrain>(key).UnhearAsync(observer);
}
