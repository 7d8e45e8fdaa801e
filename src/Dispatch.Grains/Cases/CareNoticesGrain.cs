using System.Collections.Immutable;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Cases;
using Dispatch.Grains.Accounts;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Cases;

/// <inheritdoc cref="ICareNoticesGrain"/>
[GrainType("care-notices")]
internal sealed class CareNoticesGrain([PersistentState("care-notices")] IPersistentState<Stored<CareNoticeList>> store, ILogger<CareNoticesGrain> log)
    : CommittingGrain<CareNoticeList>(store), ICareNoticesGrain
{
    private readonly NoticeListeners _listeners = new(log);

    private CareNoticeList Known => State ?? CareNoticeList.Empty;

    public async Task NoteAsync(CareNotice notice)
    {
        if (Known.Note(notice) is var next && !ReferenceEquals(next, Known))
        {
            await CommitAsync(next);
            _listeners.Tell($"care/{Id}");
        }
    }

    public Task<ImmutableArray<CareNotice>> ListAsync() => Task.FromResult<ImmutableArray<CareNotice>>([.. Known.Waiting.Reverse()]);

    public async Task SeenAsync(string caseId, long number)
    {
        if (Known.Seen(caseId, number) is var next && !ReferenceEquals(next, Known))
        {
            await CommitAsync(next);
            _listeners.Tell($"care/{Id}");
        }
    }

    public Task HearAsync(INoticeObserver observer) => _listeners.HearAsync(observer);

    public Task UnhearAsync(INoticeObserver observer) => _listeners.UnhearAsync(observer);
}
