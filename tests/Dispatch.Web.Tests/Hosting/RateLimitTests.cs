using System.Net;
using Shouldly;

namespace Dispatch.Web.Tests.Hosting;

public class RateLimitTests
{
    [Fact]
    public async Task Calls_BeyondTheShareOfAnAddress_AreRefusedWithATimeToTryAgain()
    {
        await using var product = new Product(Product.NewDirectory(), ownsData: true,
            ("Dispatch:RateLimits:Enabled", "true"), ("Dispatch:RateLimits:HelpPerMinute", "2"), ("Dispatch:RateLimits:SignInPerMinute", "1"));
        using var visitor = await product.VisitAsync();
        for (var call = 0; call < 2; call++)
        {
            (await visitor.GetHelpAsync("0000-0000-0000")).ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
        }

        var refused = await visitor.GetHelpAsync("0000-0000-0000");

        refused.ShouldBeRefused(HttpStatusCode.TooManyRequests, "limit.rate");
        refused.Message.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        (await visitor.GetAsync("/api/stations")).Ok();
    }
}
