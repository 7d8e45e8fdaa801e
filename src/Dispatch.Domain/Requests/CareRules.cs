using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Triage;

namespace Dispatch.Domain.Requests;

/// <summary>What a request tells its case, and what it hears from it. A case is asked for at Serious and above, and for what counsellors alone give.</summary>
public static class CareRules
{
    /// <summary>Words that may wait for a case that does not answer; warnings beyond them are not kept, raises are.</summary>
    public const int WaitingMost = 64;

    /// <summary>Whether a request of this service is one of care at this level.</summary>
    public static bool IsCare(RiskLevel level, ServiceType? service) =>
        level > RiskLevel.General
        || (service is { OfCase: false } && (service.CaseData || (!service.ReferralOnly && !service.Kinds.Contains(ResponderKind.Volunteer))));

    /// <summary>Whether counsellors alone are sent to a request of this service, whatever its level.</summary>
    public static bool IsOfCounsellors(ServiceType service) =>
        service is { OfCase: false, ReferralOnly: false } && service.Kinds.Contains(ResponderKind.Counsellor) && !service.Kinds.Contains(ResponderKind.Volunteer);

    /// <summary>Adds what a commit has to tell: that it asks, who accepted or left, who raised, that it is over. Found by comparing, so that no rule can forget it.</summary>
    public static Request Follow(Request? before, Request after, ServiceType? service, Actor by, DateTimeOffset now)
    {
        var begins = after.CareLast == 0;
        var spoken = before is not null && after.Dangers > before.Dangers;
        if (begins && ((after.Closed && !spoken) || !IsCare(after.Level, service)))
        {
            return after;
        }

        var next = begins ? after.Say(CareNewsKind.Asked, Actor.System, null, now) : after;

        // What the product raises here with words is what the case said; cues and screenings say it by codes.
        var words = after.Timeline.LastOrDefault(entry => entry.What is StaffRules.Raised or StaffRules.RaisedByResponder)?.Note;
        if (!begins && before is not null && after.Level > before.Level && (by != Actor.System || words is null))
        {
            next = next.Say(CareNewsKind.Raised, by, words ?? Words([.. after.LevelReasons.Except(before.LevelReasons)]), now);
        }

        foreach (var left in after.Closed ? [] : after.Assignments.Where(it => it.Kind == ResponderKind.Counsellor && !it.Stands))
        {
            if (before?.FindAssignment(left.OfferId) is { Stands: true })
            {
                next = next.Say(CareNewsKind.HandedBack, new Actor(left.ResponderId, Role.Counsellor, null), null, now);
            }
        }

        foreach (var accepted in after.Assignments.Where(it => it.Kind == ResponderKind.Counsellor && it.Stands))
        {
            if (begins || before?.FindAssignment(accepted.OfferId) is null)
            {
                next = next.Say(CareNewsKind.Accepted, new Actor(accepted.ResponderId, Role.Counsellor, null), null, now);
            }
        }

        return after.Closed && (begins || before?.Closed != true) ? next.Say(CareNewsKind.Ended, by, null, now) : next;
    }

    /// <summary>Somebody speaks once more for the level that stands: the request stays as it is, its case keeps the warning.</summary>
    public static Request Warn(Request request, RaiseLevel command, DateTimeOffset now) =>
        request.CareLast == 0 || command.To == RiskLevel.General || request.Care.Length >= WaitingMost || TextRules.CheckReason(Words(command), required: true) is not null
            ? request
            : request.Say(CareNewsKind.Raised, command.By, Words(command), now, command.To);

    /// <summary>What a raise gives as its reason: words, or the codes of what the product found.</summary>
    public static string Words(RaiseLevel command) => command.Codes.IsEmpty ? command.Reason : Words(command.Codes);

    /// <summary>The case has kept everything up to this number.</summary>
    public static Request Kept(Request request, long number) =>
        request.Care.IsEmpty || request.Care[0].Number > number ? request : request with { Care = request.Care.RemoveAll(news => news.Number <= number) };

    /// <summary>
    /// The case's level at a version: a higher one binds here as well, a confirmed one is no longer provisional, a lower one changes nothing here.
    /// A danger that was spoken of at the case counts here too, in whatever state this is.
    /// </summary>
    public static Request Hear(Request request, CaseLevel told, ServiceType? service, StationFacts station, DateTimeOffset now)
    {
        if (told.Version <= request.CareLevel && told.Dangers <= request.CareDangers)
        {
            return request;
        }

        var raise = new RaiseLevel(Actor.System, told.Dangers > request.CareDangers ? RiskLevel.HighRisk : told.Level, "case");
        var heard = told.Dangers > request.CareDangers && request.ReducedAt is null ? DangerRules.Speak(request, raise, service, station, now).Next ?? request
            : request.Running && told.Level > request.Level ? DangerRules.Raise(request, raise, service, station, now).Next ?? request
            : request;
        return heard with
        {
            CareLevel = Math.Max(told.Version, request.CareLevel),
            CareDangers = Math.Max(told.Dangers, request.CareDangers),
            LevelProvisional = heard.LevelProvisional && !(told.Confirmed && told.Version > request.CareLevel && heard.Running && told.Level == heard.Level),
        };
    }

    private static string Words(ImmutableArray<string> codes) => codes.IsEmpty ? TriageRules.Raised : string.Join(' ', codes);

    private static Request Say(this Request request, CareNewsKind kind, Actor by, string? words, DateTimeOffset now, RiskLevel? level = null) => request with
    {
        CareLast = request.CareLast + 1,
        Care = request.Care.Add(new CareNews(
            request.CareLast + 1,
            kind,
            request.Need.StationId,
            request.Need.Area,
            request.Need.Service,
            request.Owner,
            level ?? request.Level,
            request.LevelProvisional,
            kind == CareNewsKind.Asked ? request.LevelReasons : [],
            by,
            words,
            now)
        {
            Demand = kind == CareNewsKind.Asked ? request.Demand : null,
            Incident = request.Need.Incident,
        }),
    };
}
