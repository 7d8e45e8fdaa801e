using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Triage;

namespace Dispatch.Domain.Incidents;

/// <summary>Mass intake and group triage. Anybody of the station's staff enters and raises; a licensed counsellor alone confirms or lowers (G03).</summary>
public static class PersonRules
{
    /// <summary>What a raise of a request says of where it comes from, and why a practical task was called off.</summary>
    public const string GroupTriage = "group-triage";

    /// <summary>Takes a person in. The same key with the same body changes nothing. Words of intent raise at once, whatever was chosen.</summary>
    public static Decision<Incident> Enter(Incident incident, EnterPerson command, CueList cues, DateTimeOffset now)
    {
        if (incident.People.FirstOrDefault(each => each.Key == command.RequestId) is { } known)
        {
            return known.BodyDigest == command.BodyDigest
                ? incident
                : new Refusal(RefusalCode.IdempotencyKeyReused, "Another person was taken in under this key.");
        }

        if (!incident.IsRunning)
        {
            return DeclareRules.Ended(incident);
        }

        if (incident.People.Length >= Incident.PeopleMost)
        {
            return new Refusal(RefusalCode.IncidentFull, $"Incident '{incident.Id}' holds {Incident.PeopleMost} people already.");
        }

        if (Check(command) is { } refused)
        {
            return refused;
        }

        var graded = LevelRules.Grade(new TriageOutcome(command.Level, command.Level > RiskLevel.General, [TriageRules.Raised]), now);
        var level = graded with { Changes = [graded.Changes[0] with { By = command.By.Account, Role = command.By.Role }] };
        var person = new IncidentPerson(
            incident.People.Length + 1,
            command.RequestId,
            command.TaskId,
            command.BodyDigest,
            Blank(command.Alias),
            Blank(command.Words),
            Blank(command.Place),
            command.AgeBand,
            LevelRules.Raise(level, cues.FindAny([command.Words, command.Alias, command.Place]), now),
            command.Practical,
            command.Support,
            command.By.Account,
            command.By.Role,
            now);
        return incident with { People = incident.People.Add(person) };
    }

    /// <summary>Someone of the station sees danger. Binds at once when it is higher than what stands; else it is kept as a warning.</summary>
    public static Decision<Incident> Raise(Incident incident, RaisePerson command, DateTimeOffset now) =>
        incident.Find(command.Number) is not { } person ? Unknown(command.Number)
        : incident.ErasedAt is not null ? DeclareRules.Ended(incident)
        : Level(incident, person, LevelRules.Raise(person.Level, new RaiseLevel(command.By, command.To, command.Reason), now));

    /// <summary>A licensed counsellor decides. A lower level here lowers no request and no case: those are decided in the case.</summary>
    public static Decision<Incident> Confirm(Incident incident, ConfirmPerson command, ResponderProfile? counsellor, DateTimeOffset now) =>
        incident.Find(command.Number) is not { } person ? Unknown(command.Number)
        : incident.ErasedAt is not null ? DeclareRules.Ended(incident)
        : Level(incident, person, LevelRules.Confirm(person.Level, new ConfirmLevel(command.By, command.To, command.Reason, command.IfVersion), counsellor, now));

    /// <summary>A request of the person's says its level, or that its words were deleted. Itself when that is known.</summary>
    public static Incident Hear(Incident incident, IncidentNews news, DateTimeOffset now)
    {
        var person = incident.People.FirstOrDefault(each => each.Key == news.RequestId || each.TaskKey == news.RequestId);
        if (person is null)
        {
            return incident;
        }

        var next = news.RequestId == person.Key ? HearCare(person, news, now) : HearTask(person, news, now);
        return next == person ? incident : incident.With(next);
    }

    // What it said before is known, also when a counsellor has lowered the person here since: only a rise of the request raises.
    private static IncidentPerson HearCare(IncidentPerson person, IncidentNews news, DateTimeOffset now)
    {
        var raised = news.Level > person.ToldLevel ? Risen(person, news.Level, now) : person;
        var knowsAll = raised != person && !person.OwesLevel;
        var next = raised with { ToldLevel = news.Level, ToldChange = knowsAll ? raised.Level.Version : person.ToldChange };
        return news.IsErased && next.BodyDigest.Length > 0 ? Bare(next) : next;
    }

    // Whatever it says, it is there. Somebody spoke of danger at it: it is an emergency of its own then, and nobody calls that off.
    private static IncidentPerson HearTask(IncidentPerson person, IncidentNews news, DateTimeOffset now) =>
        Risen(person, news.Level, now) with { TaskAsked = true, TaskStopped = person.TaskStopped || news.Level > RiskLevel.General };

    private static IncidentPerson Risen(IncidentPerson person, RiskLevel to, DateTimeOffset now) => to > person.Level.Level
        ? person with { Level = LevelRules.Raise(person.Level, new RaiseLevel(Actor.System, to, GroupTriage), now).Next ?? person.Level }
        : person;

    /// <summary>A person without words, name and reasons; what was decided and when stays.</summary>
    public static IncidentPerson Bare(IncidentPerson person) => person with
    {
        Alias = null,
        Words = null,
        Place = null,
        AgeBand = null,
        BodyDigest = "",
        Level = person.Level with { Changes = [.. person.Level.Changes.Select(each => each with { Reason = each.Reason is null ? null : "" })] },
    };

    private static Refusal Unknown(int number) => new(RefusalCode.EntryUnknown, $"The incident has no person of number {number}.", "number");

    private static Decision<Incident> Level(Incident incident, IncidentPerson person, Decision<LevelRecord> decision)
    {
        if (decision.Refused is { } refused)
        {
            return refused;
        }

        LevelInvariants.Hold(person.Level, decision.Next!);
        return ReferenceEquals(decision.Next, person.Level) ? incident : incident.With(person with { Level = decision.Next! });
    }

    private static Refusal? Check(EnterPerson command) =>
        !Enum.IsDefined(command.Level) ? new Refusal(RefusalCode.InputInvalid, "There is no such level.", "level")
        : command.AgeBand is { } band && !AgeBands.All.Contains(band)
            ? new Refusal(RefusalCode.InputInvalid, "The age band is none of those that are asked for.", "ageBand")
        : TextRules.Check("alias", command.Alias, TextRules.AliasMost)
            ?? TextRules.Check("words", command.Words, TextRules.DescriptionMost, lines: true)
            ?? TextRules.Check("place", command.Place, TextRules.AddressMost);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
