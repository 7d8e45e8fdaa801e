using System.Text.Json;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Access;
using Dispatch.Domain.Accounts;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Accounts;

/// <summary>A link's secret, as it stands behind the <c>#</c>.</summary>
public sealed record LinkBody(string? Link);

/// <summary>A link and the password to set by it.</summary>
public sealed record LinkPasswordBody(string? Link, string? Password);

/// <summary>A link and the passkey to add by it.</summary>
public sealed record LinkPasskeyBody(string? Link, JsonElement Credential, string? Name);

/// <summary>What a link leads to.</summary>
/// <param name="Account">The account name.</param>
/// <param name="DisplayName">Display name.</param>
/// <param name="Role">Its role.</param>
/// <param name="StationId">Its station.</param>
/// <param name="Opens">It opens the account; false: it resets it.</param>
/// <param name="ExpiresAt">Until when it can be used.</param>
public sealed record LinkTargetView(string Account, string DisplayName, Role Role, string? StationId, bool Opens, DateTimeOffset ExpiresAt);

/// <summary>Using a link that staff issued. It opens no session: whoever set the secret signs in with it.</summary>
internal static class LinksApi
{
    public static void MapLinks(this IEndpointRouteBuilder app)
    {
        var links = app.MapGroup("/api/links").WithTags("Accounts").Needs(AccessTable.UseLink).RequireRateLimiting(RateLimits.SignIn);
        links.MapPost("", LookAsync).WithName("openLink").Produces<LinkTargetView>().Refuses(404, 429);
        links.MapPost("password", SetPasswordAsync).WithName("useLinkWithPassword").Produces(204).Refuses(404, 429);
        links.MapPost("passkey/options", BeginAsync).WithName("beginLinkPasskey").Refuses(404, 429);
        links.MapPost("passkey", AddPasskeyAsync).WithName("useLinkWithPasskey").Produces(204).Refuses(401, 404, 429);
    }

    private static async Task<IResult> LookAsync(LinkBody body, HttpContext context, IGrainFactory grains, Spraying spraying)
    {
        var (found, refused) = await FindAsync(body.Link, context, grains, spraying);
        return found is { } link
            ? TypedResults.Ok(new LinkTargetView(
                link.Account.Name, link.Account.DisplayName, link.Account.Role, link.Account.StationId, link.Opens, link.ExpiresAt))
            : refused!.Problem(context);
    }

    private static async Task<IResult> SetPasswordAsync(
        LinkPasswordBody body, HttpContext context, IGrainFactory grains, Passwords passwords, Spraying spraying, FirstSteps firstSteps)
    {
        var password = PasswordRules.Normal(body.Password);
        var (found, refused) = await FindAsync(body.Link, context, grains, spraying);
        if (found is not { } link)
        {
            return await WasUsedSoAsync(body.Link, password, context, grains, passwords) ? TypedResults.NoContent() : refused!.Problem(context);
        }

        if (await passwords.RefuseAsync(link.Account, password) is { } weak)
        {
            return weak.Problem(context);
        }

        await firstSteps.TakeAsync(link);
        return (await RedeemAsync(body.Link, grains, passwords.Hash(link.Account, password!), null)).NoContentOrProblem(context);
    }

    private static async Task<IResult> BeginAsync(LinkBody body, HttpContext context, IGrainFactory grains, Spraying spraying, Ceremonies ceremonies)
    {
        var (found, refused) = await FindAsync(body.Link, context, grains, spraying);
        return found is { } link ? TypedResults.Ok(await ceremonies.BeginAddingAsync(context, link.Account)) : refused!.Problem(context);
    }

    private static async Task<IResult> AddPasskeyAsync(
        LinkPasskeyBody body, HttpContext context, IGrainFactory grains, Spraying spraying, Ceremonies ceremonies, FirstSteps firstSteps)
    {
        var (found, refused) = await FindAsync(body.Link, context, grains, spraying);
        if (found is not { } link)
        {
            return refused!.Problem(context);
        }

        if (await ceremonies.EndAddingAsync(context, link.Account, body.Credential, body.Name) is not { } passkey)
        {
            return new Refusal(RefusalCode.PasskeyRefused, "The passkey could not be verified, or its challenge has expired.").Problem(context);
        }

        await firstSteps.TakeAsync(link);
        return (await RedeemAsync(body.Link, grains, null, passkey)).NoContentOrProblem(context);
    }

    private static Task<Reply> RedeemAsync(string? link, IGrainFactory grains, string? passwordHash, Passkey? passkey)
    {
        var (account, digest) = Links.Read(link)!.Value;
        return grains.GetGrain<IAccountGrain>(account).RedeemAsync(new Redeem(digest, Secrets.Token(), passwordHash, passkey));
    }

    /// <summary>
    /// Whether this call did its work before and its answer was lost. Whoever issued the link could ask so for the password that was set by it, so
    /// another one counts as a miss at signing in.
    /// </summary>
    private static async Task<bool> WasUsedSoAsync(string? link, string? password, HttpContext context, IGrainFactory grains, Passwords passwords)
    {
        if (Links.Read(link) is not var (name, digest) || password is null || context.RequestServices.GetRequiredService<Spraying>().Hinder(context) is not null)
        {
            return false;
        }

        var grain = grains.GetGrain<IAccountGrain>(name);
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (await grain.CredentialsAsync() is not { Account: var account } found || found.UsedLink != digest || Lockout.Holds(account.LockedUntil, now))
        {
            return false;
        }

        if (passwords.Fits(account, password))
        {
            return true;
        }

        await grain.SignInAsync(new Attempt(Factor.Password, account.SecurityStamp, new NewSession("", "", default, default)));
        return false;
    }

    private static async Task<(LinkFacts? Found, Refusal? Refused)> FindAsync(string? link, HttpContext context, IGrainFactory grains, Spraying spraying)
    {
        if (spraying.Hinder(context) is { } hindrance)
        {
            return (null, hindrance);
        }

        if (Links.Read(link) is var (account, digest) && (await grains.GetGrain<IAccountGrain>(account).LinkAsync(digest)).Value is { } found)
        {
            return (found, null);
        }

        spraying.Missed(context);
        return (null, new Refusal(RefusalCode.LinkRefused, "The link was used, replaced, has expired, or never existed."));
    }
}
