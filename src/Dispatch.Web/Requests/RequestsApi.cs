using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Access;
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
        requests.MapPost("", SubmitAsync).WithName("submitRequest").Needs(AccessTable.Submit).RequireRateLimiting(RateLimits.Intake)
            .Produces<SubmittedView>(201).Refuses(409, 413, 429);
        requests.MapGet("{id}", GetAsync).WithName("getRequest").Needs(AccessTable.ReadRequest)
            .Produces<RequestView>().Refuses(401, 403, 404);
        requests.MapGet("{id}/timeline", TimelineAsync).WithName("getTimeline").Needs(AccessTable.ReadTimeline)
            .Produces<ImmutableArray<TimelineEntry>>().Refuses(401, 403, 404);
        requests.MapGet("{id}/candidates", CandidatesAsync).WithName("getCandidates").Needs(AccessTable.ReadCandidates)
            .Produces<ImmutableArray<CandidateView>>().Refuses(401, 403, 404);
        requests.MapRequestCommands();
        requests.MapSealed();
    }

    private static async Task<IResult> SubmitAsync(
        SubmitBody body, HttpContext context, ClaimsPrincipal user, CaseCodes codes, IntakeGate gate, IGrainFactory grains)
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

        if (actor.Role == Role.Resident && await gate.JudgeAsync(context, draft.Value!) is { } crowded)
        {
            return crowded.Problem(context);
        }

        // The code follows from the key, so that a repetition reaches the same request, which compares the digests.
        var code = key is null ? CaseCodes.New() : codes.ForKey(actor.Account, key);
        var reply = await grains.GetGrain<IRequestGrain>(codes.RequestId(code)!).SubmitAsync(new SubmitRequest(draft.Value!, actor, body.Digest()) { Demand = body.Demand() });
        return reply is { Value: { } it }
            ? TypedResults.Json(
                new SubmittedView(it.Id, code, it.State, it.Version, it.Level, it.StationId, actor.MayRun(it.StationId) ? it.PossibleDuplicates : []),
                statusCode: StatusCodes.Status201Created)
            : reply.Refused!.Problem(context);
    }

    /// <summary>The request itself judges who sees what of it: staff of its station all offers, a responder with a task in hand only the own ones.</summary>
    private static async Task<IResult> GetAsync(string id, HttpContext context, ClaimsPrincipal user, StaffNames names, IGrainFactory grains)
    {
        var actor = user.Actor();
        var reply = CaseCodes.IsRequestId(id) ? await grains.GetGrain<IRequestGrain>(id).GetAsync(actor) : Unknown;
        if (reply.Value is not { } view)
        {
            return reply.Refused!.Problem(context);
        }

        context.SetETag(view.Version);
        return TypedResults.Ok(actor.IsStaff() ? view with { OwnerName = await names.OfAsync(view.Owner) } : view);
    }

    private static async Task<IResult> TimelineAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        var reply = CaseCodes.IsRequestId(id) ? await grains.GetGrain<IRequestGrain>(id).TimelineAsync(user.Actor()) : Unknown;
        return reply.Value is { } timeline ? TypedResults.Ok(timeline.Entries) : reply.Refused!.Problem(context);
    }

    private static async Task<IResult> CandidatesAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        var reply = CaseCodes.IsRequestId(id) ? await grains.GetGrain<IRequestGrain>(id).CandidatesAsync(user.Actor()) : Unknown;
        return reply.Value is { } found ? TypedResults.Ok(found.Candidates) : reply.Refused!.Problem(context);
    }

    /// <summary>No such request.</summary>
    internal static Refusal Unknown => new(RefusalCode.RequestUnknown, "No request was ever raised under this id.");
}
