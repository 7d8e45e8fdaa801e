using System.Security.Claims;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Requests;

/// <summary>A responder chosen by hand, and why.</summary>
public sealed record DispatchBody(string? ResponderId, string? Reason);

/// <summary>Why.</summary>
public sealed record ReasonBody(string? Reason);

/// <summary>To which institution, and why.</summary>
public sealed record ReferBody(string? To, string? Reason);

/// <summary>To which level, and why.</summary>
public sealed record RaiseBody(RiskLevel? To, string? Reason);

/// <summary>What staff do with a request, on the version they saw.</summary>
internal static class RequestCommandsApi
{
    public static void MapRequestCommands(this RouteGroupBuilder requests)
    {
        var staff = requests.MapGroup("{id}").AddEndpointFilter<RouteGroupBuilder, Once>();
        staff.MapPost("dispatch", DispatchAsync).WithName("dispatchRequest").Needs(AccessTable.Dispatch).Changes();
        staff.MapPost("widen", WidenAsync).WithName("widenRequest").Needs(AccessTable.Widen).Changes();
        staff.MapPost("release", ReleaseAsync).WithName("releaseRequest").Needs(AccessTable.Release).Changes();
        staff.MapPost("refer", ReferAsync).WithName("referRequest").Needs(AccessTable.Refer).Changes();
        staff.MapPost("cancel", CancelAsync).WithName("cancelRequest").Needs(AccessTable.Cancel).Changes();
        staff.MapPost("own", OwnAsync).WithName("ownRequest").Needs(AccessTable.TakeOver).Changes();
        requests.MapPost("{id}/raise", RaiseAsync).WithName("raiseLevel").Needs(AccessTable.Raise).Changes();
    }

    private static Task<IResult> DispatchAsync(string id, DispatchBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CommandAsync(id, context, user, grains, (request, actor, version) =>
            request.DispatchAsync(new DispatchByHand(actor, body.ResponderId ?? "", body.Reason ?? "", version)));

    private static Task<IResult> WidenAsync(string id, ReasonBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CommandAsync(id, context, user, grains, (request, actor, version) => request.WidenAsync(new WidenRequest(actor, body.Reason, version)));

    private static Task<IResult> ReleaseAsync(string id, ReasonBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CommandAsync(id, context, user, grains, (request, actor, version) => request.ReleaseAsync(new ReleaseRequest(actor, body.Reason, version)));

    private static Task<IResult> ReferAsync(string id, ReferBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CommandAsync(id, context, user, grains, (request, actor, version) =>
            request.ReferAsync(new ReferRequest(actor, body.To ?? "", body.Reason ?? "", version)));

    private static Task<IResult> CancelAsync(string id, ReasonBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CommandAsync(id, context, user, grains, (request, actor, version) => request.CancelAsync(new CancelRequest(actor, body.Reason, version)));

    private static async Task<IResult> OwnAsync(
        string id, ReasonBody body, HttpContext context, ClaimsPrincipal user, StaffNames names, IGrainFactory grains)
    {
        // Known before the boards hear of it, so that they show the new owner by name at once.
        await names.OfAsync(user.Actor().Account);
        return await CommandAsync(id, context, user, grains, (request, actor, version) => request.OwnAsync(new OwnRequest(actor, body.Reason, version)));
    }

    private static async Task<IResult> CommandAsync(
        string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, Func<IRequestGrain, Actor, long?, Task<Reply>> command)
    {
        if (!context.TryIfMatch(out var version))
        {
            return new Refusal(RefusalCode.InputInvalid, "If-Match must be the version of a request.").Problem(context);
        }

        if (!CaseCodes.IsRequestId(id))
        {
            return RequestsApi.Unknown.Problem(context);
        }

        var actor = user.Actor();
        var request = grains.GetGrain<IRequestGrain>(id);
        var reply = await command(request, actor, version);
        if (reply.Refused is null && (await request.GetAsync(actor)).Value is { } after)
        {
            context.SetETag(after.Version);
        }

        return reply.NoContentOrProblem(context);
    }

    private static async Task<IResult> RaiseAsync(string id, RaiseBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        var actor = user.Actor();
        if (body.To is not { } level)
        {
            return new Refusal(RefusalCode.InputInvalid, "The level to raise to is missing.").Problem(context);
        }

        return CaseCodes.IsRequestId(id)
            ? (await grains.GetGrain<IRequestGrain>(id).RaiseAsync(new RaiseLevel(actor, level, body.Reason ?? ""))).NoContentOrProblem(context)
            : RequestsApi.Unknown.Problem(context);
    }

    private static void Changes(this RouteHandlerBuilder route) => route.Produces(204).Refuses(401, 403, 404, 409, 412);
}
