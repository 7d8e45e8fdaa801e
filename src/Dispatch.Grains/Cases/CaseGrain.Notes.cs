using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain;
using Dispatch.Domain.Access;
using Dispatch.Domain.Cases;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Cases;

/// <summary>Sealed notes: their words lie in rows of their own, which nobody but the case reads.</summary>
internal sealed partial class CaseGrain
{
    /// <summary>Places of words that no note refers to; there are so many only where commits fail again and again.</summary>
    private const int DraftsMost = 16;

    public Task<Reply> NoteAsync(string commandId, CareWorker worker, NoteKind kind, string words) =>
        NotedAsync(Of(commandId, "note", kind, words), worker, kind, words, (held, _, _) => Enum.IsDefined(kind) ? held : Undefined("kind"));

    public async Task<Reply<NoteView>> ReadNoteAsync(CareWorker worker, int number)
    {
        if (CaseAccess.Judge(AccessTable.ReadCase, Current, worker.By) is { } refused)
        {
            return refused;
        }

        if (Current!.Case is not { } held)
        {
            return CaseAccess.Unknown;
        }

        var read = NoteRules.Read(Current, held, await KnowAsync(worker.By), number, Now);
        return read.Value is { } note
            ? new NoteView(Id, note.Number, note.Kind, note.By, note.At, await Note(note.ContentId).GetAsync() ?? "")
            : read.Refused!;
    }

    public async Task<Reply> OpenNotesAsync(string commandId, OpenNotes command)
    {
        var reply = await FileAsync(Of(commandId, "open-notes", command), command.Worker.By, AccessTable.OpenNotes, file =>
            file.Case is { } held ? NoteRules.Open(file, held, command with { Worker = command.Worker with { Profile = null } }, Now) : CaseAccess.Unknown);
        if (reply.Refused is null)
        {
            // The supervisor hears of it before any words are shown. Should that fail, the opening is durable and the notice is sent again.
            await TellSupervisorAsync();
            LogOpened(Id, Current!.Openings.Length);
        }

        return reply;
    }

    /// <summary>
    /// An act that leaves a note: the case knows where the words will lie, the words are durable, then the case refers to them and acts, in one commit.
    /// Words whose act failed are found by the deletion all the same.
    /// </summary>
    private async Task<Reply> NotedAsync(
        DoneCommand command, CareWorker asked, NoteKind kind, string? words, Func<CareCase, CareWorker, int, Decision<CareCase>> decide)
    {
        if (CaseAccess.Judge(AccessTable.WorkCase, Current, asked.By) is { } refused)
        {
            return refused;
        }

        if ((Current!.Case is null ? CaseAccess.Unknown : NoteRules.Check(words)) is { } wrong)
        {
            return wrong;
        }

        var content = ContentId(asked.By.Account, command.Id);
        Decision<CareCase> Decide(CareCase held, CareWorker worker) =>
            NoteRules.With(held, worker, kind, content, Now, (noted, number) => decide(noted, worker, number));
        var judged = await KnowAsync(asked.By);
        if (Current.Known(Own(command, asked.By)) is null && Current.Case?.Notes.Any(note => note.ContentId == content) == true)
        {
            return new Refusal(RefusalCode.IdempotencyKeyReused, $"The command '{command.Id}' wrote a note before.");
        }

        if (Current.Case is { } before && Current.Known(Own(command, asked.By)) is null && Decide(before, judged).Refused is null)
        {
            await DraftAsync(content);
            await Note(content).PutAsync(words!);
        }

        return await ActAsync(command, asked, Decide);
    }

    private async Task DraftAsync(string content)
    {
        var file = Current!;
        if (file.Drafts.Contains(content))
        {
            return;
        }

        if (file.Drafts.Length >= DraftsMost)
        {
            await Note(file.Drafts[0]).ForgetAsync();
            file = file with { Drafts = file.Drafts.RemoveAt(0) };
        }

        await SaveAsync(file with { Drafts = file.Drafts.Add(content) });
    }

    private ICaseNoteGrain Note(string contentId) => GrainFactory.GetGrain<ICaseNoteGrain>($"{Id}/{contentId}");

    /// <summary>The same command gives the same place, so that one told again writes no second row.</summary>
    private static string ContentId(string account, string commandId) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{account}\0{commandId}")))[..32];

    private static Refusal Undefined(string field) => new(RefusalCode.InputInvalid, $"The field '{field}' is missing, or none of its values.", field);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Case {CaseId}: sealed notes were opened, number {Number}")]
    private partial void LogOpened(string caseId, int number);
}
