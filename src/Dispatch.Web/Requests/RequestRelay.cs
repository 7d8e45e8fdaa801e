using Dispatch.Contracts.Requests;
using Dispatch.Web.Live;

namespace Dispatch.Web.Requests;

/// <summary>A request's changes to the residents who follow it. Keyed by request id; codes are not kept.</summary>
internal sealed class RequestRelay(IGrainFactory grains, ILogger<RequestRelay> log) : Relay<IRequestObserver>(grains, log), IRequestObserver
{
    protected override IGrainObserver Observer => this;

    public void RequestChanged(string requestId, HelpView view) => Tell(requestId, client => client.RequestChanged(view, requestId));

    protected override async Task CatchUpAsync(string key)
    {
        if (await Grains.GetGrain<IRequestGrain>(key).HelpAsync() is { } view)
        {
            RequestChanged(key, view);
        }
    }

    protected override Task SubscribeAsync(string key, IRequestObserver observer) => Grains.GetGrain<IRequestGrain>(key).FollowAsync(observer);

    protected override Task UnsubscribeAsync(string key, IRequestObserver observer) => Grains.GetGrain<IRequestGrain>(key).UnfollowAsync(observer);
}
