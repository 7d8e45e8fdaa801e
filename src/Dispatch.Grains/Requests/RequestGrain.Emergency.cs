using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Domain;
using Dispatch.Domain.Requests;

namespace Dispatch.Grains.Requests;

/// <summary>A High-risk request tells its emergency of itself, one way and again until it is heard, as it does with responders.</summary>
internal sealed partial class RequestGrain
{
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
    /// A command with words of a resident or a responder. Words of intent count here too, also where the command is refused: in the same commit as
    /// what it changes, so that no crash in between forgets them.
    /// </summary>
    private async Task<Reply> SpeakAsync(Actor by, string? words, Func<Request, Decision<Request>> decide)
    {
        var station = await StationAsync();
        if (Current is not { } request)
        {
            return Unknown;
        }

        var spoken = SpokenRules.Decide(request, decide(request), SpokenRules.Danger(words, cues), Kind(request), station!, Now);
        if (spoken.Refused is { } refused)
        {
            LogRefused(Id, refused.Code);
        }

        await SaveAsync(spoken.Next, by);
        return spoken.Refused is null ? Reply.Done : spoken.Refused;
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
