using Dispatch.Contracts;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Requests;

namespace Dispatch.Domain.Incidents;

/// <summary>What a person of an incident asks of the dispatch, as requests like any other.</summary>
public static class PersonRequests
{
    /// <summary>The request for the care team, with the person's words.</summary>
    public static SubmitRequest Support(Incident incident, string stationId, IncidentPerson person, IncidentSettings settings)
    {
        var draft = new RequestDraft(
            person.Level.Level > RiskLevel.General ? settings.GraveSupport : settings.Support,
            person.Words,
            Area: incident.Area,
            Address: person.Place ?? incident.Place,
            StationId: stationId,
            Remote: false,
            Alias: person.Alias,
            Channel: Channel.Station,
            AgeBand: person.AgeBand);
        return new SubmitRequest(draft, By(person, stationId), person.BodyDigest) { Incident = incident.Id, AtLeast = person.Level.Level };
    }

    /// <summary>The request for practical help: it names the meeting place, and nothing of the person.</summary>
    public static SubmitRequest Practical(Incident incident, string stationId, IncidentPerson person, IncidentSettings settings)
    {
        var draft = new RequestDraft(
            settings.Practical, Area: incident.Area, Address: incident.Place, StationId: stationId, Remote: false, Channel: Channel.Station);
        return new SubmitRequest(draft, By(person, stationId), person.BodyDigest) { Incident = incident.Id };
    }

    /// <summary>The care team's request is there, at this level, and knows what was said of the person until then. Its words stand there now, and no longer here.</summary>
    public static Incident Asked(Incident incident, int number, RiskLevel level, long upTo, DateTimeOffset now)
    {
        var known = incident.With(incident.Find(number)! with { ToldChange = upTo });
        var heard = PersonRules.Hear(known, new IncidentNews(incident.Id, incident.Find(number)!.Key, level, IsErased: false), now);
        return heard.With(heard.Find(number)! with { Asked = true, Words = null, Place = null });
    }

    /// <summary>The request knows what was said of the person until then, and this level.</summary>
    public static Incident Told(Incident incident, int number, RiskLevel level, long upTo)
    {
        var person = incident.Find(number)!;
        return incident.With(person with { ToldLevel = level > person.ToldLevel ? level : person.ToldLevel, ToldChange = Math.Max(upTo, person.ToldChange) });
    }

    /// <summary>The request for practical help is there.</summary>
    public static Incident TaskAsked(Incident incident, int number) => incident.With(incident.Find(number)! with { TaskAsked = true });

    /// <summary>The request for practical help ends, or had ended.</summary>
    public static Incident TaskStopped(Incident incident, int number) => incident.With(incident.Find(number)! with { TaskStopped = true });

    private static Actor By(IncidentPerson person, string stationId) => new(person.By, person.ByRole, stationId);
}
