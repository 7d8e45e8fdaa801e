using System.Collections.Immutable;
using Dispatch.Contracts.Duty;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Rosters;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Rosters;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Rosters;

/// <inheritdoc cref="IRosterGrain"/>
[GrainType("roster")]
internal sealed partial class RosterGrain([PersistentState("roster")] IPersistentState<Stored<Roster>> store, TimeProvider clock)
    : CommittingGrain<Roster>(store), IRosterGrain
{
    /// <summary>Station facts change rarely; a roster looks again after this time.</summary>
    private static readonly TimeSpan FactsAge = TimeSpan.FromSeconds(30);

    private StationFacts? _station;
    private DateTimeOffset _readAt;

    private Roster Roster => State ?? Roster.Empty;

    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task<OnWatch> EnterAsync(string emergencyId)
    {
        await KeepAsync(WatchRules.Enter(Roster, emergencyId));
        return await NowAsync();
    }

    public Task LeaveAsync(string emergencyId) => KeepAsync(WatchRules.Leave(Roster, emergencyId));

    public async Task<OnWatch> NowAsync() => WatchRules.Now(Roster, await StationAsync(), Now);

    public Task<ImmutableArray<string>> RunningAsync() => Task.FromResult(Roster.Running);

    public async Task KnowAsync(CounsellorFacts facts)
    {
        var known = Roster.Counsellors.FirstOrDefault(each => each.Account == facts.Account);
        await KeepAsync(WatchRules.Know(Roster, Id, facts));
        _ = GrainFactory.GetGrain<ICounsellorGrain>(facts.Account).WatchKnowsAsync(Id, facts.Version);
        if (known is not null && (known.LicensedUntil != facts.LicensedUntil || known.CrisisQualified != facts.CrisisQualified))
        {
            _ = GrainFactory.GetGrain<IDutyGrain>(Id).LookAsync();
        }

        if (!Roster.Running.IsEmpty && (known is null || known with { Version = facts.Version } != facts))
        {
            await TellAsync();
        }
    }

    public Task ShiftsAsync(long version, ImmutableArray<WatchShift> shifts) => KeepAsync(WatchRules.Plan(Roster, version, shifts));

    public Task<ImmutableArray<CounsellorFacts>> CounsellorsAsync() => Task.FromResult(Roster.Counsellors);

    private Task KeepAsync(Roster next) => ReferenceEquals(next, Roster) ? Task.CompletedTask : CommitAsync(next);

    private async Task<StationFacts> StationAsync()
    {
        if (_station is null || Now - _readAt > FactsAge)
        {
            _station = await GrainFactory.GetGrain<IStationGrain>(Id).GetAsync();
            _readAt = Now;
        }

        return _station ?? throw new InvalidOperationException($"Station '{Id}' has no facts; configure it before anybody is on watch there.");
    }
}
