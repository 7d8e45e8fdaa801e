using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Cases;

/// <summary>What cases tell the one who asks, until it is seen: which case and of what kind, nothing else.</summary>
internal static class CareNoticesApi
{
    public static void MapCareNotices(this IEndpointRouteBuilder app)
    {
        var notices = app.MapGroup("/api/care/notices").WithTags("Cases");
        notices.MapGet("", ListAsync).WithName("getCareNotices").Needs(AccessTable.ReadDesk).Produces<ImmutableArray<CareNotice>>().Refuses(401, 403);
        notices.MapPost("{caseId}/{number:long}/seen", SeenAsync).WithName("careNoticeSeen").Needs(AccessTable.ReadDesk).Produces(204).Refuses(401, 403);
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal user, IGrainFactory grains) => TypedResults.Ok(await Own(user, grains).ListAsync());

    private static async Task<IResult> SeenAsync(string caseId, long number, ClaimsPrincipal user, IGrainFactory grains)
    {
        await Own(user, grains).SeenAsync(caseId, number);
        return TypedResults.NoContent();
    }

    private static ICareNoticesGrain Own(ClaimsPrincipal user, IGrainFactory grains) => grains.GetGrain<ICareNoticesGrain>(user.Actor().Account);
}
