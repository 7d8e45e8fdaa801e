using System.Security.Claims;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Access;
using Dispatch.Domain.Accounts;
using Dispatch.Web.Hosting;
using Microsoft.AspNetCore.Authentication;

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

/// <summary>A volunteer's one-time code, issued at the station.</summary>
public sealed record StationCodeBody(string? Account, string? Code);

/// <summary>The second factor: an app's code, or a recovery code in its place.</summary>
public sealed record SecondFactorBody(string? Code, string? RecoveryCode);

/// <summary>A sign-in that waits for its second factor, or for one to be enrolled.</summary>
/// <param name="Account">The account name.</param>
/// <param name="DisplayName">Display name.</param>
/// <param name="Step">What it waits for.</param>
/// <param name="Totp">An app's code would do.</param>
/// <param name="Recovery">A recovery code would do.</param>
/// <param name="Passkey">A passkey would do.</param>
public sealed record HalfView(string Account, string DisplayName, SignInStep Step, bool Totp, bool Recovery, bool Passkey);

/// <summary>Signing in and out.</summary>
internal static class SessionApi
{
    public static void MapSession(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/session").WithTags("Accounts");
        session.MapPost("", SignInAsync).WithName("signIn").Needs(AccessTable.SignIn).AddEndpointFilter<SignInPace>().RequireRateLimiting(RateLimits.SignIn)
            .Produces<SessionView>().Refuses(401, 429);
        session.MapPost("code", StationCodeAsync).WithName("signInByCode").Needs(AccessTable.SignIn).AddEndpointFilter<SignInPace>()
            .RequireRateLimiting(RateLimits.SignIn).Produces<SessionView>().Refuses(401, 429);
        session.MapGet("half", HalfAsync).WithName("getHalfSignIn").Needs(AccessTable.SignIn).Produces<HalfView>().Produces(204).Refuses();
        session.MapPost("second", SecondAsync).WithName("giveSecondFactor").Needs(AccessTable.SecondStep).RequireRateLimiting(RateLimits.SignIn)
            .Produces<SessionView>().Refuses(401, 429);
        session.MapGet("", Current).WithName("getSession").Needs(AccessTable.SignIn).Produces<SessionView>().Produces(204);
        session.MapDelete("", SignOutAsync).WithName("signOut").Needs(AccessTable.SignOut).Produces(204).Refuses(401);
    }

    private static async Task<IResult> SignInAsync(
        SessionBody body, HttpContext context, IGrainFactory grains, Passwords passwords, SignIns signIns, Spraying spraying, TimeProvider clock)
    {
        if (spraying.Hinder(context) is { } hindrance)
        {
            return hindrance.Problem(context);
        }

        var name = AccountNames.Normal(body.Account);
        var password = PasswordRules.Normal(body.Password) is { Length: <= 2 * PasswordRules.Longest } given ? given : "";
        if (!AccountNames.IsName(name) || await grains.GetGrain<IAccountGrain>(name).GetAsync() is not { Phase: AccountPhase.Open } account)
        {
            // As much work as for a known account, so that the time taken tells nobody which accounts exist.
            passwords.FitNobody(password);
            return signIns.Missed(context, Unknown);
        }

        if (Lockout.Holds(account.LockedUntil, clock.GetUtcNow()))
        {
            // No fit is looked for, and the answer takes as long as if it were: a quick one would tell that the account exists.
            passwords.FitNobody(password);
            return signIns.Missed(context, Unknown);
        }

        // The account judges the password's fit itself, so that guesses side by side count one by one.
        return await signIns.AttemptAsync(context, account, session =>
                new Attempt(Factor.Password, account.SecurityStamp, session, Fits: passwords.Fits(account, password)));
    }

    private static async Task<IResult> StationCodeAsync(
        StationCodeBody body, HttpContext context, IGrainFactory grains, StationCodes codes, SignIns signIns, Spraying spraying)
    {
        if (spraying.Hinder(context) is { } hindrance)
        {
            return hindrance.Problem(context);
        }

        var name = AccountNames.Normal(body.Account);
        return AccountNames.IsName(name) && StationCodes.Read(body.Code) is { } code
            && await grains.GetGrain<IAccountGrain>(name).GetAsync() is { Phase: AccountPhase.Open } account
                ? await signIns.AttemptAsync(context, account, session =>
                    new Attempt(Factor.StationCode, account.SecurityStamp, session, Digest: codes.Digest(name, code)))
                : signIns.Missed(context, Unknown);
    }

    private static async Task<IResult> HalfAsync(HttpContext context, SignIns signIns) =>
        await signIns.HalfAsync(context) is var (half, credentials)
            ? TypedResults.Ok(new HalfView(
                half.Account, credentials.Account.DisplayName, half.Step, credentials.TotpSecret is not null, credentials.RecoveryLeft > 0,
                credentials.Passkeys.Length > 0))
            : TypedResults.NoContent();

    private static async Task<IResult> SecondAsync(
        SecondFactorBody body, HttpContext context, SignIns signIns, TotpApps apps, Spraying spraying, TimeProvider clock)
    {
        if (spraying.Hinder(context) is { } hindrance)
        {
            return hindrance.Problem(context);
        }

        if (await signIns.HalfAsync(context) is not var (half, credentials) || half.Step != SignInStep.SecondFactor)
        {
            return new Refusal(RefusalCode.SessionRequired, "The sign-in was not begun, or too long ago.").Problem(context);
        }

        var account = credentials.Account;
        if (Lockout.Holds(account.LockedUntil, clock.GetUtcNow()))
        {
            return signIns.Missed(context, Unknown);
        }

        return await signIns.AttemptAsync(context, account, session => body.RecoveryCode is { } recovery
            ? new Attempt(Factor.RecoveryCode, half.Stamp, session, Digest: RecoveryCodes.Digest(recovery, credentials.RecoverySalt))
            : new Attempt(Factor.Totp, half.Stamp, session, TimeStep: apps.Match(account.Name, credentials.TotpSecret, body.Code)));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, ClaimsPrincipal user, IGrainFactory grains, SessionCheck check)
    {
        if (user.SessionId() is { } session)
        {
            // Durable before the answer: what was signed out is over, whoever kept the cookie.
            await grains.GetGrain<IAccountGrain>(user.Actor().Account).EndSessionAsync(session);
            check.Forget(user.Actor().Account, session);
        }

        await context.SignOutAsync();
        return TypedResults.NoContent();
    }

    private static IResult Current(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true } ? TypedResults.Ok(SignIns.View(user)) : TypedResults.NoContent();

    private static readonly Refusal Unknown = new(RefusalCode.SessionRefused, "No open account has that name.");
}
