using Dispatch.Web.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Hosting;

public class SettingsTests
{
    [Fact]
    public void Settings_WithSeveralFaults_AreRefusedNamingEach()
    {
        var options = new DispatchOptions { Mode = "Half", DataDirectory = " ", Secret = "short" };
        options.Demo.Password = "abc";
        options.Demo.Volunteers = -1;
        options.RateLimits.HelpPerMinute = 0;

        var result = new DispatchOptionsValidator().Validate(null, options);

        result.Failed.ShouldBeTrue();
        string.Join('\n', result.Failures!).ShouldSatisfyAllConditions(
            text => text.ShouldContain("Dispatch:Mode"),
            text => text.ShouldContain("Dispatch:DataDirectory"),
            text => text.ShouldContain("Dispatch:Secret"),
            text => text.ShouldContain("Dispatch:Demo:Password"),
            text => text.ShouldContain("Dispatch:Demo:Volunteers"),
            text => text.ShouldContain("Dispatch:RateLimits:HelpPerMinute"));
    }

    [Fact]
    public void Settings_OfAClusterWithNothingShared_AreRefusedNamingWhatIsMissing()
    {
        var options = new DispatchOptions { Mode = "cluster" };
        options.Cluster.Id = "";

        var result = new DispatchOptionsValidator().Validate(null, options);

        string.Join('\n', result.Failures!).ShouldSatisfyAllConditions(
            text => text.ShouldContain("Dispatch:Postgres"),
            text => text.ShouldContain("Dispatch:Secret"),
            text => text.ShouldContain("Dispatch:Cluster:Id"),
            text => text.ShouldContain("Dispatch:Cluster:Secret"));
    }

    [Theory]
    [InlineData("https://tiles.example/{z}/{x}/{y}.png", "https://tiles.example")]
    [InlineData("https://{s}.tiles.example:8443/{z}/{x}/{y}.png?key=1", "https://*.tiles.example:8443")]
    [InlineData("http://127.0.0.1:8080/{z}/{x}/{y}.png", "http://127.0.0.1:8080")]
    [InlineData("tiles.example/{z}", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://a.example; script-src *", null)]
    [InlineData("https://name@tiles.example/{z}", null)]
    public void TileAddress_OfAnOperator_NamesItsHostOrIsRefused(string address, string? source)
    {
        TileSource.Of(address).ShouldBe(source);
        var options = new DispatchOptions { Map = new MapOptions { TileUrl = address } };
        new DispatchOptionsValidator().Validate(null, options).Succeeded.ShouldBe(source is not null);
    }

    [Fact]
    public async Task Pictures_FromTheOperatorsTileHost_AreAllowedAndFromNowhereElse()
    {
        await using var product = new Product(Product.NewDirectory(), ownsData: true, ("Dispatch:Map:TileUrl", "https://tiles.example/{z}/{x}/{y}.png"));
        using var visitor = await product.VisitAsync();

        var policy = (await visitor.GetAsync("/api/stations")).Message.Headers.GetValues("Content-Security-Policy").Single();

        policy.ShouldContain("img-src 'self' data: blob: https://tiles.example;");
        policy.ShouldContain("script-src 'self';");
    }

    [Fact]
    public void Settings_AsTheyCome_AreValid() => new DispatchOptionsValidator().Validate(null, new DispatchOptions()).Succeeded.ShouldBeTrue();

    [Fact]
    public void Refusals_OfEveryCode_HaveAStatusAndAnUnavailableOneSaysWhenToTryAgain()
    {
        foreach (var code in Enum.GetValues<RefusalCode>())
        {
            var status = Problems.Status(code);
            status.ShouldBeInRange(400, 503);
            (Problems.RetryAfter(code) is not null).ShouldBe(status is 429 or 503, code.ToString());
        }
    }
}
