using System.Security.Claims;
using Dispatch.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Accounts;

/// <summary>The sign-in cookie and what checks it.</summary>
internal static class SessionCookie
{
    /// <summary>The authentication scheme.</summary>
    public const string Scheme = "communitycare";

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var protection = services.AddDataProtection().SetApplicationName("communitycare");
        if (builder.Read() is { IsCluster: false } alone)
        {
            protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(alone.DataPath, "keys")));
        }
        else
        {
            services.AddSharedKeys();
        }

        services.AddSingleton<Demo.DemoPassword>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<Tickets>();
        services.AddSingleton<TotpApps>();
        services.AddSingleton<StationCodes>();
        services.AddSingleton<Spraying>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<Links>();
        services.AddSingleton<FirstSteps>();
        services.AddSingleton<Invitations>();
        services.AddHostedService<FirstAdministrator>();
        services.AddSingleton<ILookupNormalizer, AccountNames>();
        services.AddSingleton<SessionCheck>();
        services.AddSingleton<StaffNames>();
        services.AddIdentityCore<SignIn>().AddUserStore<AccountStore>();
        services.AddScoped<IPasskeyHandler<SignIn>, PasskeyHandler<SignIn>>();
        services.AddScoped<Ceremonies>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<DispatchOptions>>((passkeys, options) =>
        {
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.ServerDomain = options.Value.Accounts.PasskeyDomain;
        });
        services.AddAuthentication(Scheme).AddCookie(Scheme, Configure);
        Access.Policies(services.AddAuthorizationBuilder());
    }

    private static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = Scheme;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.SlidingExpiration = true;
        cookie.Events.OnRedirectToLogin = context => Access.RefuseAsync(context.HttpContext);
        cookie.Events.OnRedirectToAccessDenied = context => Access.RefuseAsync(context.HttpContext);
        cookie.Events.OnValidatePrincipal = ValidateAsync;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var check = context.HttpContext.RequestServices.GetRequiredService<SessionCheck>();
        if (!await check.IsCurrentAsync(context.Principal ?? new ClaimsPrincipal()))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
        }
    }
}
