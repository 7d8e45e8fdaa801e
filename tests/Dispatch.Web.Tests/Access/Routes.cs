using System.Reflection;
using Dispatch.Domain.Access;
using Dispatch.Web.Live;
using Dispatch.Web.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Web.Tests.Access;

/// <summary>One door of the product: a route with its method, or the hub itself.</summary>
internal sealed record Route(string Method, string Path, RouteEndpoint Endpoint)
{
    public string Name => $"{Method} {Path}";

    public AccessRule Rule => Endpoint.Metadata.GetMetadata<AccessRule>()!;

    public override string ToString() => Name;
}

/// <summary>All doors of the product.</summary>
internal static class Routes
{
    public static IEnumerable<MethodInfo> HubMethods =>
        typeof(LiveHub).GetMethods().Where(it => it.DeclaringType == typeof(LiveHub) && !it.IsVirtual && !it.IsSpecialName);

    /// <summary>Every endpoint, by path and method; pages of the client as one.</summary>
    public static List<Route> Of(Product product) =>
    [
        .. product.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => Methods(endpoint).Select(method => new Route(method, "/" + endpoint.RoutePattern.RawText!.Trim('/'), endpoint)))
            .OrderBy(route => route.Path, StringComparer.Ordinal).ThenBy(route => route.Method, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Methods(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return methods.Count == 0 ? ["HUB"] : methods;
    }
}
