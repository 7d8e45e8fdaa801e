using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Rosters;
using Dispatch.Domain.Responders;

namespace Dispatch.Grains.Responders;

/// <summary>What a responder has to do with emergencies: the roster knows who may be called, and afterwards there is rest.</summary>
internal abstract partial class ResponderGrain
{
    private static readonly TimeSpan TellWatchAgain = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, CounsellorFacts> _watchOwed = new(StringComparer.Ordinal);
    private CounsellorFacts? _watchTold;
    private IGrainTimer? _watchAgain;

    public Task WatchKnowsAsync(string stationId, long version)
    {
        if (_watchOwed.TryGetValue(stationId, out var owed) && owed.Version <= version)
        {
            _watchOwed.Remove(stationId);
        }

        return Task.CompletedTask;
    }

    public async Task RestAsync(Rest rest)
    {
        if (Current is { ErasedAt: null } known)
        {
            await KeepAsync(RestRules.Take(known, rest));
            _announcer!.Tell();
        }

        _ = GrainFactory.GetGrain<IEmergencyGrain>(rest.EmergencyId).ToldAsync($"rest:{Id}");
    }

    public async Task CaseAsync(CaseWeight word)
    {
        if (Current is { ErasedAt: null } known && CaseWeights.Take(known, word) is var next && !ReferenceEquals(next, known))
        {
            await KeepAsync(next);
            _announcer!.Tell();
        }
    }

    public Task<int> CaseWeightAsync() => Task.FromResult(Current?.Card().CaseWeight ?? 0);

    public async Task GoAsync(string requestId, ProgressStep step)
    {
        try
        {
            if (Current?.Held.FirstOrDefault(each => each.Offer.RequestId == requestId) is { } held)
            {
                await AnswerAsync(new AnswerOffer(held.Offer.Id, Answer.Accept, null, null));
            }

            if (Current?.TaskOn(requestId) is not null)
            {
                await ProgressAsync(requestId, step);
            }
        }
        catch (Exception fault)
        {
            // The emergency has the person's word; the request hears it when the person says it on the task.
            LogUnreached(log, Id, requestId, fault);
        }
    }

    private CounsellorFacts? WatchFacts() => Kind != ResponderKind.Counsellor || Current is not { } known ? null : new CounsellorFacts(
        Id, known.Profile.StationId, known.ErasedAt ?? known.Profile.LicensedUntil, known.Profile.CrisisQualified && known.ErasedAt is null,
        known.ByHand is not null && known.ErasedAt is null, known.Version, known.ErasedAt is null ? known.ByHand?.Since : null);

    /// <summary>Tells the roster when something it has to know has changed, and again until it knows; whoever moved is forgotten by the old one.</summary>
    private void TellWatch()
    {
        if (WatchFacts() is not { } facts || (_watchTold is { } told && told with { Version = facts.Version } == facts))
        {
            return;
        }

        if (_watchTold is { } before && before.StationId != facts.StationId)
        {
            _watchOwed[before.StationId] = facts;
        }

        _watchTold = facts;
        _watchOwed[facts.StationId] = facts;
        TellWatchOwed();
    }

    private void TellWatchOwed()
    {
        foreach (var (station, facts) in _watchOwed)
        {
            _ = GrainFactory.GetGrain<IRosterGrain>(station).KnowAsync(facts);
        }

        if (_watchOwed.Count > 0)
        {
            _watchAgain ??= this.RegisterGrainTimer(
                _ =>
                {
                    TellWatchOwed();
                    return Task.CompletedTask;
                },
                new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
            _watchAgain.Change(TellWatchAgain, Timeout.InfiniteTimeSpan);
        }
    }
}
