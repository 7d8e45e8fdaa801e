using System.Security.Cryptography;
using System.Text;
using Dispatch.Operations.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Operations.Metrics;

/// <summary>The metrics of this process for a collector.</summary>
public static class MetricsEndpoint
{
    private const string Scheme = "Bearer ";

    /// <summary>Maps <c>/metrics</c> for whoever bears the token of the settings.</summary>
    /// <param name="app">Where to.</param>
    /// <param name="openWithoutToken">Without a token in the settings everybody may read (on a port of the operator's own), or nobody.</param>
    public static IEndpointConventionBuilder MapMetrics(this IEndpointRouteBuilder app, bool openWithoutToken) =>
        app.MapGet("/metrics", (HttpContext context, ProcessFacts facts) => Answer(context, facts, openWithoutToken)).ExcludeFromDescription();

    private static IResult Answer(HttpContext context, ProcessFacts facts, bool openWithoutToken) =>
        MayRead(context.Request.Headers.Authorization.ToString(), facts.Settings.MetricsToken, openWithoutToken) ? Written(context, facts)
        : Results.StatusCode(facts.Settings.MetricsToken is null ? StatusCodes.Status404NotFound : StatusCodes.Status401Unauthorized);

    private static IResult Written(HttpContext context, ProcessFacts facts)
    {
        context.Response.Headers.CacheControl = "no-store";
        var build = $"version=\"{PrometheusText.Escaped(facts.Version)}\",kind=\"{facts.Kind}\"";
        var text = PrometheusText.Write(
            context.RequestServices.GetRequiredService<MetricStore>(),
            [("dispatch_build_info", "The version that runs, as a label.", build)]);
        return Results.Text(text, PrometheusText.ContentType);
    }

    private static bool MayRead(string header, string? token, bool openWithoutToken) => token is null
        ? openWithoutToken
        : header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Digest(header[Scheme.Length..].Trim()), Digest(token));

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
