using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Dispatch.Web.Hosting;

/// <summary>
/// How calls may come: by HTTPS, or by plain HTTP from this machine alone. A trusted proxy is believed who calls through it and how; anybody else is
/// not, and what it says of itself is not read.
/// </summary>
internal static class Transport
{
    private const string OneYear = "max-age=31536000; includeSubDomains";

    public static void AddTransport(this IServiceCollection services) => services.AddOptions<ForwardedHeadersOptions>()
        .Configure<IOptions<DispatchOptions>>((forwarded, options) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

            // As many hops as are trusted, read from the near end: the first stranger is who calls.
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in Networks(options.Value.TrustedProxies))
            {
                forwarded.KnownIPNetworks.Add(network!.Value);
            }
        });

    public static void UseTransport(this IApplicationBuilder app)
    {
        app.UseForwardedHeaders();
        app.Use((context, next) =>
        {
            if (context.Request.IsHttps)
            {
                if (!IsOwnName(context.Request.Host.Host))
                {
                    context.Response.Headers.StrictTransportSecurity = OneYear;
                }

                return next(context);
            }

            // Health tells nothing, and balancers ask for it without certificates.
            return IsFromHere(context) || context.Request.Path.StartsWithSegments(Health.Prefix, StringComparison.OrdinalIgnoreCase)
                ? next(context)
                : Problems.WriteAsync(context, new Refusal(RefusalCode.TransportInsecure, "Plain HTTP is served to this machine only; use HTTPS."));
        });
    }

    /// <summary>Reads a list of addresses and networks, such as <c>10.0.0.7, 172.16.0.0/12</c>; null for each that is neither.</summary>
    public static IEnumerable<IPNetwork?> Networks(string list) => list
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(Network);

    private static IPNetwork? Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    /// <summary>
    /// Whether this machine calls itself, by a name of its own. By another name it is a proxy that does not say how it was called, or a page of a site
    /// whose name somebody made lead here.
    /// </summary>
    private static bool IsFromHere(HttpContext context) =>
        (context.Connection.RemoteIpAddress is not { } address || IsLoopback(address)) && (!context.Request.Host.HasValue || IsOwnName(context.Request.Host.Host));

    /// <summary>Whether a name means the machine that uses it. Browsers would ask for HTTPS at every port of it for a year.</summary>
    private static bool IsOwnName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IsLoopback(address));

    private static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
