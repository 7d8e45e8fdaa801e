using System.Net;
using System.Net.WebSockets;
using Dispatch.Web.Tests.Access;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Attacks;

/// <summary>Calls that a browser makes for another site.</summary>
[Collection(ProductCollection.Name)]
public class CrossSiteTests(Product product)
{
    private static readonly string[] Unsafe = ["POST", "PUT", "DELETE", "PATCH"];

    [Fact]
    public async Task UnsafeRoutes_WithoutTheHeaderOfTheClient_AreAllRefused()
    {
        using var admin = await product.VisitAsync("admin");
        var routes = Routes.Of(product).Where(route => Unsafe.Contains(route.Method)).ToList();

        routes.ShouldNotBeEmpty();
        foreach (var route in routes)
        {
            var call = new HttpRequestMessage(new HttpMethod(route.Method), route.Path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal))
            {
                Content = new StringContent("{}", null, "application/json"),
            };
            call.Headers.TryAddWithoutValidation(Visitor.Header, "");

            (await admin.SendAsync(call)).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        }
    }

    [Fact]
    public async Task UnsafeRoutes_FromAnotherOrigin_AreAllRefused()
    {
        using var admin = await product.VisitAsync("admin");
        foreach (var route in Routes.Of(product).Where(route => Unsafe.Contains(route.Method)))
        {
            var call = new HttpRequestMessage(new HttpMethod(route.Method), route.Path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal))
            {
                Content = new StringContent("{}", null, "application/json"),
                Headers = { { "Origin", "https://elsewhere.example" } },
            };

            (await admin.SendAsync(call)).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        }
    }

    [Fact]
    public async Task SimpleForm_OfAnotherSite_IsRefusedAndChangesNothing()
    {
        using var visitor = await product.VisitAsync();
        var form = new HttpRequestMessage(HttpMethod.Post, "/api/requests")
        {
            Content = new StringContent("{\"service\":\"escort\",\"a\":\"=\"}", null, "text/plain"),
            Headers = { { "Sec-Fetch-Site", "cross-site" } },
        };

        (await visitor.SendAsync(form)).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
    }

    [Fact]
    public async Task Preflight_OfAnotherSite_IsGrantedNothing()
    {
        using var visitor = await product.VisitAsync();
        var ask = new HttpRequestMessage(HttpMethod.Options, "/api/requests")
        {
            Headers = { { "Origin", "https://elsewhere.example" }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "x-requested-with" } },
        };

        var answer = await visitor.SendAsync(ask);

        answer.Message.IsSuccessStatusCode.ShouldBeFalse();
        answer.Message.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("null")]
    public async Task LiveConnection_FromAnotherOrigin_IsRefused(string origin)
    {
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");

        await Should.ThrowAsync<WebSocketException>(() => LiveClient.ConnectAsync(coordinator, origin));
    }

    [Fact]
    public async Task PageByPlainHttp_OfTheSameHost_IsAnotherSiteWhereWeAreAtHttps()
    {
        using var visitor = await product.VisitAsync();
        var host = visitor.Address.Authority;

        (await visitor.PostAsync("/api/requests", Needs.Escort(), ("Origin", $"http://{host}"), ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https")))
            .ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
    }
}
