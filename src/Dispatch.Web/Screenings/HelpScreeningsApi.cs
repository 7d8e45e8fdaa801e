using System.Collections.Immutable;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Screenings;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;

namespace Dispatch.Web.Screenings;

/// <summary>Screenings that the resident is asked to take, by the case code: questions and answers, never a result.</summary>
internal static class HelpScreeningsApi
{
    public static void MapHelpScreenings(this IEndpointRouteBuilder app)
    {
        var all = app.MapGroup("/api/help/screenings").WithTags("Screenings").RequireRateLimiting(RateLimits.Help);
        all.MapGet("", ListAsync).WithName("getHelpScreenings").Needs(AccessTable.ScreeningHelp).Produces<ImmutableArray<ScreeningStatus>>().Refuses(404, 429);
        all.MapGet("{number:int}", FormAsync).WithName("getHelpScreening").Needs(AccessTable.ScreeningHelp).Produces<QuestionnaireView>().Refuses(404, 409, 429);
        all.MapPost("{number:int}", AnswerAsync).WithName("answerHelpScreening").Needs(AccessTable.ScreeningHelp)
            .Produces<ScreeningReceipt>().Refuses(404, 409, 413, 429);
    }

    private static async Task<IResult> ListAsync(HttpContext context, CaseCodes codes, IGrainFactory grains)
    {
        var reply = codes.RequestId(CaseCredential.Of(context.Request)) is { } id
            ? await grains.GetGrain<IScreeningListGrain>(id).ListAsync(Actor.Resident)
            : HelpApi.Unknown;
        return reply.Value is { } list ? TypedResults.Ok(list.Screenings) : reply.Refused!.Problem(context);
    }

    private static async Task<IResult> FormAsync(int number, HttpContext context, CaseCodes codes, IGrainFactory grains) =>
        Find(context, number, codes, grains) is { } screening ? (await screening.FormAsync(Actor.Resident)).OkOrProblem(context) : HelpApi.Unknown.Problem(context);

    private static async Task<IResult> AnswerAsync(int number, HttpContext context, CaseCodes codes, IGrainFactory grains, AnswersBody? body = null) =>
        Find(context, number, codes, grains) is { } screening
            ? (await screening.AnswerAsync(new AnswerScreening(Actor.Resident, body?.Read() ?? []))).OkOrProblem(context)
            : HelpApi.Unknown.Problem(context);

    private static IScreeningGrain? Find(HttpContext context, int number, CaseCodes codes, IGrainFactory grains) =>
        codes.RequestId(CaseCredential.Of(context.Request)) is { } id ? ScreeningsApi.Find(id, number, grains) : null;
}
