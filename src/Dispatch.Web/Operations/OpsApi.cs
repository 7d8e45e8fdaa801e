using Dispatch.Contracts.Operations;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Operations;

/// <summary>How the product's processes do, for the administrator: figures and ids of processes, nothing of people.</summary>
internal static class OpsApi
{
    public static void MapOps(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/ops", GetAsync).WithTags("Operations").WithName("getOps").Needs(AccessTable.ReadOps)
            .Produces<OpsView>().Refuses(401, 403);

    private static async Task<IResult> GetAsync(IGrainFactory grains) => TypedResults.Ok(await grains.GetGrain<IOpsGrain>(IOpsGrain.Key).GetAsync());
}
