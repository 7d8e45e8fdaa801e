using Dispatch.Contracts.Emergencies;
using Dispatch.Domain.Emergencies;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Dispatch.Grains.Emergencies;

/// <inheritdoc cref="IPagerGrain"/>
[GrainType("pager")]
internal sealed class PagerGrain([PersistentState("pager")] IPersistentState<Stored<Pager>> store, ILogger<PagerGrain> log)
    : CommittingGrain<Pager>(store), IPagerGrain
{
    // Phones renew at least every 5 minutes; one more for a renewal that is late.
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(6);

    private ObserverManager<IPagerObserver>? _phones;

    /// <summary>Its phones are known to it alone: it stays while the store is away, and goes on ringing them.</summary>
    private protected override bool EndsWhenUnsure => false;

    private Pager Pager => State ?? Pager.Empty;

    public async Task PageAsync(PageView page)
    {
        var next = Pager.Take(page);
        if (!ReferenceEquals(next, Pager))
        {
            // The emergency has made the page durable, so it need not wait here; every millisecond counts on this way.
            _phones?.Notify(phone => phone.PageCame(Id, page));
            await CommitAsync(next);
        }

        _ = GrainFactory.GetGrain<IEmergencyGrain>(page.EmergencyId).PagedAsync(Id, page.Number);
    }

    public Task<PageList> ListAsync() => Task.FromResult(new PageList(Pager.Pages));

    public Task HearAsync(IPagerObserver phone)
    {
        _phones ??= new ObserverManager<IPagerObserver>(Expiry, log);
        _phones.ClearExpired();
        var before = _phones.Count;
        _phones.Subscribe(phone, phone);
        if (_phones.Count > before)
        {
            foreach (var page in Pager.Pages)
            {
                phone.PageCame(Id, page);
            }
        }

        return Task.CompletedTask;
    }

    public Task UnhearAsync(IPagerObserver phone)
    {
        _phones?.Unsubscribe(phone);
        return Task.CompletedTask;
    }
}
