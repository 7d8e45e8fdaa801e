namespace Dispatch.Web.Hosting;

/// <summary>A dashboard of the runtime's own: the embedded runtime has none, its figures stand on the operations page.</summary>
internal static class Dashboard
{
    public static IEndpointRouteBuilder MapDashboard(this IEndpointRouteBuilder app) => app;
}
