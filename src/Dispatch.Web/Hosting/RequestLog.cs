using System.Diagnostics;
using Dispatch.Web.Accounts;

namespace Dispatch.Web.Hosting;

/// <summary>Logs calls by the template of their route, never by their path: a path may hold a case code.</summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    /// <summary>What fails is said loudly, except that this process is not ready: who asks that asks every second, and is told.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other";
            var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError && !route.StartsWith(Health.Prefix, StringComparison.Ordinal))
            {
                Failed(context.Request.Method, route, context.Response.StatusCode, elapsed);
            }
            else if (context.Response.StatusCode == StatusCodes.Status403Forbidden && context.User.Identity is { IsAuthenticated: true })
            {
                Denied(context.Request.Method, route, context.User.Actor().Account);
            }
            else
            {
                Answered(context.Request.Method, route, context.Response.StatusCode, elapsed);
            }
        }
    }

    /// <summary>Keeps the framework's own lines at Warning whatever the settings say: below, it logs paths and hub arguments.</summary>
    public static void Redact(ILoggingBuilder logging) => logging.Services.PostConfigure<LoggerFilterOptions>(options =>
    {
        foreach (var rule in options.Rules.Where(rule => IsFrameworks(rule.CategoryName) && !(rule.LogLevel >= LogLevel.Warning)).ToList())
        {
            options.Rules.Remove(rule);
        }

        foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList())
        {
            options.Rules.Add(new LoggerFilterRule(provider, "Microsoft.AspNetCore", LogLevel.Warning, filter: null));

            // Its scope puts the path beside every line that others log during the call; what it would log itself, this middleware does.
            options.Rules.Add(new LoggerFilterRule(provider, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None, filter: null));

            // It says every refused hub call as an error, with a stack: strangers could fill the log. What fails here, HubRefusals says.
            options.Rules.Add(new LoggerFilterRule(provider, "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None, filter: null));
        }
    });

    private static bool IsFrameworks(string? category) => category?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true;

    [LoggerMessage(LogLevel.Debug, "{Method} {Route} answered {Status} in {Milliseconds:0.0} ms.")]
    private partial void Answered(string method, string route, int status, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "{Method} {Route} was refused to account {Account}, which may not.")]
    private partial void Denied(string method, string route, string account);

    [LoggerMessage(LogLevel.Warning, "{Method} {Route} failed with {Status} after {Milliseconds:0.0} ms.")]
    private partial void Failed(string method, string route, int status, double milliseconds);
}
