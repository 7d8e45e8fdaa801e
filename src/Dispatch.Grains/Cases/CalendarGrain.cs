using Dispatch.Contracts.Care;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Cases;

/// <inheritdoc cref="ICalendarGrain"/>
[GrainType("calendar")]
internal sealed class CalendarGrain([PersistentState("calendar")] IPersistentState<Stored<CalendarAddress>> store)
    : CommittingGrain<CalendarAddress>(store), ICalendarGrain
{
    public Task MakeAsync(CalendarAddress address) => CommitAsync(address);

    public Task<CalendarAddress?> GetAsync() => Task.FromResult(State);

    public Task RevokeAsync() => ClearAsync();
}
