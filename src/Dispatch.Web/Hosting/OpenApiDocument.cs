using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace Dispatch.Web.Hosting;

/// <summary>The description at <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiDocument
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "CommunityCare Dispatch",
                Version = "v1",
                Description = "A request for help finds its responder, live. Refusals are problems whose code is stable.",
            };
            return Task.CompletedTask;
        }));

    /// <summary>States which problems a route may answer besides 400, 500 and 503, which any may.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder route, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (var status in statuses.Concat([400, 500, 503]))
        {
            route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ["application/problem+json"]));
        }

        return route;
    }
}
