namespace Dispatch.Web.Hosting;

/// <summary>Refuses unsafe calls and live connections that a browser makes for another site. Other programs send neither header.</summary>
internal static class SameOrigin
{
    public static void UseSameOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
        IsForeign(context.Request)
            ? Problems.WriteAsync(context, new Refusal(RefusalCode.AccessDenied, "A browser called for another site."))
            : next(context));

    private static bool IsForeign(HttpRequest request)
    {
        if (IsSafe(request.Method) && !request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is not ("same-origin" or "none");
        }

        // Older browsers and some WebSocket handshakes tell the origin only. Behind a proxy the scheme may differ, host and port may not.
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && string.Equals(from.Authority, Authority(request), StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>The host as an origin spells it: without the scheme's own port.</summary>
    private static string Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own) ? own.Authority : request.Host.Value ?? "";
}
