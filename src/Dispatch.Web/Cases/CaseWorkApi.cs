using System.Security.Claims;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;

namespace Dispatch.Web.Cases;

/// <summary>The daily work on a case. A field that is missing is refused by the case, after it has judged who asks.</summary>
internal static class CaseWorkApi
{
    public static void MapCaseWork(this RouteGroupBuilder cases)
    {
        cases.On<ContactBody>("contacts", "recordContact", (call, body) =>
            call.Case.ContactAsync(call.CommandId, new RecordContact(call.Worker, body.Way ?? (ContactWay)(-1), body.ClientVoice), Blank(body.Words)));
        cases.On<NoteBody>("notes", "addNote", (call, body) => call.Case.NoteAsync(call.CommandId, call.Worker, body.Kind ?? (NoteKind)(-1), body.Words ?? ""));
        cases.On<GoalBody>("goals", "setGoal", (call, body) => call.Case.SetGoalAsync(call.CommandId, new SetGoal(call.Worker, body.Text ?? "")));
        cases.OnNumber<GoalEndBody>("goals/{number:int}/end", "endGoal", (call, number, body) =>
            call.Case.EndGoalAsync(call.CommandId, new EndGoal(call.Worker, number, body.State ?? (GoalState)(-1), body.Reason)));
        cases.On<ReferralBody>("referrals", "referCase", (call, body) => call.Case.ReferAsync(
            call.CommandId, new ReferCase(call.Worker, body.UnitId ?? "", body.Reason ?? "", body.ClientTold, body.ImminentDanger)));
        cases.OnNumber<ReferralAnswerBody>("referrals/{number:int}/answer", "answerReferral", (call, number, body) =>
            call.Case.AnswerReferralAsync(call.CommandId, call.Worker, new AnswerReferral(body.UnitId ?? "", number, body.Accepted, body.Reason)));
        cases.OnNumber<WhyBody>("referrals/{number:int}/withdraw", "withdrawReferral", (call, number, body) =>
            call.Case.WithdrawReferralAsync(call.CommandId, new WithdrawReferral(call.Worker, number, body.Reason ?? "")));
        cases.On<WhyBody>("keep", "keepCase", (call, body) => call.Case.KeepAsync(call.CommandId, new KeepCase(call.Worker, body.Reason ?? "")));
        cases.On<LinkBody>("links", "linkFile", (call, body) =>
            call.Case.LinkAsync(call.CommandId, new LinkFile(call.Worker, body.Kind ?? (SideKind)(-1), body.FileId ?? "")));
        cases.On<WordsBody>("supervision", "askSupervision", (call, body) => call.Case.AskAsync(call.CommandId, call.Worker, body.Words ?? ""));
        cases.OnNumber<WordsBody>("supervision/{number:int}", "adviseCase", (call, number, body) =>
            call.Case.AdviseAsync(call.CommandId, call.Worker, number, body.Words ?? ""));
        cases.OnNumber<TryBody>("follow-ups/{number:int}/tries", "tryFollowUp", (call, number, body) => call.Case.TryAsync(
            call.CommandId, new RecordTry(call.Worker, number, body.Way ?? (ContactWay)(-1), body.Result ?? (ContactResult)(-1)), Blank(body.Words)));
        cases.OnNumber<SettleBody>("follow-ups/{number:int}/settle", "settleFollowUp", (call, number, body) => call.Case.SettleAsync(
            call.CommandId, new SettleFollowUp(call.Worker, number, body.Outcome ?? (FollowUpOutcome)(-1), body.Reason ?? "")));
    }

    public static void MapCaseEnd(this RouteGroupBuilder cases)
    {
        cases.On<AdvanceBody>("step", "advanceCase", (call, body) =>
            call.Case.AdvanceAsync(call.CommandId, new AdvanceCase(call.Worker, body.Next ?? (CareStep)(-1), Blank(body.Reason))));
        cases.On<ReassessBody>("reassessments", "reassessCase", (call, body) =>
            call.Case.ReassessAsync(call.CommandId, call.Worker, body.Stable, body.Words ?? ""));
        cases.On<HandOverBody>("hand-over", "handOverCase", (call, body) =>
            call.Case.HandOverAsync(call.CommandId, call.Worker, body.Owner ?? "", body.Deputy ?? "", body.Reason ?? ""));
        cases.On<WhyBody>("handled", "handleCase", (call, _) => call.Case.HandleAsync(call.CommandId, new HandleCase(call.Worker)));
        cases.On<WhyBody>("close", "closeCase", (call, body) => call.Case.CloseAsync(call.CommandId, new CloseCase(call.Worker, body.Reason ?? "")));
        cases.On<WhyBody>("reopen", "reopenCase", (call, body) => call.Case.ReopenAsync(call.CommandId, new ReopenCase(call.Worker, Blank(body.Reason))));
    }

    private static void On<TBody>(this RouteGroupBuilder cases, string path, string name, Func<CaseCall, TBody, Task<Reply>> act) => cases
        .MapPost(path, (string id, TBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CaseCall.AnswerAsync(id, context, user, grains, call => act(call, body)))
        .WithName(name).Needs(AccessTable.WorkCase).Acts();

    private static void OnNumber<TBody>(this RouteGroupBuilder cases, string path, string name, Func<CaseCall, int, TBody, Task<Reply>> act) => cases
        .MapPost(path, (string id, int number, TBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CaseCall.AnswerAsync(id, context, user, grains, call => act(call, number, body)))
        .WithName(name).Needs(AccessTable.WorkCase).Acts();

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
