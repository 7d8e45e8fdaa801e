using System.Security.Claims;
using Dispatch.Contracts.Accounts;
using Dispatch.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Accounts;

/// <summary>A sign-in whose first factor fits, as its browser keeps it until the second one does.</summary>
internal sealed record HalfSignIn(string Account, string Stamp, SignInStep Step);

/// <summary>Whose factors are to be changed: by a session, or (null) by a sign-in that waits for the first one.</summary>
internal sealed record Caller(Account Account, string? SessionId);

/// <summary>Opens sessions: a new random one each time, whatever the browser held before, and known to the account before the answer leaves.</summary>
internal sealed class SignIns(
    IGrainFactory grains, IOptions<DispatchOptions> options, Tickets tickets, SessionCheck check, Spraying spraying, TimeProvider clock)
{
    private const string Purpose = "half";
    private static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(15);

    /// <summary>The session that an attempt would open, and the value that its cookie would hold.</summary>
    public (string Token, NewSession Session) Prepare(HttpContext context, Account account)
    {
        var session = options.Value.Session;
        var responder = Access.ResponderRoles.Contains(account.Role);
        var token = Secrets.Token();
        var held = context.User.Identity?.Name == account.Name ? context.User.SessionId() : null;
        return (token, new NewSession(
            Secrets.Digest(token),
            Device.Of(context.Request),
            TimeSpan.FromHours(responder ? session.ResponderHours : session.StaffHours),
            TimeSpan.FromHours(responder ? session.ResponderLongestHours : session.StaffLongestHours),
            held));
    }

    /// <summary>Gives an attempt to its account and answers what follows.</summary>
    public async Task<IResult> AttemptAsync(HttpContext context, Account account, Func<NewSession, Attempt> attempt)
    {
        var (token, session) = Prepare(context, account);
        var reply = await grains.GetGrain<IAccountGrain>(account.Name).SignInAsync(attempt(session));
        if (reply.Refused is { } refused)
        {
            return Missed(context, refused);
        }

        var (step, now) = (reply.Value!.Step, reply.Value.Account);
        if (step == SignInStep.Opened)
        {
            return TypedResults.Ok(await OpenAsync(context, now, token));
        }

        Tickets.Keep(context, Purpose, tickets.Seal(Purpose, new HalfSignIn(now.Name, now.SecurityStamp, step), HalfLife), HalfLife);
        return (step == SignInStep.SecondFactor
            ? new Refusal(RefusalCode.SessionSecondFactor, "The first factor fits; the second one is asked.")
            : new Refusal(RefusalCode.SessionEnrolment, "The role demands a second factor; enrol one first.")).Problem(context);
    }

    /// <summary>Counts a miss against the client and refuses.</summary>
    public IResult Missed(HttpContext context, Refusal refused)
    {
        spraying.Missed(context);
        return new Refusal(RefusalCode.SessionRefused, "What was given does not fit, or the account is locked for now.").Problem(context);
    }

    /// <summary>The sign-in that waits in this browser; null: none, or its account changed since.</summary>
    public async Task<(HalfSignIn Half, Credentials Credentials)?> HalfAsync(HttpContext context) =>
        tickets.Open<HalfSignIn>(Purpose, Tickets.Kept(context, Purpose)) is { } half
        && await grains.GetGrain<IAccountGrain>(half.Account).CredentialsAsync() is { } credentials
        && credentials.Account.SecurityStamp == half.Stamp && credentials.Account.Phase == AccountPhase.Open
            ? (half, credentials)
            : null;

    /// <summary>Who may take up a factor here; null: nobody is signed in, nor waits to be.</summary>
    public async Task<Caller?> CallerAsync(HttpContext context)
    {
        if (context.User is { Identity: { IsAuthenticated: true, Name: { } name } } user && user.SessionId() is { } session)
        {
            return await grains.GetGrain<IAccountGrain>(name).GetAsync() is { } account ? new Caller(account, session) : null;
        }

        return await HalfAsync(context) is var (half, credentials) && half.Step == SignInStep.Enrolment ? new Caller(credentials.Account, null) : null;
    }

    /// <summary>Writes the cookie of a session anew, after the account's stamp has changed.</summary>
    public async Task RenewAsync(HttpContext context, Account account)
    {
        if (context.User.FindFirstValue(Access.SessionClaim) is { } token)
        {
            check.Forget(account.Name, Secrets.Digest(token));
            await WriteAsync(context, account, token);
        }
    }

    /// <summary>Writes the cookie of a session that the account has opened.</summary>
    public async Task<SessionView> OpenAsync(HttpContext context, Account account, string token)
    {
        await EndHeldAsync(context, account);
        Tickets.Drop(context, Purpose);
        return View(await WriteAsync(context, account, token));
    }

    private async Task<ClaimsPrincipal> WriteAsync(HttpContext context, Account account, string token)
    {
        var session = options.Value.Session;
        var responder = Access.ResponderRoles.Contains(account.Role);
        var now = clock.GetUtcNow();
        var principal = Principal(account, token);
        await context.SignInAsync(principal, new AuthenticationProperties
        {
            IsPersistent = responder,
            AllowRefresh = true,
            IssuedUtc = now,
            ExpiresUtc = now.AddHours(responder ? session.ResponderHours : session.StaffHours),
        });
        return principal;
    }

    public static SessionView View(ClaimsPrincipal user)
    {
        var actor = user.Actor();
        var name = user.FindFirstValue(ClaimTypes.GivenName) ?? actor.Account;
        return new SessionView(actor.Account, name, actor.Role, actor.StationId, user.HasClaim(Access.DemoClaim, "true"));
    }

    /// <summary>The session that this browser held before ends: the same account's with the attempt, another account's here.</summary>
    private async Task EndHeldAsync(HttpContext context, Account account)
    {
        if (context.User is { Identity.Name: { } held } user && user.SessionId() is { } session)
        {
            check.Forget(held, session);
            if (held != account.Name)
            {
                await grains.GetGrain<IAccountGrain>(held).EndSessionAsync(session);
            }
        }
    }

    private static ClaimsPrincipal Principal(Account account, string token)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.Name, account.Name),
            new(ClaimTypes.NameIdentifier, account.Name),
            new(ClaimTypes.GivenName, account.DisplayName),
            new(ClaimTypes.Role, account.Role.ToString()),
            new(Access.StampClaim, account.SecurityStamp),
            new(Access.SessionClaim, token),
        };
        if (account.StationId is { } station)
        {
            claims.Add(new Claim(Access.StationClaim, station));
        }

        if (account.Demo)
        {
            claims.Add(new Claim(Access.DemoClaim, "true"));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, SessionCookie.Scheme));
    }
}
