namespace Dispatch.Web.Hosting;

/// <summary>
/// Refuses unsafe calls and live connections that a browser makes for another site. Other programs send neither header; but every unsafe call, of
/// whoever, bears <c>X-Requested-With</c>, which a form or a picture of another site cannot send, and which its scripts must ask for first, in vain.
/// </summary>
internal static class SameOrigin
{
    /// <summary>The header that says a program of one's own made the call.</summary>
    public const string Header = "X-Requested-With";

    public static void UseSameOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
        IsForeign(context.Request)
            ? Problems.WriteAsync(context, new Refusal(RefusalCode.AccessDenied, "A browser called for another site."))
            : LacksHeader(context.Request)
                ? Problems.WriteAsync(context, new Refusal(RefusalCode.AccessDenied, $"Calls that change something bear the header {Header}."))
                : next(context));

    private static bool LacksHeader(HttpRequest request) => !IsSafe(request.Method) && request.Headers[Header].ToString().Length == 0;

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

        // Older browsers and some WebSocket handshakes tell the origin only. A page that came by plain HTTP is not ours where we are at HTTPS.
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && (!request.IsHttps || from.Scheme == Uri.UriSchemeHttps)
                && string.Equals(from.Authority, Authority(request), StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>The host as an origin spells it: without the scheme's own port.</summary>
    private static string Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own) ? own.Authority : request.Host.Value ?? "";
}
