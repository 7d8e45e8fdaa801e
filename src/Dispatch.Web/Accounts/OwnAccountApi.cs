using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Access;
using Dispatch.Domain.Accounts;
using Dispatch.Web.Hosting;
using Microsoft.AspNetCore.Authentication;

namespace Dispatch.Web.Accounts;

/// <summary>One's own account: password, sessions, names of passkeys. What changes secrets needs a session of the last minutes.</summary>
internal static class OwnAccountApi
{
    public static void MapOwnAccount(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/api/account").WithTags("Accounts").Needs(AccessTable.OwnAccount);
        own.MapGet("", GetAsync).WithName("getAccount").Produces<OwnAccountView>().Refuses(401);
        own.MapPost("password", SetPasswordAsync).WithName("setPassword").RequireRateLimiting(RateLimits.SignIn)
            .Produces(204).Refuses(401, 403, 409, 429);
        own.MapPost("recovery-codes", RenewAsync).WithName("renewRecoveryCodes").Produces<RecoveryView>().Refuses(401, 403, 409);
        own.MapPut("passkeys/{id}", NameAsync).WithName("namePasskey").Produces(204).Refuses(401, 404);
        own.MapDelete("passkeys/{id}", RemoveAsync).WithName("removePasskey").Produces(204).Refuses(401, 403, 404, 409);
        own.MapDelete("sessions/{id}", EndAsync).WithName("endSession").Produces(204).Refuses(401);
        own.MapGet("notices", NoticesAsync).WithName("getAccountNotices").Produces<ImmutableArray<AccountNotice>>().Refuses(401);
        own.MapPost("notices/{number:int}/seen", SeenAsync).WithName("accountNoticesSeen").Produces(204).Refuses(401);
        own.MapDelete("sessions", EndAllAsync).WithName("endSessions").Produces(204).Refuses(401);
    }

    private static async Task<IResult> GetAsync(HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        var grain = grains.Own(user);
        if (await grain.CredentialsAsync() is not { } credentials)
        {
            return new Refusal(RefusalCode.AccountUnknown, "The account is gone.").Problem(context);
        }

        var (account, own) = (credentials.Account, user.SessionId());
        var sessions = await grain.SessionsAsync();
        return TypedResults.Ok(new OwnAccountView(
            account.Name, account.DisplayName, account.Role, account.StationId, account.Demo, account.PasswordHash.Length > 0,
            Grants.NeedsSecondFactor(account.Role), credentials.TotpSince, credentials.RecoveryLeft,
            [.. credentials.Passkeys.Select(it => new PasskeyView(it.Id, it.Name, it.AddedAt, it.UsedAt, it.BackedUp))],
            [.. sessions.Where(it => !account.Demo || it.Id == own).Select(it =>
                new OwnSessionView(it.Id, it.Device, Minute(it.OpenedAt), Minute(it.SeenAt), it.Factor, it.Id == own))]));
    }

    private static async Task<IResult> SetPasswordAsync(
        PasswordBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, Passwords passwords, SignIns signIns, Spraying spraying)
    {
        var grain = grains.Own(user);
        if (spraying.Hinder(context) is { } hindrance)
        {
            return hindrance.Problem(context);
        }

        if (await grain.GetAsync() is not { } account)
        {
            return new Refusal(RefusalCode.AccountUnknown, "The account is gone.").Problem(context);
        }

        if (account is { Demo: false, PasswordHash.Length: > 0 } && !passwords.Fits(account, PasswordRules.Normal(body.Current) ?? ""))
        {
            return signIns.Missed(context, new Refusal(RefusalCode.SessionRefused, "The present password does not fit."));
        }

        var password = PasswordRules.Normal(body.Password);
        if (!account.Demo && await passwords.RefuseAsync(account, password) is { } refused)
        {
            return refused.Problem(context);
        }

        var hash = account.Demo ? "" : passwords.Hash(account, password!);
        var reply = await grain.SetPasswordAsync(new SetPassword(user.SessionId() ?? "", hash, Secrets.Token()));
        if (reply.Refused is null && await grain.GetAsync() is { } changed)
        {
            await signIns.RenewAsync(context, changed);
        }

        return reply.NoContentOrProblem(context);
    }

    private static async Task<IResult> RenewAsync(HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        var (codes, kept) = RecoveryCodes.Make();
        var reply = await grains.Own(user).RenewRecoveryAsync(user.SessionId() ?? "", kept);
        return reply.Refused is { } refused ? refused.Problem(context) : TypedResults.Ok(new RecoveryView([.. codes]));
    }

    private static async Task<IResult> NameAsync(string id, NameBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        Names.Refuse(body.Name, "name") is { } refused
            ? refused.Problem(context)
            : (await grains.Own(user).NamePasskeyAsync(id, body.Name!.Trim())).NoContentOrProblem(context);

    private static async Task<IResult> RemoveAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        (await grains.Own(user).RemovePasskeyAsync(user.SessionId() ?? "", id)).NoContentOrProblem(context);

    private static async Task<IResult> EndAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, SessionCheck check)
    {
        if (id != user.SessionId() && user.HasClaim(Access.DemoClaim, "true"))
        {
            return new Refusal(RefusalCode.AccountDemo, "Others use the demonstration's accounts as well.").Problem(context);
        }

        var reply = await grains.Own(user).EndSessionAsync(id);
        check.Forget(user.Actor().Account, id);
        return reply.NoContentOrProblem(context);
    }

    private static async Task<IResult> EndAllAsync(HttpContext context, ClaimsPrincipal user, IGrainFactory grains, SessionCheck check)
    {
        var grain = grains.Own(user);
        var sessions = await grain.SessionsAsync();
        var reply = await grain.EndSessionsAsync(Secrets.Token());
        if (reply.Refused is { } refused)
        {
            return refused.Problem(context);
        }

        foreach (var session in sessions)
        {
            check.Forget(user.Actor().Account, session.Id);
        }

        await context.SignOutAsync();
        return reply.NoContentOrProblem(context);
    }

    private static async Task<IResult> NoticesAsync(ClaimsPrincipal user, IGrainFactory grains) => TypedResults.Ok(await grains.Own(user).NoticesAsync());

    private static async Task<IResult> SeenAsync(int number, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        (await grains.Own(user).NoticesSeenAsync(number)).NoContentOrProblem(context);

    private static IAccountGrain Own(this IGrainFactory grains, ClaimsPrincipal user) => grains.GetGrain<IAccountGrain>(user.Actor().Account);

    private static DateTimeOffset Minute(DateTimeOffset at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMinute), at.Offset);
}
