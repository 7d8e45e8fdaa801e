using Microsoft.AspNetCore.Diagnostics;

namespace Dispatch.Web.Hosting;

/// <summary>Answers calls that fit no route before anybody is asked to sign in, and gives every bare error a problem as its body.</summary>
internal static class Mismatches
{
    /// <summary>Turns an error without a body into a problem. Stands outside of everything that may answer so.</summary>
    public static void UseProblemsForBareErrors(this IApplicationBuilder app) => app.UseStatusCodePages((StatusCodeContext bare) =>
        Problems.WriteAsync(bare.HttpContext, RefusalOf(bare.HttpContext.Response.StatusCode), bare.HttpContext.Response.StatusCode));

    /// <summary>Lets only what has a route of its own go on to authorisation.</summary>
    public static void UseMismatches(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        switch (context.GetEndpoint())
        {
            case RouteEndpoint:
                return next(context);
            case { RequestDelegate: { } answer }:
                return answer(context);
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    });

    private static Refusal RefusalOf(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => BodyLimit.TooLarge,
        StatusCodes.Status401Unauthorized => new(RefusalCode.SessionRequired, "Sign in first."),
        StatusCodes.Status403Forbidden => new(RefusalCode.AccessDenied, "The call is not allowed."),
        >= StatusCodes.Status500InternalServerError => new(RefusalCode.FaultInternal, "The call could not be served."),
        _ => new(RefusalCode.InputMalformed, "Path, method or media type is not part of the API."),
    };
}
