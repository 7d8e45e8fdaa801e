using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Cases;

/// <summary>Who reads the words of notes, and breaking the glass for whoever does not belong to the team (G01).</summary>
public static class NoteRules
{
    /// <summary>Longest note, in UTF-16 units.</summary>
    public const int TextMost = 8_000;

    /// <summary>Null when the words can be kept.</summary>
    public static Refusal? Check(string? words) => string.IsNullOrWhiteSpace(words)
        ? new Refusal(RefusalCode.ReasonRequired, "A note needs words.", "words")
        : TextRules.Check("words", words, TextMost, lines: true);

    /// <summary>Adds a note, and then what refers to it.</summary>
    public static Decision<CareCase> With(
        CareCase held, CareWorker worker, NoteKind kind, string contentId, DateTimeOffset now, Func<CareCase, int, Decision<CareCase>> then)
    {
        var noted = CaseWork.AddNote(held, new AddNote(worker, kind, contentId), now);
        return noted.Refused is { } refused ? refused : then(noted.Next!, noted.Next!.Notes.Length);
    }

    /// <summary>Breaks the glass, for the head of the station alone; whoever reads the notes anyway needs no opening.</summary>
    public static Decision<CaseFile> Open(CaseFile file, CareCase held, OpenNotes command, DateTimeOffset now)
    {
        var reason = command.Reason.Trim();
        if (CaseGate.Check(held, command.Worker, CaseAct.Read, now) is { } refused)
        {
            return refused;
        }

        if ((TextRules.CheckReason(reason.Length == 0 ? null : "given", required: true) ?? TextRules.Check("reason", reason, SealedRules.ReasonMost, lines: true)) is { } wrong)
        {
            return wrong;
        }

        if (reason.Length < SealedRules.ReasonLeast)
        {
            return new Refusal(RefusalCode.InputInvalid, $"The reason has {reason.Length} characters, at least {SealedRules.ReasonLeast} are needed.", "reason");
        }

        if (CaseGate.ReadsNotes(held, command.Worker, now) || Standing(file, command.Worker.By, now) is not null)
        {
            return file;
        }

        if (file.Openings.Length >= SealedRules.Most)
        {
            return new Refusal(RefusalCode.LimitRate, $"The notes were opened {SealedRules.Most} times, which is the most.");
        }

        var opening = new NotesOpening(file.Openings.Length + 1, command.Worker.By.Account, command.Worker.By.Role, now, now + SealedRules.OpenFor, reason);
        return file with { Openings = file.Openings.Add(opening) };
    }

    /// <summary>The note, or why not.</summary>
    public static Reply<NoteRef> Read(CaseFile file, CareCase held, CareWorker worker, int number, DateTimeOffset now) =>
        CaseGate.Check(held, worker, CaseAct.Read, now) is { } refused ? refused
        : !CaseGate.ReadsNotes(held, worker, now) && Standing(file, worker.By, now) is null
            ? new Refusal(RefusalCode.SealedClosed, $"The notes are not open for '{worker.By.Account}', or the time is over.")
        : CaseWork.Find(held.Notes, number) is { } note ? note
        : CaseWork.Unknown(held, "note", number);

    /// <summary>The supervisor's station has the notice.</summary>
    public static CaseFile Told(CaseFile file, int number) => file with
    {
        Openings = [.. file.Openings.Select(each => each.Number == number ? each with { Told = true } : each)],
    };

    /// <summary>What the supervisor is told: the administrator, since it was a head.</summary>
    public static StationNotice Notice(CaseFile file, NotesOpening opening) => new(
        $"{file.Id}/{StationNotice.BehindScreenings + opening.Number}", file.StationId, file.Id, opening.By, opening.Role, opening.At, opening.Reason,
        opening.Role == Role.StationHead ? Role.Admin : Role.StationHead);

    private static NotesOpening? Standing(CaseFile file, Actor by, DateTimeOffset now) =>
        file.Openings.LastOrDefault(each => each.By == by.Account && each.Role == by.Role && Window.IsOpen(each.Until, SealedRules.OpenFor, now));
}
