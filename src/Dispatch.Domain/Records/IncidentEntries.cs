using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Incidents;

namespace Dispatch.Domain.Records;

/// <summary>The entries of one commit of a station's incidents, found by comparing. They hold numbers and codes, no words and no names.</summary>
public static class IncidentEntries
{
    public static ImmutableArray<RecordDraft> Of(string stationId, IncidentBook before, IncidentBook after, Actor by, DateTimeOffset now)
    {
        var drafts = ImmutableArray.CreateBuilder<RecordDraft>();
        foreach (var incident in after.Incidents)
        {
            var known = before.Find(incident.Id);
            if (ReferenceEquals(known, incident))
            {
                continue;
            }

            void Add(string action, Actor who, Facets facets) => drafts.Add(new RecordDraft(
                stationId, now, who.Account, who == Actor.System ? null : who.Role, action, "incident/" + incident.Id, facets with { Community = incident.Area }));
            Of(known, incident, by, Add);
        }

        return drafts.DrainToImmutable();
    }

    private static void Of(Incident? before, Incident after, Actor by, Action<string, Actor, Facets> add)
    {
        if (before is null)
        {
            add(RecordActions.IncidentDeclared, by, new Facets(Reason: after.Kind));
        }

        foreach (var person in after.People)
        {
            Of(before?.Find(person.Number), person, by, add);
        }

        foreach (var call in after.Calls)
        {
            var known = before?.Calls.FirstOrDefault(each => each.Account == call.Account);
            if (before is not null && Step(call) is { } step && step != Step(known))
            {
                add(RecordActions.IncidentAnswered, by, new Facets(Reason: step, With: Codes.Account(call.Account)));
            }
        }

        if (after.End is { } end && before?.End is null)
        {
            add(RecordActions.IncidentEnded, by, new Facets(Reason: Word(end.Outcome), Amount: after.People.Length));
        }

        if (after.Released && before is { Released: false })
        {
            add(RecordActions.IncidentReleased, Actor.System, Facets.None);
        }

        if (after.ErasedAt is not null && before is { ErasedAt: null })
        {
            add(RecordActions.IncidentErased, Actor.System, new Facets(Amount: after.People.Length));
        }
    }

    private static void Of(IncidentPerson? before, IncidentPerson after, Actor by, Action<string, Actor, Facets> add)
    {
        var item = after.Number.ToString(CultureInfo.InvariantCulture);
        if (before is null)
        {
            add(RecordActions.IncidentPerson, by, new Facets(Level: Codes.Of(after.Level.Level), AgeBand: after.AgeBand, Item: item, With: Codes.Request(after.Key)));
        }

        foreach (var change in after.Level.Changes.Skip(before?.Level.Changes.Length ?? 1))
        {
            var who = change.By == by.Account ? by : change.By == Actor.System.Account ? Actor.System : new Actor(change.By, change.Role, null);
            add(RecordActions.IncidentLevel, who, new Facets(
                Level: Codes.Of(change.To), Item: item, Reason: Word(change.Step), Amount: (long)change.From, AgeBand: after.AgeBand));
        }
    }

    private static string? Step(StaffCall? call) =>
        call is null || call.SeenAt is null ? null
        : call.CannotAt is not null ? "cannot"
        : call.ArrivedAt is not null ? "arrived"
        : call.ComingAt is not null ? "coming"
        : "seen";

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
