using Dispatch.Web.Hosting;

namespace Dispatch.Web.Accounts;

/// <summary>Slows guesses at one account down, from however many addresses they come; answered alike whether the account exists.</summary>
internal sealed class SignInPace(RateLimits limits) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var account = context.Arguments.OfType<SessionBody>().FirstOrDefault()?.Account ?? context.Arguments.OfType<StationCodeBody>().FirstOrDefault()?.Account;
        return account is null || limits.TryTakeSignIn(AccountNames.Normal(account.Length > 64 ? account[..64] : account))
            ? await next(context)
            : new Refusal(RefusalCode.LimitRate, "Too many attempts to sign in to this account.").Problem(context.HttpContext);
    }
}
