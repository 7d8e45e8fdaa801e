using System.Security.Claims;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Access;
using Dispatch.Domain.Cases;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;

namespace Dispatch.Web.Cases;

/// <summary>One case: what its team and the head of its station see of it, and do with it.</summary>
internal static class CasesApi
{
    public static void MapCases(this IEndpointRouteBuilder app)
    {
        var cases = app.MapGroup("/api/cases/{id}").WithTags("Cases");
        cases.MapGet("", GetAsync).WithName("getCase").Needs(AccessTable.ReadCase).Produces<CasePage>().Refuses(401, 403, 404);
        cases.MapGet("notes/{number:int}", NoteAsync).WithName("readNote").Needs(AccessTable.ReadCase).Produces<NoteView>().Refuses(401, 403, 404);
        cases.MapPost("notes/open", (string id, WhyBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CaseCall.AnswerAsync(id, context, user, grains, call => call.Case.OpenNotesAsync(call.CommandId, new OpenNotes(call.Worker, body.Reason ?? ""))))
            .WithName("openNotes").Needs(AccessTable.OpenNotes).Acts();
        cases.MapPost("accept", (string id, TakeBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CaseCall.AnswerAsync(id, context, user, grains, call => call.Case.AcceptAsync(call.CommandId, new AcceptCase(call.Worker, body.Deputy))))
            .WithName("acceptCase").Needs(AccessTable.TakeCase).Acts();
        cases.MapPost("set-aside", (string id, WhyBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CaseCall.AnswerAsync(id, context, user, grains, call => call.Case.SetAsideAsync(call.CommandId, new SetAsideCase(call.Worker, body.Reason ?? ""))))
            .WithName("setCaseAside").Needs(AccessTable.TakeCase).Acts();
        cases.MapDemands();
        cases.MapLevels();
        cases.MapCaseWork();
        cases.MapCaseEnd();
    }

    /// <summary>What a command on a case answers.</summary>
    public static RouteHandlerBuilder Acts(this RouteHandlerBuilder route) => route.Produces(204).Refuses(401, 403, 404, 409, 413, 429);

    private static void MapLevels(this RouteGroupBuilder cases)
    {
        cases.MapPost("raise", (string id, RaiseCaseBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CaseCall.AnswerAsync(id, context, user, grains, call =>
                call.Case.RaiseAsync(call.CommandId, new RaiseLevel(call.By, body.To ?? (RiskLevel)(-1), body.Reason ?? ""))))
            .WithName("raiseCase").Needs(AccessTable.WorkCase).Acts();
        cases.MapPost("level", (string id, LevelBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CaseCall.AnswerAsync(id, context, user, grains, call => call.Case.ConfirmAsync(
                call.CommandId, new ConfirmLevel(call.By, body.Level ?? (RiskLevel)(-1), body.Reason ?? "", body.IfVersion ?? -1), body.Met)))
            .WithName("confirmLevel").Needs(AccessTable.WorkCase).Acts();
    }

    private static async Task<IResult> GetAsync(
        string id, HttpContext context, ClaimsPrincipal user, StaffNames names, UnitDirectory units, CarePathway pathway, IGrainFactory grains)
    {
        var reply = CaseCodes.IsRequestId(id) ? await grains.GetGrain<ICaseGrain>(id).GetAsync(new CareWorker(user.Actor())) : CaseCall.Unknown;
        if (reply.Value is not { } view)
        {
            return reply.Refused!.Problem(context);
        }

        context.SetETag(view.Version);
        return TypedResults.Ok(await CasePage.OfAsync(view, units, pathway, names));
    }

    private static async Task<IResult> NoteAsync(string id, int number, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CaseCodes.IsRequestId(id)
            ? (await grains.GetGrain<ICaseGrain>(id).ReadNoteAsync(new CareWorker(user.Actor()), number)).OkOrProblem(context)
            : CaseCall.Unknown.Problem(context);
}
