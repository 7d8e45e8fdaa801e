using System.Diagnostics;

namespace Dispatch.Web.Hosting;

/// <summary>Logs calls by the template of their route, never by their path: a path may hold a case code.</summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
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
            if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            {
                Failed(context.Request.Method, route, context.Response.StatusCode, elapsed);
            }
            else
            {
                Answered(context.Request.Method, route, context.Response.StatusCode, elapsed);
            }
        }
    }

    /// <summary>Holds the framework down, which logs paths and hub arguments, whatever the settings say: a level that would print case codes cannot be switched on by mistake.</summary>
    public static void Redact(ILoggingBuilder logging) => logging.Services.PostConfigure<LoggerFilterOptions>(options =>
    {
        foreach (var rule in options.Rules.Where(rule => IsTalkative(rule.CategoryName) && !(rule.LogLevel >= LogLevel.Warning)).ToList())
        {
            options.Rules.Remove(rule);
        }

        foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList())
        {
            options.Rules.Add(new LoggerFilterRule(provider, "Microsoft.AspNetCore", LogLevel.Warning, filter: null));
        }
    });

    private static bool IsTalkative(string? category) => category?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true;

    [LoggerMessage(LogLevel.Debug, "{Method} {Route} answered {Status} in {Milliseconds:0.0} ms.")]
    private partial void Answered(string method, string route, int status, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "{Method} {Route} failed with {Status} after {Milliseconds:0.0} ms.")]
    private partial void Failed(string method, string route, int status, double milliseconds);
}
