using System.Security.Claims;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Requests;

/// <summary>Sealed words, opened with a reason by a head or the administrator for 15 minutes.</summary>
internal static class SealedApi
{
    public static void MapSealed(this RouteGroupBuilder requests)
    {
        requests.MapPost("{id}/sealed", OpenAsync).WithName("openSealed").Needs(AccessTable.OpenSealed)
            .Produces<SealedView>().Refuses(401, 403, 404, 409, 413, 429);
        requests.MapGet("{id}/sealed", GetAsync).WithName("getSealed").Needs(AccessTable.ReadSealed)
            .Produces<SealedView>().Refuses(401, 403, 404);
    }

    private static async Task<IResult> OpenAsync(string id, ReasonBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CaseCodes.IsRequestId(id)
            ? (await grains.GetGrain<IRequestGrain>(id).OpenSealedAsync(new OpenSealed(user.Actor(), body.Reason ?? ""))).OkOrProblem(context)
            : RequestsApi.Unknown.Problem(context);

    private static async Task<IResult> GetAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CaseCodes.IsRequestId(id)
            ? (await grains.GetGrain<IRequestGrain>(id).SealedAsync(user.Actor())).OkOrProblem(context)
            : RequestsApi.Unknown.Problem(context);
}
