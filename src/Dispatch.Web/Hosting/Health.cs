using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;

namespace Dispatch.Web.Hosting;

/// <summary>Health for supervisors and load balancers.</summary>
internal static class Health
{
    public const string Prefix = "/health";

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup(Prefix).WithTags("Health").Needs(AccessTable.ReadPublic);
        health.MapGet("live", () => TypedResults.Text("live")).WithName("isLive");
        health.MapGet("ready", ReadyAsync).WithName("isReady").Produces(200).Produces(503);
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, HttpContext context) => await readiness.IsReadyAsync()
        ? TypedResults.Text("ready")
        : new Refusal(RefusalCode.StoreUnavailable, "The store does not take writes, or the start is not finished.").Problem(context);
}
