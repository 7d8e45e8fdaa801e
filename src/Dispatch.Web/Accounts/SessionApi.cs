using System.Security.Claims;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Access;
using Dispatch.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Accounts;

/// <summary>Who is signed in, as its screen shows it.</summary>
/// <param name="Account">The account name; of a responder also the responder's id.</param>
/// <param name="DisplayName">Display name.</param>
/// <param name="Role">Its one role.</param>
/// <param name="StationId">Its station; null for the administrator.</param>
/// <param name="Demo">A demonstration account.</param>
public sealed record SessionView(string Account, string DisplayName, Role Role, string? StationId, bool Demo);

/// <summary>What signing in needs.</summary>
public sealed record SessionBody(string? Account, string? Password);

/// <summary>Signing in and out.</summary>
internal static class SessionApi
{
    private const string DemoClaim = "demo";

    public static void MapSession(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/session").WithTags("Accounts");
        session.MapPost("", SignInAsync).WithName("signIn").Needs(AccessTable.SignIn).AddEndpointFilter<SignInPace>().RequireRateLimiting(RateLimits.SignIn)
            .Produces<SessionView>().Refuses(401, 429);
        session.MapGet("", Current).WithName("getSession").Needs(AccessTable.SignIn).Produces<SessionView>().Produces(204);
        session.MapDelete("", (Delegate)SignOutAsync).WithName("signOut").Needs(AccessTable.SignOut).Produces(204).Refuses(401);
    }

    private static async Task<IResult> SignInAsync(
        SessionBody body, HttpContext context, UserManager<SignIn> users, IGrainFactory grains, Passwords passwords,
        IOptions<DispatchOptions> options, TimeProvider clock)
    {
        var name = AccountNames.Normal(body.Account);
        var password = body.Password ?? "";
        if (password.Length > 200 || !AccountNames.IsName(name) || await users.FindByNameAsync(name) is not { } user)
        {
            // As much work as for a known account, so that the time taken tells nobody which accounts exist.
            passwords.VerifyHashedPassword(Nobody, NobodysHash.Value, password.Length > 200 ? "" : password);
            return Refused(context);
        }

        // The account judges the password's fit itself, so that guesses side by side count one by one; while it is locked no fit is even looked for.
        var now = clock.GetUtcNow();
        if (user.Account.LockedUntil > now || !await grains.GetGrain<IAccountGrain>(name).JudgeAsync(await users.CheckPasswordAsync(user, password)))
        {
            return Refused(context);
        }

        var responder = Access.ResponderRoles.Contains(user.Account.Role);
        var properties = new AuthenticationProperties
        {
            IsPersistent = responder,
            AllowRefresh = true,
            IssuedUtc = now,
            ExpiresUtc = now.AddHours(responder ? options.Value.Session.ResponderHours : options.Value.Session.StaffHours),
        };
        var principal = Principal(user.Account);
        await context.SignInAsync(principal, properties);
        return TypedResults.Ok(View(principal));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync();
        return TypedResults.NoContent();
    }

    private static IResult Current(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true } ? TypedResults.Ok(View(user)) : TypedResults.NoContent();

    private static IResult Refused(HttpContext context) =>
        new Refusal(RefusalCode.SessionRefused, "Account and password do not match, or the account is locked for now.").Problem(context);

    private static ClaimsPrincipal Principal(Account account)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.Name, account.Name),
            new(ClaimTypes.NameIdentifier, account.Name),
            new(ClaimTypes.GivenName, account.DisplayName),
            new(ClaimTypes.Role, account.Role.ToString()),
            new(Access.StampClaim, account.SecurityStamp),
        };
        if (account.StationId is { } station)
        {
            claims.Add(new Claim(Access.StationClaim, station));
        }

        if (account.Demo)
        {
            claims.Add(new Claim(DemoClaim, "true"));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, SessionCookie.Scheme));
    }

    private static SessionView View(ClaimsPrincipal user)
    {
        var actor = user.Actor();
        var name = user.FindFirstValue(ClaimTypes.GivenName) ?? actor.Account;
        return new SessionView(actor.Account, name, actor.Role, actor.StationId, user.HasClaim(DemoClaim, "true"));
    }

    private static readonly SignIn Nobody = new(new Account("nobody", "", Role.Resident, null, "", ""));

    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<SignIn>().HashPassword(Nobody, Guid.NewGuid().ToString()));
}
