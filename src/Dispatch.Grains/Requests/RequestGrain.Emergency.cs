using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Triage;

namespace Dispatch.Grains.Requests;

/// <summary>A High-risk request tells its emergency of itself, one way and again until it is heard, as it does with responders.</summary>
internal sealed partial class RequestGrain
{
    /// <summary>Letters of a resident's words that are looked at.</summary>
    private const int MostHeard = 2_000;

    private long emergencyHeard;
    private long emergencyTold;
    private DateTimeOffset emergencyToldAt;

    /// <summary>The emergency does not know this version yet.</summary>
    private bool OwesNews => Current is { } request && EmergencyNewsRules.Concerns(request) && emergencyHeard < request.Version;

    public Task EmergencyHeardAsync(long version)
    {
        emergencyHeard = Math.Max(emergencyHeard, version);
        if (Current is { Closed: true } && !leftSet)
        {
            Tell(TimeSpan.Zero);
        }

        return Task.CompletedTask;
    }

    public async Task OutcomeAsync(Outcome outcome, DateTimeOffset at)
    {
        if (Current is { } request)
        {
            await SaveAsync(EmergencyNewsRules.Tell(request, outcome, at));
        }

        _ = GrainFactory.GetGrain<IEmergencyGrain>(Id).ToldAsync("outcome");
    }

    public Task<int> DangersAsync() => Task.FromResult(Current?.Dangers ?? 0);

    public Task<ScenePlace?> PlaceAsync() => Task.FromResult(Current is { } request ? EmergencyNewsRules.Place(request) : null);

    public Task<ScenePlace?> ReachAsync() => Task.FromResult(Current is { } request ? EmergencyNewsRules.Place(request) : null);

    /// <summary>
    /// Words of intent count also where a resident calls off or says how it was, and in words that are refused. The command is answered only once the
    /// danger is durable; repeated after a crash in between, it is heard then.
    /// </summary>
    private async Task HearWordsAsync(Actor by, string? words)
    {
        if (Current is null || by.Role != Role.Resident || words is not { Length: > 0 })
        {
            return;
        }

        var danger = cues.Find(words[..Math.Min(words.Length, MostHeard)]);
        if (danger.Level == RiskLevel.HighRisk)
        {
            var raise = new RaiseLevel(Actor.System, danger.Level, "") { Codes = [.. danger.Categories.Select(category => TriageRules.CuePrefix + category)] };
            var station = await StationAsync();
            await ChangeAsync(Actor.System, null, request => DangerRules.Raise(request, raise, Kind(request), station!, Now));
        }
    }

    private void TellEmergency()
    {
        if (!OwesNews || (emergencyTold == Current!.Version && Now - emergencyToldAt < TellAgain))
        {
            return;
        }

        (emergencyTold, emergencyToldAt) = (Current.Version, Now);
        _ = GrainFactory.GetGrain<IEmergencyGrain>(Id).NewsAsync(EmergencyNewsRules.News(Current));
    }
}
