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
            if (await GrainFactory.GetGrain<IAccountGrain>(Id).GetAsync() is { Phase: AccountPhase.Closed })
            {
                // Nobody reads it any more. The case goes on to whoever takes the place.
                await ForgetAsync();
                return;
            }

            await CommitAsync(next);
            _listeners.Tell($"care/{Id}");
        }
    }

    public Task ForgetAsync() => Known == CareNoticeList.Empty || (Known.Waiting.IsEmpty && Known.Heard.IsEmpty) ? Task.CompletedTask : CommitAsync(CareNoticeList.Empty);

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
