using System.Net;
using Shouldly;

namespace Dispatch.Web.Tests.Hosting;

[Collection(ProductCollection.Name)]
public class PageTests(Product product)
{
    [Fact]
    public async Task Description_OfTheApi_NamesEveryRouteAndItsProblems()
    {
        using var visitor = await product.VisitAsync();

        var document = (await visitor.GetAsync("/openapi/v1.json")).Ok();

        var paths = document["paths"]!.AsObject();
        paths.Select(it => it.Key).ShouldContain("/api/requests/{id}/dispatch");
        paths["/api/requests"]!["post"]!["responses"]!.AsObject().Select(it => it.Key)
            .ShouldBe(["201", "400", "409", "413", "429", "500", "503"], ignoreOrder: true);
        ((string?)paths["/api/requests"]!["post"]!["operationId"]).ShouldBe("submitRequest");
    }

    [Fact]
    public async Task EveryAnswer_ToABrowser_CarriesThePolicyThatForbidsForeignScripts()
    {
        using var visitor = await product.VisitAsync();

        var answer = await visitor.GetAsync("/api/stations");

        answer.Message.Headers.GetValues("Content-Security-Policy").Single()
            .ShouldSatisfyAllConditions(it => it.ShouldContain("script-src 'self';"), it => it.ShouldContain("img-src 'self' data: blob:;"));
        answer.Message.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("/api/nothing", null)]
    [InlineData("/nothing.js", null)]
    [InlineData("/api/nothing", "admin")]
    public async Task Path_ThatDoesNotExist_IsNotFoundForAnybody(string path, string? account)
    {
        using var visitor = await product.VisitAsync(account);

        (await visitor.GetAsync(path)).ShouldBeRefused(HttpStatusCode.NotFound, "input.malformed");
    }

    [Fact]
    public async Task Method_ThatDoesNotExist_IsNotAllowed()
    {
        using var visitor = await product.VisitAsync();

        (await visitor.DeleteAsync("/api/catalogue")).ShouldBeRefused(HttpStatusCode.MethodNotAllowed, "input.malformed");
    }

    [Fact]
    public async Task Health_OfAStartedProduct_IsReady()
    {
        using var visitor = await product.VisitAsync();

        (await visitor.GetAsync("/health/live")).Status.ShouldBe(HttpStatusCode.OK);
        (await visitor.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
