using Microsoft.AspNetCore.Authentication.Cookies;

namespace Dispatch.Web.Hosting;

/// <summary>
/// Cookies under HTTPS bear the prefix <c>__Host-</c>: browsers then keep them for this very host and for HTTPS alone, so that neither a neighbouring
/// host nor plain HTTP can plant one. By plain HTTP, which this machine alone may use, browsers would not keep such a cookie.
/// </summary>
internal sealed class HostCookies : ICookieManager
{
    private const string Prefix = "__Host-";
    private readonly ChunkingCookieManager _cookies = new();

    /// <summary>For every cookie that signs somebody in.</summary>
    public static void Add(IServiceCollection services) => services.PostConfigureAll<CookieAuthenticationOptions>(cookie =>
    {
        cookie.CookieManager = new HostCookies();
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.Domain = null;
        cookie.Cookie.Path = "/";
    });

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, Name(context, key), options);

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? Prefix + key : key;
}
