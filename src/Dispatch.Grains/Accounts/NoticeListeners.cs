using Dispatch.Contracts.Accounts;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Dispatch.Grains.Accounts;

/// <summary>Who shows the notices of one actor now.</summary>
internal sealed class NoticeListeners(ILogger log)
{
    // They renew at least every 5 minutes; one more for a renewal that is late.
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(6);

    private ObserverManager<INoticeObserver>? _listeners;

    public Task HearAsync(INoticeObserver observer)
    {
        _listeners ??= new ObserverManager<INoticeObserver>(Expiry, log);
        _listeners.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task UnhearAsync(INoticeObserver observer)
    {
        _listeners?.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public void Tell(string of) => _listeners?.Notify(listener => listener.NoticeCame(of));
}
