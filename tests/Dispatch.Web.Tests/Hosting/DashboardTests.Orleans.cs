using System.Net;
using Shouldly;

namespace Dispatch.Web.Tests.Hosting;

[Collection(ProductCollection.Name)]
public class DashboardTests(Product product)
{
    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("coordinator.zhuoda", HttpStatusCode.Forbidden)]
    [InlineData("admin", HttpStatusCode.OK)]
    public async Task Dashboard_ByWhoAsks_IsShownToTheAdministratorAlone(string? account, HttpStatusCode expected)
    {
        using var visitor = await product.VisitAsync(account);

        (await visitor.GetAsync("/orleans/")).Status.ShouldBe(expected);
        (await visitor.GetAsync("/orleans/ClusterStats")).Status.ShouldBe(expected);
    }

    [Theory]
    [InlineData("/orleans/GrainState?grainId=zhuoda&grainType=station")]
    [InlineData("/orleans/trace")]
    public async Task Dashboard_AskedForStatesOrLogs_HasNone(string address)
    {
        using var admin = await product.VisitAsync("admin");

        (await admin.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
