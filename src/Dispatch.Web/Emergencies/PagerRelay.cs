using Dispatch.Contracts.Emergencies;
using Dispatch.Web.Live;

namespace Dispatch.Web.Emergencies;

/// <summary>Pages to every device of whoever was called. Keyed by account.</summary>
internal sealed class PagerRelay(IGrainFactory grains, ILogger<PagerRelay> log) : Relay<IPagerObserver>(grains, log), IPagerObserver
{
    protected override IGrainObserver Observer => this;

    /// <summary>Whether somebody of this role can be called to an emergency.</summary>
    public static bool Serves(Actor actor) => actor.Role is Role.Counsellor or Role.Coordinator or Role.StationHead;

    public void PageCame(string account, PageView page) => Tell(account, client => client.PageCame(page));

    protected override async Task CatchUpAsync(string key)
    {
        foreach (var page in (await Grains.GetGrain<IPagerGrain>(key).ListAsync()).Pages)
        {
            PageCame(key, page);
        }
    }

    protected override Task SubscribeAsync(string key, IPagerObserver observer) => Grains.GetGrain<IPagerGrain>(key).HearAsync(observer);

    protected override Task UnsubscribeAsync(string key, IPagerObserver observer) => Grains.GetGrain<IPagerGrain>(key).UnhearAsync(observer);
}
