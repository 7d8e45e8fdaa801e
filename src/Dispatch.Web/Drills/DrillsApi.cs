using System.Security.Claims;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Drills;

/// <summary>Drills, for station heads and the administrator. Nothing of a drill can be reached by any other route.</summary>
internal static class DrillsApi
{
    public static void AddDrills(this IServiceCollection services) => services.AddSingleton<DrillRoom>();

    public static void MapDrills(this IEndpointRouteBuilder app)
    {
        var drill = app.MapGroup("/api/drill").WithTags("Drills");
        drill.MapGet("", (DrillRoom room) => TypedResults.Ok(room.View())).WithName("getDrill").Needs(AccessTable.RunDrill).Produces<DrillView?>().Refuses(401, 403);
        drill.MapPost("", async (HttpContext context, ClaimsPrincipal user, DrillRoom room) =>
            (await room.StartAsync(user.Actor(), context.RequestAborted)).NoContentOrProblem(context))
            .WithName("startDrill").Needs(AccessTable.RunDrill).Produces(204).Refuses(401, 403, 409);
        drill.MapPost("acts", async (DrillActBody body, HttpContext context, DrillRoom room) => (await room.ActAsync(body)).NoContentOrProblem(context))
            .WithName("actInDrill").Needs(AccessTable.RunDrill).Produces(204).Refuses(401, 403, 409);
        drill.MapPost("end", async (HttpContext context, DrillRoom room) =>
        {
            await room.EndAsync(context.RequestAborted);
            return TypedResults.NoContent();
        }).WithName("endDrill").Needs(AccessTable.RunDrill).Produces(204).Refuses(401, 403);
    }
}
