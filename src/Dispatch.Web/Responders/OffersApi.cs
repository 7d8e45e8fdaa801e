using System.Security.Claims;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;

namespace Dispatch.Web.Responders;

/// <summary>The answer to an offer; a note, and the time of "later".</summary>
public sealed record AnswerBody(Answer? Answer, string? Note, DateTimeOffset? At);

/// <summary>A step of a task.</summary>
public sealed record ProgressBody(ProgressStep? Step);

/// <summary>Answers and steps of the one whose offer or task it is.</summary>
internal static class OffersApi
{
    public static void MapOffers(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/api").WithTags("Responders").RequireRateLimiting(RateLimits.Answers);
        own.MapPost("offers/{id}/answer", AnswerAsync).WithName("answerOffer").Needs(AccessTable.Answer).Produces<OfferView>().Refuses(401, 403, 404, 409);
        own.MapPost("requests/{id}/progress", ProgressAsync).WithName("reportProgress").Needs(AccessTable.Progress).Produces<TaskView>().Refuses(401, 403, 404, 409);
        own.MapPost("requests/{id}/handback", HandBackAsync).WithName("handBack").Needs(AccessTable.HandBack).Produces(204).Refuses(401, 403, 404, 409);
    }

    private static async Task<IResult> AnswerAsync(string id, AnswerBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (body.Answer is not { } answer)
        {
            return Missing("answer").Problem(context);
        }

        return answer == Answer.Later && body.At is null
            ? new Refusal(RefusalCode.TimeInvalid, "The time of a later answer is missing.").Problem(context)
            : (await grains.Responder(user.Actor()).AnswerAsync(new AnswerOffer(id, answer, body.Note, body.At))).OkOrProblem(context);
    }

    private static async Task<IResult> ProgressAsync(string id, ProgressBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        !CaseCodes.IsRequestId(id) ? NoTask(user).Problem(context)
        : body.Step is not { } step ? Missing("step").Problem(context)
        : (await grains.Responder(user.Actor()).ProgressAsync(id, step)).OkOrProblem(context);

    private static async Task<IResult> HandBackAsync(string id, ReasonBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        !CaseCodes.IsRequestId(id) ? NoTask(user).Problem(context)
        : (await grains.Responder(user.Actor()).HandBackAsync(id, body.Reason ?? "")).NoContentOrProblem(context);

    private static Refusal Missing(string field) => new(RefusalCode.InputInvalid, $"The field '{field}' is missing.");

    private static Refusal NoTask(ClaimsPrincipal user) =>
        new(RefusalCode.AssignmentUnknown, $"Responder '{user.Actor().Account}' has no task on such a request.");
}
