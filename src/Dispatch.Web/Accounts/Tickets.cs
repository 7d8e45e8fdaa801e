using System.Security.Cryptography;
using System.Text.Json;
using Dispatch.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace Dispatch.Web.Accounts;

/// <summary>
/// Values that a browser keeps for a few minutes between two calls: sealed, so that it can neither read nor change them, and bound to a purpose.
/// </summary>
internal sealed class Tickets(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly HostCookies Cookies = new();

    public string Seal<T>(string purpose, T value, TimeSpan life) =>
        Protector(purpose).Protect(JsonSerializer.Serialize(new Sealed<T>(value, clock.GetUtcNow() + life), Json.Options));

    /// <summary>The value; null when the ticket is none of ours, was made for something else, or has expired.</summary>
    public T? Open<T>(string purpose, string? ticket)
        where T : class
    {
        if (ticket is null)
        {
            return null;
        }

        try
        {
            var opened = JsonSerializer.Deserialize<Sealed<T>>(Protector(purpose).Unprotect(ticket), Json.Options);
            return opened is not null && clock.GetUtcNow() < opened.ExpiresAt ? opened.Value : null;
        }
        catch (Exception forged) when (forged is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Puts a ticket into a cookie of its own that only this purpose's calls look at.</summary>
    public static void Keep(HttpContext context, string purpose, string ticket, TimeSpan life)
    {
        var options = Options(context);
        options.MaxAge = life;
        Cookies.AppendResponseCookie(context, Name(purpose), ticket, options);
    }

    public static void Drop(HttpContext context, string purpose)
    {
        if (Kept(context, purpose) is not null)
        {
            Cookies.DeleteCookie(context, Name(purpose), Options(context));
        }
    }

    public static string? Kept(HttpContext context, string purpose) => Cookies.GetRequestCookie(context, Name(purpose));

    private static string Name(string purpose) => $"{SessionCookie.Scheme}.{purpose}";

    private static CookieOptions Options(HttpContext context) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", IsEssential = true };

    private IDataProtector Protector(string purpose) => protection.CreateProtector("ticket", purpose);

    private sealed record Sealed<T>(T Value, DateTimeOffset ExpiresAt);
}
