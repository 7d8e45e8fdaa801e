using System.Text.Json;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Access;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Accounts;

/// <summary>What <c>navigator.credentials</c> answered, and what its owner calls it.</summary>
public sealed record PasskeyBody(JsonElement Credential, string? Name);

/// <summary>Signing in with a passkey. The device names the account, so nothing is typed.</summary>
internal static class PasskeyApi
{
    public static void MapPasskeys(this IEndpointRouteBuilder app)
    {
        var passkey = app.MapGroup("/api/session/passkey").WithTags("Accounts").Needs(AccessTable.SignIn).RequireRateLimiting(RateLimits.SignIn);
        passkey.MapPost("options", async (HttpContext context, Ceremonies ceremonies) => TypedResults.Ok(await ceremonies.BeginOpeningAsync(context)))
            .WithName("beginPasskeySignIn").Refuses(429);
        passkey.MapPost("", SignInAsync).WithName("signInByPasskey").Produces<SessionView>().Refuses(401, 429);
    }

    private static async Task<IResult> SignInAsync(PasskeyBody body, HttpContext context, Ceremonies ceremonies, SignIns signIns) =>
        await ceremonies.EndOpeningAsync(context, body.Credential) is var (account, passkey, ticket)
            ? await signIns.AttemptAsync(context, account, session =>
                new Attempt(Factor.Passkey, account.SecurityStamp, session, Passkey: passkey, Ticket: ticket))
            : new Refusal(RefusalCode.PasskeyRefused, "The passkey could not be verified, or its challenge has expired.").Problem(context);
}
