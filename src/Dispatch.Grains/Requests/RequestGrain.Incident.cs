using Dispatch.Contracts;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Access;
using Dispatch.Domain.Requests;

namespace Dispatch.Grains.Requests;

/// <summary>A request and the public incidents of its station: one pauses it, another may have raised it and hears how grave it became.</summary>
internal sealed partial class RequestGrain
{
    private IncidentNews? incidentKnows;
    private IncidentNews? incidentTold;
    private DateTimeOffset incidentToldAt;

    /// <summary>What its open set last said of a pause, and whether it has said anything since the activation.</summary>
    private (bool IsKnown, PauseWord? Word) pause;

    /// <summary>What the incident must know of it; null: it comes from none.</summary>
    private IncidentNews? News => Current is { Need.Incident: { } incident } request
        ? new IncidentNews(incident, Id, request.Level, request.ErasedAt is not null)
        : null;

    private bool OwesIncident => News is { } news && news != incidentKnows;

    public async Task<Reply> ReleaseAsync(ReleaseRequest command)
    {
        var station = await StationAsync();
        return await CommandAsync(AccessTable.Release, command.By, command.IfVersion, request => PauseRules.Release(request, command, station!, Now));
    }

    public Task IncidentHeardAsync(IncidentNews news)
    {
        incidentKnows = news;
        if (Current is { Closed: true } && !leftSet)
        {
            Tell(TimeSpan.Zero);
        }

        return Task.CompletedTask;
    }

    /// <summary>What the open set says with every drive, so that no pause outlives its incident.</summary>
    private async Task HearPauseAsync(PauseWord? word)
    {
        pause = (true, word);
        if (word is not null && Current is { } request)
        {
            var station = await StationAsync();
            await SaveAsync(PauseRules.Hear(request, word.Incident, Kind(request), station!, Now));
        }
    }

    /// <summary>
    /// Before anybody is asked: a request that an incident could not pause while somebody had it may be one that waits by now. What the set said last is
    /// remembered; it is asked only where it has said nothing since an activation.
    /// </summary>
    private async Task<Request> HoldAsync(Request request, StationFacts station, DateTimeOffset now)
    {
        if (!pause.IsKnown && PauseRules.MayPause(request, Kind(request)))
        {
            pause = (true, (await GrainFactory.GetGrain<IOpenSetGrain>(OpenSetKey(request)).AddAsync(Id)).Pause);
        }

        return pause.Word is { Incident: { } incident } ? PauseRules.Hear(request, incident, Kind(request), station, now) : request;
    }

    private void TellIncident()
    {
        if (!OwesIncident || (incidentTold == News && Now - incidentToldAt < TellAgain))
        {
            return;
        }

        (incidentTold, incidentToldAt) = (News, Now);
        _ = GrainFactory.GetGrain<IIncidentGrain>(Current!.Need.StationId).NewsAsync(incidentTold!);
    }
}
