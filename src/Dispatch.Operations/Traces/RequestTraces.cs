using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Dispatch.Operations.Traces;

/// <summary>Names the activity of an HTTP call by the template of its route, never by its path: a path may hold a case code.</summary>
public static class RequestTraces
{
    /// <summary>Added first of all, so that it sees what became of the call.</summary>
    public static void UseRequestTraces(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } activity)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            Describe(activity, context);
        }
    });

    private static void Describe(Activity activity, HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimEnd('/');
        activity.DisplayName = $"{context.Request.Method} {route ?? "other"}";
        activity.SetTag("http.request.method", context.Request.Method).SetTag("http.route", route)
            .SetTag("http.response.status_code", context.Response.StatusCode);
    }
}
