using System.Security.Claims;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Access;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Accounts;

/// <summary>
/// Taking up an authenticator app or a passkey: by a session of the last minutes, or by a sign-in that may do nothing else until its role's
/// second factor is there, and then is open.
/// </summary>
internal static class FactorsApi
{
    public static void MapFactors(this IEndpointRouteBuilder app)
    {
        var factors = app.MapGroup("/api/account").WithTags("Accounts").Needs(AccessTable.SecondStep).RequireRateLimiting(RateLimits.SignIn);
        factors.MapPost("totp/offer", OfferAsync).WithName("offerTotp").Produces<TotpOffer>().Refuses(401, 429);
        factors.MapPost("totp", EnrolAsync).WithName("enrolTotp").Produces<RecoveryView>().Refuses(401, 403, 409, 429);
        factors.MapPost("passkeys/options", BeginAsync).WithName("beginPasskey").Refuses(401, 429);
        factors.MapPost("passkeys", AddAsync).WithName("addPasskey").Produces(204).Refuses(401, 403, 409, 429);
    }

    private static async Task<IResult> OfferAsync(HttpContext context, SignIns signIns, TotpApps apps) =>
        await signIns.CallerAsync(context) is { } caller ? TypedResults.Ok(apps.Offer(caller.Account)) : NotSignedIn(context);

    private static async Task<IResult> EnrolAsync(TotpBody body, HttpContext context, SignIns signIns, TotpApps apps, IGrainFactory grains)
    {
        if (await signIns.CallerAsync(context) is not { } caller)
        {
            return NotSignedIn(context);
        }

        if (apps.Confirm(caller.Account, body.Ticket, body.Code) is not var (secret, step))
        {
            return new Refusal(RefusalCode.CodeRefused, "The code does not fit the secret, or the secret was offered too long ago.").Problem(context);
        }

        var (codes, kept) = RecoveryCodes.Make();
        var (token, session) = signIns.Prepare(context, caller.Account);
        var reply = await grains.GetGrain<IAccountGrain>(caller.Account.Name).EnrolTotpAsync(new EnrolTotp(
            caller.SessionId, caller.Account.SecurityStamp, caller.SessionId is null ? session : null, secret, step, kept));
        return reply.Refused is { } refused
            ? refused.Problem(context)
            : await FinishAsync(context, caller, token, signIns, TypedResults.Ok(new RecoveryView([.. codes])));
    }

    private static async Task<IResult> BeginAsync(HttpContext context, SignIns signIns, Ceremonies ceremonies) =>
        await signIns.CallerAsync(context) is { } caller ? TypedResults.Ok(await ceremonies.BeginAddingAsync(context, caller.Account)) : NotSignedIn(context);

    private static async Task<IResult> AddAsync(PasskeyBody body, HttpContext context, SignIns signIns, Ceremonies ceremonies, IGrainFactory grains)
    {
        if (await signIns.CallerAsync(context) is not { } caller)
        {
            return NotSignedIn(context);
        }

        if (await ceremonies.EndAddingAsync(context, caller.Account, body.Credential, body.Name) is not { } passkey)
        {
            return new Refusal(RefusalCode.PasskeyRefused, "The passkey could not be verified, or its challenge has expired.").Problem(context);
        }

        var (token, session) = signIns.Prepare(context, caller.Account);
        var reply = await grains.GetGrain<IAccountGrain>(caller.Account.Name).AddPasskeyAsync(new AddPasskey(
            caller.SessionId, caller.Account.SecurityStamp, caller.SessionId is null ? session : null, passkey));
        return reply.Refused is { } refused
            ? refused.Problem(context)
            : await FinishAsync(context, caller, token, signIns, TypedResults.NoContent());
    }

    /// <summary>A sign-in that waited for nothing else is open now.</summary>
    private static async Task<IResult> FinishAsync(HttpContext context, Caller caller, string token, SignIns signIns, IResult answer)
    {
        if (caller.SessionId is null)
        {
            await signIns.OpenAsync(context, caller.Account, token);
        }

        return answer;
    }

    private static IResult NotSignedIn(HttpContext context) => new Refusal(RefusalCode.SessionRequired, "Sign in first.").Problem(context);
}
