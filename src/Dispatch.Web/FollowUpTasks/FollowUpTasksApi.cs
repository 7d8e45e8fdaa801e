using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.FollowUpTasks;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Access;
using Dispatch.Domain.FollowUpTasks;
using Dispatch.Web.Accounts;
using Dispatch.Web.Cases;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;
using Dispatch.Web.Responders;

namespace Dispatch.Web.FollowUpTasks;

/// <summary>How the person is to be reached: <c>Call</c> or <c>Visit</c>.</summary>
public sealed record DispatchBody(ContactWay? Way);

/// <summary>What came of the contact: <c>Reached</c>, <c>Missed</c> or <c>Declined</c>.</summary>
public sealed record ReachedBody(ContactResult? Result);

/// <summary>Follow-ups as tasks: sent out by the care team, answered by whoever made the contact, who learns nothing of the case.</summary>
internal static class FollowUpTasksApi
{
    public static void MapFollowUpTasks(this IEndpointRouteBuilder app)
    {
        var cases = app.MapGroup("/api/cases/{id}").WithTags("Cases");
        cases.MapGet("follow-up-tasks", ListAsync).WithName("getFollowUpTasks").Needs(AccessTable.ReadCase)
            .Produces<ImmutableArray<FollowUpTaskView>>().Refuses(401, 403, 404);
        cases.MapPost("follow-ups/{number:int}/dispatch", (string id, int number, DispatchBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CaseCall.AnswerAsync(id, context, user, grains, call => TaskOf(grains, id, number).DispatchAsync(
                call.CommandId, new DispatchFollowUp(call.Worker, id, number, body.Way ?? (ContactWay)(-1)))))
            .WithName("dispatchFollowUp").Needs(AccessTable.WorkCase).Acts();
        cases.MapPost("follow-ups/{number:int}/recall", (string id, int number, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CaseCall.AnswerAsync(id, context, user, grains, call => TaskOf(grains, id, number).RecallAsync(call.Worker, id)))
            .WithName("recallFollowUp").Needs(AccessTable.WorkCase).Acts();
        app.MapPost("/api/requests/{id}/reached", AnswerAsync).WithTags("Responders").WithName("answerFollowUp").Needs(AccessTable.Progress)
            .Produces(204).Refuses(401, 403, 404, 409);
    }

    private static async Task<IResult> ListAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        var seen = CaseCodes.IsRequestId(id) ? await grains.GetGrain<ICaseGrain>(id).GetAsync(new CareWorker(user.Actor())) : CaseCall.Unknown;
        if (seen.Value is not { } view)
        {
            return seen.Refused!.Problem(context);
        }

        var tasks = await Task.WhenAll(view.FollowUps.Select(clock => TaskOf(grains, id, clock.Number).GetAsync()));
        return TypedResults.Ok(tasks.OfType<FollowUpTaskView>().ToImmutableArray());
    }

    /// <summary>The answer is durable before the task is done; what fails in between can be sent again.</summary>
    private static async Task<IResult> AnswerAsync(string id, ReachedBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        var actor = user.Actor();
        if (!CaseCodes.IsRequestId(id))
        {
            return new Refusal(RefusalCode.AssignmentUnknown, $"Responder '{actor.Account}' has no task on such a request.").Problem(context);
        }

        var answer = new AnswerFollowUp(actor, id, body.Result ?? (ContactResult)(-1));
        var reply = await grains.GetGrain<IFollowUpTaskGrain>(FollowUpTaskKeys.OfRequest(id)).AnswerAsync(answer);
        if (reply.Refused is { } refused)
        {
            return refused.Problem(context);
        }

        var done = await grains.Responder(actor).ProgressAsync(id, ProgressStep.Completed);
        return done.Refused is { } wrong ? wrong.Problem(context) : TypedResults.NoContent();
    }

    private static IFollowUpTaskGrain TaskOf(IGrainFactory grains, string caseId, int number) =>
        grains.GetGrain<IFollowUpTaskGrain>(FollowUpTaskKeys.Of(caseId, number));
}
