using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.FollowUps;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Cases;

/// <summary>The daily work on a case: contacts, notes, goals, questions to a supervisor, files beside it, follow-ups.</summary>
public static class CaseWork
{
    public static Decision<CareCase> Contact(CareCase held, RecordContact command, DateTimeOffset now) =>
        (CaseGate.Check(held, command.Worker, CaseAct.Record, now)
            ?? (command.NoteNumber is { } number ? Note(held, number) : null)
            ?? CaseLimits.Check(held, "contacts", held.Contacts.Length, CaseLimits.Contacts)) is { } refused
            ? refused
            : (held with
            {
                Contacts = held.Contacts.Add(new CaseContact(
                    held.Contacts.Length + 1, now, command.Worker.By.Account, command.Way, command.ClientVoice, command.NoteNumber)),
            }).Told("contact-recorded", command.Worker.By, now);

    public static Decision<CareCase> AddNote(CareCase held, AddNote command, DateTimeOffset now) =>
        (CaseGate.Check(held, command.Worker, CaseAct.Record, now)
            ?? CheckId("contentId", command.ContentId)
            ?? CaseLimits.Check(held, "notes", held.Notes.Length, CaseLimits.Contacts)) is { } refused
            ? refused
            : held.Notes.Any(note => note.ContentId == command.ContentId)
                ? held
                : (held with
                {
                    Notes = held.Notes.Add(new NoteRef(held.Notes.Length + 1, command.Kind, command.ContentId, command.Worker.By.Account, now)),
                }).Told("note-added", command.Worker.By, now);

    public static Decision<CareCase> SetGoal(CareCase held, SetGoal command, DateTimeOffset now) =>
        (CaseGate.Check(held, command.Worker, CaseAct.Plan, now)
            ?? TextRules.CheckReason(command.Text, required: true, "text")
            ?? CaseLimits.Check(held, "goals", held.Goals.Length, CaseLimits.Entries)) is { } refused
            ? refused
            : (held with
            {
                Goals = held.Goals.Add(new Goal(held.Goals.Length + 1, command.Text, command.Worker.By.Account, now, GoalState.Open, null, null)),
            }).Told("goal-set", command.Worker.By, now);

    public static Decision<CareCase> EndGoal(CareCase held, EndGoal command, DateTimeOffset now)
    {
        if ((CaseGate.Check(held, command.Worker, CaseAct.Plan, now)
            ?? TextRules.CheckReason(command.Reason, required: command.State == GoalState.Dropped)) is { } refused)
        {
            return refused;
        }

        if (Find(held.Goals, command.Number) is not { } goal)
        {
            return Unknown(held, "goal", command.Number);
        }

        if (goal.State != GoalState.Open || command.State is not (GoalState.Reached or GoalState.Dropped))
        {
            return goal.State == command.State ? held : new Refusal(RefusalCode.CaseState, $"Goal {goal.Number} is {goal.State}.");
        }

        var ended = goal with { State = command.State, EndedAt = now, Reason = command.Reason };
        return (held with { Goals = held.Goals.SetItem(goal.Number - 1, ended) }).Told("goal-ended", command.Worker.By, now);
    }

    public static Decision<CareCase> Ask(CareCase held, AskSupervision command, DateTimeOffset now) =>
        (CaseGate.Check(held, command.Worker, CaseAct.Plan, now)
            ?? Note(held, command.NoteNumber)
            ?? CaseLimits.Check(held, "supervisions", held.Supervisions.Length, CaseLimits.Entries)) is { } refused
            ? refused
            : (held with
            {
                Supervisions = held.Supervisions.Add(
                    new Supervision(held.Supervisions.Length + 1, command.Worker.By.Account, now, command.NoteNumber, null, null, null)),
            }).Told("supervision-asked", command.Worker.By, now);

    public static Decision<CareCase> Advise(CareCase held, AdviseCase command, DateTimeOffset now)
    {
        var by = command.Worker.By;
        if ((CaseGate.Check(held, command.Worker, CaseAct.Advise, now) ?? Note(held, command.NoteNumber)) is { } refused)
        {
            return refused;
        }

        if (Find(held.Supervisions, command.Number) is not { } asked)
        {
            return Unknown(held, "supervision", command.Number);
        }

        if (asked.By == by.Account)
        {
            return new Refusal(RefusalCode.CaseSamePerson, $"Supervision {asked.Number} is answered by another than '{by.Account}'.");
        }

        if (asked.AnsweredAt is not null)
        {
            return asked.AnsweredBy == by.Account && asked.AdviceNote == command.NoteNumber
                ? held
                : new Refusal(RefusalCode.CaseState, $"Supervision {asked.Number} is answered.");
        }

        var answered = asked with { AnsweredBy = by.Account, AnsweredAt = now, AdviceNote = command.NoteNumber };
        return (held with { Supervisions = held.Supervisions.SetItem(asked.Number - 1, answered) }).Told("supervision-answered", by, now);
    }

    public static Decision<CareCase> Link(CareCase held, LinkFile command, DateTimeOffset now) =>
        (CaseGate.Check(held, command.Worker, CaseAct.Link, now)
            ?? CheckId("fileId", command.FileId)
            ?? CaseLimits.Check(held, "links", held.Links.Length, CaseLimits.Links)) is { } refused
            ? refused
            : held.Links.Any(link => link.Kind == command.Kind && link.FileId == command.FileId)
                ? held
                : (held with { Links = held.Links.Add(new LinkedFile(command.Kind, command.FileId, command.Worker.By.Account, now)) })
                    .Told("file-linked", command.Worker.By, now);

    /// <summary>A try for one follow-up clock; also when the case is closed, since what was promised goes on.</summary>
    public static Decision<CareCase> Try(CareCase held, RecordTry command, FollowUpPlans plans, DateTimeOffset now)
    {
        // A volunteer makes a call that was dispatched as a task, and needs no part in the case; everybody else does.
        var act = command.Worker.By.Role == Role.StationHead ? CaseAct.Read : CaseAct.Record;
        var refused = command.Worker.By.Role == Role.Volunteer ? null : CaseGate.Check(held, command.Worker, act, now);
        if ((refused ?? (command.NoteNumber is { } note ? Note(held, note) : null)) is { } wrong)
        {
            return wrong;
        }

        var level = held.FollowUps.Find(command.Number)?.Level ?? held.Level.Level;
        var clocks = FollowUpRules.Try(held.FollowUps, command, plans.Of(level), now);
        return clocks.Refused is { } cannot ? cannot : (held with { FollowUps = clocks.Next! }).Told("follow-up-tried", command.Worker.By, now);
    }

    /// <summary>The supervisor's word on a clock at the end of its ladder.</summary>
    public static Decision<CareCase> Settle(CareCase held, SettleFollowUp command, DateTimeOffset now)
    {
        if (CaseGate.Check(held, command.Worker, CaseAct.Read, now) is { } refused)
        {
            return refused;
        }

        var clocks = FollowUpRules.Settle(held.FollowUps, command, now);
        return clocks.Refused is { } cannot ? cannot : (held with { FollowUps = clocks.Next! }).Told("follow-up-settled", command.Worker.By, now);
    }

    internal static Refusal? Note(CareCase held, int number) => number >= 1 && number <= held.Notes.Length ? null : Unknown(held, "note", number);

    internal static Refusal Unknown(CareCase held, string what, int number) => new(RefusalCode.EntryUnknown, $"Case '{held.Id}' has no {what} {number}.");

    internal static T? Find<T>(System.Collections.Immutable.ImmutableArray<T> entries, int number)
        where T : class => number >= 1 && number <= entries.Length ? entries[number - 1] : null;

    internal static Refusal? CheckId(string field, string id) =>
        id.Length is > 0 and <= 64 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
            ? null
            : new Refusal(RefusalCode.InputInvalid, $"The field '{field}' is no id of 1 to 64 letters, digits and hyphens.", field);
}
