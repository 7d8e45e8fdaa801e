using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Screenings;
using Dispatch.Domain.Access;
using Dispatch.Domain.Screening;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;

namespace Dispatch.Web.Screenings;

/// <summary>Which instrument, and in which language.</summary>
public sealed record AskScreeningBody(string? Instrument, string? Language);

/// <summary>All answers at once.</summary>
public sealed record AnswersBody(IReadOnlyList<AnswerBody>? Answers)
{
    /// <summary>The answers; unset parts are empty, which no question is.</summary>
    internal ImmutableArray<ScreeningAnswer> Read() => [.. (Answers ?? []).Select(each => new ScreeningAnswer(each.Question ?? "", each.Choice ?? ""))];
}

/// <summary>One answer.</summary>
public sealed record AnswerBody(string? Question, string? Choice);

/// <summary>What follows, in words.</summary>
public sealed record DecisionBody(string? Decision);

/// <summary>Screenings as staff and counsellors ask them, take answers down, and read what they came to. Each actor judges who may.</summary>
internal static class ScreeningsApi
{
    public static void MapScreenings(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/instruments", (InstrumentSet instruments) => TypedResults.Ok(instruments.All.Select(it => it.View()).ToImmutableArray()))
            .WithTags("Screenings").WithName("getInstruments").Needs(AccessTable.ReadInstruments).Refuses(401, 403);
        var all = app.MapGroup("/api/requests/{id}/screenings").WithTags("Screenings").RequireRateLimiting(RateLimits.Answers);
        all.MapGet("", ListAsync).WithName("getScreenings").Needs(AccessTable.ReadScreenings).Produces<ImmutableArray<ScreeningStatus>>().Refuses(401, 403, 404, 429);
        all.MapPost("", AskAsync).WithName("askScreening").Needs(AccessTable.AskScreening).Produces<ScreeningStatus>().Refuses(401, 403, 404, 409, 429);
        all.MapGet("{number:int}/form", FormAsync).WithName("getScreeningForm").Needs(AccessTable.AnswerScreening)
            .Produces<QuestionnaireView>().Refuses(401, 403, 404, 409, 429);
        all.MapPost("{number:int}/answers", AnswerAsync).WithName("answerScreening").Needs(AccessTable.AnswerScreening)
            .Produces<ScreeningReceipt>().Refuses(401, 403, 404, 409, 429);
        all.MapGet("{number:int}", OutcomeAsync).WithName("getOutcome").Needs(AccessTable.ReadOutcome).Produces<ScreeningOutcome>().Refuses(401, 403, 404, 429);
        all.MapPost("{number:int}/decision", DecideAsync).WithName("decideScreening").Needs(AccessTable.DecideScreening)
            .Produces(204).Refuses(401, 403, 404, 409, 429);
    }

    internal static IScreeningGrain? Find(string requestId, int number, IGrainFactory grains) =>
        CaseCodes.IsRequestId(requestId) && number is > 0 and <= ScreeningIndex.Most ? grains.GetGrain<IScreeningGrain>(ScreeningIndex.Key(requestId, number)) : null;

    private static async Task<IResult> ListAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        var reply = CaseCodes.IsRequestId(id) ? await grains.GetGrain<IScreeningListGrain>(id).ListAsync(user.Actor()) : RequestsApi.Unknown;
        return reply.Value is { } list ? TypedResults.Ok(list.Screenings) : reply.Refused!.Problem(context);
    }

    private static async Task<IResult> AskAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, AskScreeningBody? body = null) =>
        CaseCodes.IsRequestId(id)
            ? (await grains.GetGrain<IScreeningListGrain>(id).AskAsync(new AskScreening(user.Actor(), "", body?.Instrument ?? "", body?.Language ?? ""))).OkOrProblem(context)
            : RequestsApi.Unknown.Problem(context);

    private static async Task<IResult> FormAsync(string id, int number, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        Find(id, number, grains) is { } screening ? (await screening.FormAsync(user.Actor())).OkOrProblem(context) : RequestsApi.Unknown.Problem(context);

    private static async Task<IResult> AnswerAsync(string id, int number, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, AnswersBody? body = null) =>
        Find(id, number, grains) is { } screening
            ? (await screening.AnswerAsync(new AnswerScreening(user.Actor(), body?.Read() ?? []))).OkOrProblem(context)
            : RequestsApi.Unknown.Problem(context);

    private static async Task<IResult> OutcomeAsync(string id, int number, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        Find(id, number, grains) is { } screening ? (await screening.OutcomeAsync(user.Actor())).OkOrProblem(context) : RequestsApi.Unknown.Problem(context);

    private static async Task<IResult> DecideAsync(string id, int number, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, DecisionBody? body = null) =>
        Find(id, number, grains) is { } screening
            ? (await screening.DecideAsync(new DecideScreening(user.Actor(), body?.Decision ?? ""))).NoContentOrProblem(context)
            : RequestsApi.Unknown.Problem(context);
}
