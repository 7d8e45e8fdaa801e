using Dispatch.Contracts.Duty;
using Dispatch.Web.Live;

namespace Dispatch.Web.Duty;

/// <summary>Tells screens that a roster changed. What it says they ask for, so that nobody hears what they may not see. Keyed by station.</summary>
internal sealed class DutyRelay(IGrainFactory grains, ILogger<DutyRelay> log) : Relay<IDutyObserver>(grains, log), IDutyObserver
{
    protected override IGrainObserver Observer => this;

    /// <summary>Whether somebody of this role has anything to do with a roster.</summary>
    public static bool Serves(Actor actor) => actor.Role is Role.Counsellor or Role.Coordinator or Role.StationHead;

    public void DutyChanged(string stationId) => Tell(stationId, client => client.DutyChanged(stationId));

    protected override Task CatchUpAsync(string key)
    {
        DutyChanged(key);
        return Task.CompletedTask;
    }

    protected override Task SubscribeAsync(string key, IDutyObserver observer) => Grains.GetGrain<IDutyGrain>(key).HearAsync(observer);

    protected override Task UnsubscribeAsync(string key, IDutyObserver observer) => Grains.GetGrain<IDutyGrain>(key).UnhearAsync(observer);
}
