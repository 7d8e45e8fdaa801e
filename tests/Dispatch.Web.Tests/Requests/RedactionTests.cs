using System.Net;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Requests;

public class RedactionTests
{
    [Fact]
    public async Task Logs_AtTheirMostTalkative_HoldNeitherCodesNorPersonalData()
    {
        await using var product = new Product();
        using var resident = await product.VisitAsync();
        await using var page = await LiveClient.ConnectAsync(resident);
        var need = Needs.With("description", "秘密的描述");
        need["address"] = "迎宾路88号";
        need["contact"] = "000-0000-4711";
        var code = (string)(await resident.PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created)["code"]!;

        (await resident.GetHelpAsync(code)).Ok();
        await page.CallAsync("Follow", code);
        await resident.GetAsync($"/api/help/{code}");
        await resident.PostTextAsync("/api/help/cancel", "{ not json", Visitor.Bearing(code));
        (await resident.GetAsync($"/help/{code}")).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound);
        await resident.GetAsync($"/api/help/{code}/nothing");
        (await resident.PostHelpAsync(code, "cancel", new { reason = "秘密的原因" })).Status.ShouldBe(HttpStatusCode.NoContent);

        product.Logged.ShouldNotBeEmpty();
        foreach (var secret in new[] { code, code.Replace("-", "", StringComparison.Ordinal), "秘密", "迎宾路", "4711", "李阿姨", Product.Password })
        {
            product.Logged.Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        }
    }
}
