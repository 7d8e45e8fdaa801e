using Dispatch.Contracts;
using Dispatch.Contracts.Incidents;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Triage;

namespace Dispatch.Domain.Incidents;

/// <summary>What staff of the station see of its incidents.</summary>
public static class IncidentViews
{
    public static IncidentView Of(Incident incident, string stationId, long version, Actor by, IncidentMay mine) => new(
        incident.Id, stationId, incident.Kind, incident.Area, incident.Place, incident.By, incident.ByRole, incident.Reason, incident.At, incident.State,
        incident.End?.At, incident.End?.By, incident.End?.Outcome, incident.End?.Reason, incident.Released, version,
        [
            .. incident.People.OrderBy(each => each.Level.Entry(each.Number.ToString("D4", System.Globalization.CultureInfo.InvariantCulture)), TriageOrder.ByUrgency)
                .Select(each => Row(each, by)),
        ],
        [.. incident.Calls.Select(Row)],
        mine);

    public static IncidentBrief Brief(Incident incident, string stationId, long version, Actor by) => new(
        incident.Id, stationId, incident.Kind, incident.Area, incident.State, incident.At, incident.End?.At, version, incident.People.Length,
        incident.Calls.Length, incident.Calls.Count(each => each.SeenAt is not null), incident.Calls.Count(each => each.ComingAt is not null),
        incident.Calls.FirstOrDefault(each => each.Account == by.Account) is { } own ? Row(own) : null);

    /// <summary>Why a level is what it is, and the name of anybody above General, are case class: whoever dispatches knows that it rose.</summary>
    private static IncidentPersonRow Row(IncidentPerson person, Actor by)
    {
        var isTeam = by.Role is Role.Counsellor or Role.StationHead;
        var level = person.Level.View();
        return new IncidentPersonRow(
            person.Number,
            isTeam || person.Level.Level == RiskLevel.General ? person.Alias : null,
            person.AgeBand,
            isTeam ? level : level with { Changes = [.. level.Changes.Select(each => each with { Codes = [TriageRules.Raised], Reason = null })] },
            person.Practical,
            person.IsCare,
            person.Asked ? person.Key : null,
            person.TaskAsked ? person.TaskKey : null,
            person.IsOwed,
            person.By,
            person.At,
            person.CaseLevel is { } other && other != person.Level.Level ? other : null);
    }

    private static StaffCallRow Row(StaffCall call) => new(
        call.Account, call.Role, call.Round, call.CalledAt, call.SeenAt, call.ComingAt, call.ArrivedAt, call.CannotAt);
}
