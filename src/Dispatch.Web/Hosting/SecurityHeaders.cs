using Microsoft.Extensions.Options;

namespace Dispatch.Web.Hosting;

/// <summary>Headers that keep a browser from doing what the product never asks of it.</summary>
internal static class SecurityHeaders
{
    private static string Policy(string tiles) =>
        $"default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:{tiles}; font-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app)
    {
        var address = app.ApplicationServices.GetRequiredService<IOptions<DispatchOptions>>().Value.Map.TileUrl;
        var policy = Policy(address is null ? "" : $" {TileSource.Of(address)}");
        var embedder = address is null ? "require-corp" : "credentialless";
        app.Use((context, next) => Secure(context, policy, embedder, next));
    }

    private static Task Secure(HttpContext context, string policy, string embedder, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] =
            "geolocation=(self), fullscreen=(self), publickey-credentials-get=(self), publickey-credentials-create=(self), "
            + "camera=(), microphone=(), payment=(), usb=(), serial=(), bluetooth=(), display-capture=(), browsing-topics=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Embedder-Policy"] = embedder;
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            headers.CacheControl = "no-store";
        }

        return next(context);
    }
}
