using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Orleans.Dashboard;

namespace Dispatch.Web.Hosting;

/// <summary>Stock Orleans' own dashboard, for administrators.</summary>
internal static class Dashboard
{
    private const string Address = "/orleans";

    /// <summary>
    /// What is not shown: a grain's state, for which the dashboard calls every method of the grain that takes nothing, whatever it does and
    /// whatever it tells; and the logs.
    /// </summary>
    private static readonly string[] Closed = [$"{Address}/GrainState", $"{Address}/Trace"];

    public static IEndpointRouteBuilder MapDashboard(this IEndpointRouteBuilder app)
    {
        app.MapOrleansDashboard(Address)
            .ExcludeFromDescription()
            .Needs(AccessTable.ReadOps)
            .AddEndpointFilter(async (call, next) => IsClosed(call.HttpContext.Request.Path) ? TypedResults.NotFound() : await next(call));
        return app;
    }

    /// <summary>Collects figures, and no logs.</summary>
    public static void Collect(DashboardOptions options) => options.HideTrace = true;

    private static bool IsClosed(PathString path) => Closed.Any(closed => path.StartsWithSegments(closed, StringComparison.OrdinalIgnoreCase));
}
