using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain;
using Dispatch.Domain.Access;
using Dispatch.Domain.Cases;

namespace Dispatch.Grains.Cases;

/// <summary>The daily work on a case, its steps and its end. Every rule is in Domain; here are its doors.</summary>
internal sealed partial class CaseGrain
{
    public Task<Reply> ContactAsync(string commandId, RecordContact command, string? words)
    {
        Decision<CareCase> Decide(CareCase held, CareWorker worker, int? note) =>
            Enum.IsDefined(command.Way) ? CaseWork.Contact(held, command with { Worker = worker, NoteNumber = note }, Now) : Undefined("way");
        return words is null
            ? ActAsync(Of(commandId, "contact", command), command.Worker, (held, worker) => Decide(held, worker, null))
            : NotedAsync(Of(commandId, "contact", command, words), command.Worker, NoteKind.Session, words, (held, worker, note) => Decide(held, worker, note));
    }

    public Task<Reply> SetGoalAsync(string commandId, SetGoal command) =>
        ActAsync(Of(commandId, "set-goal", command), command.Worker, (held, worker) => CaseWork.SetGoal(held, command with { Worker = worker }, Now));

    public Task<Reply> EndGoalAsync(string commandId, EndGoal command) =>
        ActAsync(Of(commandId, "end-goal", command), command.Worker, (held, worker) => CaseWork.EndGoal(held, command with { Worker = worker }, Now));

    public Task<Reply> ReferAsync(string commandId, ReferCase command) => ActAsync(
        Of(commandId, "refer", command),
        command.Worker,
        (held, worker) => ReferralRules.Refer(held, command with { Worker = worker }, [.. units.Of(held.StationId).Select(unit => unit.Id)], pathway, Now));

    public Task<Reply> AnswerReferralAsync(string commandId, CareWorker worker, AnswerReferral command) => ActAsync(
        Of(commandId, "answer-referral", command),
        worker,
        (held, by) => CaseGate.Check(held, by, CaseAct.Plan, Now) is { } refused ? refused : ReferralRules.Answer(held, command, by.By, Now));

    public Task<Reply> WithdrawReferralAsync(string commandId, WithdrawReferral command) =>
        ActAsync(Of(commandId, "withdraw-referral", command), command.Worker, (held, worker) => ReferralRules.Withdraw(held, command with { Worker = worker }, Now));

    public Task<Reply> KeepAsync(string commandId, KeepCase command) =>
        ActAsync(Of(commandId, "keep", command), command.Worker, (held, worker) => ReferralRules.Keep(held, command with { Worker = worker }, Now));

    public Task<Reply> LinkAsync(string commandId, LinkFile command) =>
        ActAsync(Of(commandId, "link", command), command.Worker, (held, worker) =>
            Enum.IsDefined(command.Kind) ? CaseWork.Link(held, command with { Worker = worker }, Now) : Undefined("kind"));

    public Task<Reply> AskAsync(string commandId, CareWorker worker, string words) =>
        NotedAsync(Of(commandId, "ask", words), worker, NoteKind.Supervision, words, (held, by, note) => CaseWork.Ask(held, new AskSupervision(by, note), Now));

    public Task<Reply> AdviseAsync(string commandId, CareWorker worker, int number, string words) =>
        NotedAsync(Of(commandId, "advise", number, words), worker, NoteKind.Supervision, words, (held, by, note) => CaseWork.Advise(held, new AdviseCase(by, number, note), Now));

    public Task<Reply> AdvanceAsync(string commandId, AdvanceCase command) =>
        ActAsync(Of(commandId, "advance", command), command.Worker, (held, worker) => StepRules.Advance(held, command with { Worker = worker }, pathway, Now));

    public Task<Reply> ReassessAsync(string commandId, CareWorker worker, bool stable, string words) => NotedAsync(
        Of(commandId, "reassess", stable, words), worker, NoteKind.Assessment, words, (held, by, note) => CaseLevels.Reassess(held, new ReassessCase(by, stable, note), Now));

    public Task<Reply> HandleAsync(string commandId, HandleCase command) =>
        ActAsync(Of(commandId, "handle", command), command.Worker, (held, worker) => CaseClosing.Handle(held, new HandleCase(worker), pathway, Now));

    public Task<Reply> CloseAsync(string commandId, CloseCase command) =>
        ActAsync(Of(commandId, "close", command), command.Worker, (held, worker) => CaseClosing.Close(held, command with { Worker = worker }, pathway, Now));

    public Task<Reply> ReopenAsync(string commandId, ReopenCase command) =>
        ActAsync(Of(commandId, "reopen", command), command.Worker, (held, worker) => CaseOpening.Reopen(held, command with { Worker = worker }, plans, Now));

    public Task<Reply> TryAsync(string commandId, RecordTry command, string? words)
    {
        Decision<CareCase> Decide(CareCase held, CareWorker worker, int? note) => Enum.IsDefined(command.Way) && Enum.IsDefined(command.Result)
            ? CaseWork.Try(held, command with { Worker = worker, NoteNumber = note }, plans, Now)
            : Undefined("result");
        return words is null
            ? ActAsync(Of(commandId, "try", command), command.Worker, (held, worker) => Decide(held, worker, null))
            : NotedAsync(Of(commandId, "try", command, words), command.Worker, NoteKind.Session, words, (held, worker, note) => Decide(held, worker, note));
    }

    public async Task<Reply> TaskAsync(string commandId, RecordTry command)
    {
        var by = command.Worker.By;
        var told = command with { Worker = by.Role == Role.Counsellor ? await KnowAsync(by) : new CareWorker(by) };
        return await FileAsync(Of(commandId, "task", command.Number, command.Way, command.Result), by, null, file =>
        {
            var tried = file.Case is { } held ? CaseWork.Try(held, told, plans, Now) : CaseAccess.Unknown;
            return tried.Refused is { } refused ? refused : file.With(tried.Next!);
        });
    }

    public Task<Reply> SettleAsync(string commandId, SettleFollowUp command) =>
        ActAsync(Of(commandId, "settle", command), command.Worker, (held, worker) => CaseWork.Settle(held, command with { Worker = worker }, Now));
}
