using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Requests;

/// <summary>
/// The pause of ordinary requests while a public incident runs at their station: nobody new is asked. Offers that are out and accepted tasks stay.
/// Only a General request is ever paused, never one of care or of the incident itself, and a raise ends the pause in its own commit.
/// </summary>
public static class PauseRules
{
    /// <summary>The timeline's word for the beginning of a pause.</summary>
    public const string Paused = "paused";

    /// <summary>The timeline's word for its end.</summary>
    public const string Resumed = "resumed";

    /// <summary>What the open set says: the incident that runs, or none. The same request when it knows.</summary>
    public static Request Hear(Request request, string? incident, ServiceType? service, StationFacts station, DateTimeOffset now)
    {
        var freed = request.Pause is { } pause && pause.Incident != incident ? Resume(request, Actor.System, null, station, now) : request;
        return incident is not null && freed.Pause is null && freed.ReleasedFrom != incident && MayPause(freed, service)
            ? (freed with { Pause = new Pause(incident, now) }).Told(now, Paused, Actor.System.Account)
            : freed;
    }

    /// <summary>A coordinator or the head lets it go on. Not paused: nothing changes.</summary>
    public static Decision<Request> Release(Request request, ReleaseRequest command, StationFacts station, DateTimeOffset now) =>
        TextRules.CheckReason(command.Reason, required: false) is { } refused ? refused
        : request.Pause is not { } pause ? request
        : Resume(request, command.By, command.Reason, station, now) with { ReleasedFrom = pause.Incident };

    /// <summary>Whoever widens the search by hand wants it to go on.</summary>
    internal static Request ByHand(Request request, StationFacts station, DateTimeOffset now) => request.Pause is { } pause
        ? Resume(request, Actor.System, null, station, now) with { ReleasedFrom = pause.Incident }
        : request;

    /// <summary>Whether an incident may pause a request as it is.</summary>
    public static bool MayPause(Request request, ServiceType? service) =>
        request is { Running: true, Level: RiskLevel.General, Need.Incident: null }
        && service is { Psychological: false }
        && !CareRules.IsCare(request.Level, service)
        && !request.Standing().Any();

    /// <summary>The search goes on where it stood, and its time to find somebody is counted anew: the pause was not the resident's doing.</summary>
    private static Request Resume(Request request, Actor by, string? reason, StationFacts station, DateTimeOffset now)
    {
        var next = (request with { Pause = null }).Told(now, Resumed, by.Account, reason);
        if (!next.Running || next.Missing() == 0)
        {
            return next;
        }

        var policy = station.Policy.Of(next.Lane);
        var anew = next.State == RequestState.Unfilled ? now.AddSeconds(policy.ActWithinSeconds) : SubmitRules.Deadline(next.Need, policy, now);
        return next with { MatchAt = next.MatchAt is null ? null : now, Deadline = next.Deadline > anew ? next.Deadline : anew };
    }
}
