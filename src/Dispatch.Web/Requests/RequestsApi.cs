using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Requests;

/// <summary>What the one who asked learns. The code is the resident's only credential.</summary>
/// <param name="Id">Request id.</param>
/// <param name="Code">Case code, <c>XXXX-XXXX-XXXX</c>.</param>
/// <param name="State">Its state.</param>
/// <param name="Version">Its version.</param>
/// <param name="Level">Its level after triage; provisional.</param>
/// <param name="StationId">The station that has it.</param>
/// <param name="PossibleDuplicates">Ids of open requests near this one; for staff only, else empty.</param>
public sealed record SubmittedView(
    string Id, string Code, RequestState State, long Version, RiskLevel Level, string StationId, ImmutableArray<string> PossibleDuplicates);

/// <summary>Raising a request, and what staff and its responders may see of it.</summary>
internal static class RequestsApi
{
    public static void MapRequests(this IEndpointRouteBuilder app)
    {
        var requests = app.MapGroup("/api/requests").WithTags("Requests");
        requests.MapPost("", SubmitAsync).WithName("submitRequest").AllowAnonymous().RequireRateLimiting(RateLimits.Intake)
            .Produces<SubmittedView>(201).Refuses(409, 413, 429);
        requests.MapGet("{id}", GetAsync).WithName("getRequest").RequireAuthorization(Access.StaffOrResponder)
            .Produces<RequestView>().Refuses(401, 403, 404);
        requests.MapGet("{id}/timeline", TimelineAsync).WithName("getTimeline").RequireAuthorization(Access.Staff)
            .Produces<ImmutableArray<TimelineEntry>>().Refuses(401, 403, 404);
        requests.MapGet("{id}/candidates", CandidatesAsync).WithName("getCandidates").RequireAuthorization(Access.Staff)
            .Produces<ImmutableArray<CandidateView>>().Refuses(401, 403, 404);
        requests.MapRequestCommands();
    }

    private static async Task<IResult> SubmitAsync(
        SubmitBody body, HttpContext context, ClaimsPrincipal user, CaseCodes codes, IGrainFactory grains)
    {
        if (!Once.TryKey(context, out var key))
        {
            return Once.BadKey.Problem(context);
        }

        var actor = user.Actor();
        if (Once.WeakKey(actor, key) is { } weak)
        {
            return weak.Problem(context);
        }

        var draft = body.Draft(actor.IsStaff() ? Channel.Phone : Channel.Web);
        if (draft.Refused is { } unreadable)
        {
            return unreadable.Problem(context);
        }

        // The code follows from the key, so that a repetition reaches the same request, which compares the digests.
        var code = key is null ? CaseCodes.New() : codes.ForKey(actor.Account, key);
        var reply = await grains.GetGrain<IRequestGrain>(codes.RequestId(code)!).SubmitAsync(new SubmitRequest(draft.Value!, actor, body.Digest()));
        return reply is { Value: { } it }
            ? TypedResults.Json(
                new SubmittedView(it.Id, code, it.State, it.Version, it.Level, it.StationId, actor.MayRun(it.StationId) ? it.PossibleDuplicates : []),
                statusCode: StatusCodes.Status201Created)
            : reply.Refused!.Problem(context);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, ClaimsPrincipal user, StaffNames names, IGrainFactory grains)
    {
        var actor = user.Actor();
        if (actor.IsResponder())
        {
            return await GetOwnAsync(id, context, actor, grains);
        }

        var found = await StaffRequest.FindAsync(grains, id, actor);
        if (found.Refused is { } refused)
        {
            return refused.Problem(context);
        }

        var view = found.Value!;
        context.SetETag(view.Version);
        return TypedResults.Ok(view with { OwnerName = await names.OfAsync(view.Owner) });
    }

    private static async Task<IResult> TimelineAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        (await StaffRequest.FindAsync(grains, id, user.Actor())).Refused is { } refused
            ? refused.Problem(context)
            : TypedResults.Ok(await grains.GetGrain<IRequestGrain>(id).TimelineAsync());

    private static async Task<IResult> CandidatesAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        (await StaffRequest.FindAsync(grains, id, user.Actor())).Refused is { } refused
            ? refused.Problem(context)
            : TypedResults.Ok(await grains.GetGrain<IRequestGrain>(id).CandidatesAsync());

    /// <summary>A responder sees a request through a standing task only, and nothing of other people's offers.</summary>
    private static async Task<IResult> GetOwnAsync(string id, HttpContext context, Actor actor, IGrainFactory grains)
    {
        if (!CaseCodes.IsRequestId(id) || await grains.GetGrain<IRequestGrain>(id).GetAsync() is not { } view || !view.IsTaskOf(actor))
        {
            return new Refusal(RefusalCode.RequestUnknown, $"Responder '{actor.Account}' has no task on such a request.").Problem(context);
        }

        context.SetETag(view.Version);
        return TypedResults.Ok(view with { Offers = [.. view.Offers.Where(offer => offer.ResponderId == actor.Account)] });
    }
}
