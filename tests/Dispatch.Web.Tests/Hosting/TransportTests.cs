using System.Net;
using Shouldly;

namespace Dispatch.Web.Tests.Hosting;

/// <summary>HTTPS, or plain HTTP from this machine; proxies are believed only where they are trusted.</summary>
[Collection(ProductCollection.Name)]
public class TransportTests(Product product)
{
    private const string Stranger = "203.0.113.7";

    [Theory]
    [InlineData(Stranger, "http", HttpStatusCode.Forbidden)]
    [InlineData(Stranger, "https", HttpStatusCode.OK)]
    [InlineData("::ffff:203.0.113.7", "http", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "http", HttpStatusCode.OK)]
    [InlineData("::1", "http", HttpStatusCode.OK)]
    [InlineData($"{Stranger}, 127.0.0.1", "http, http", HttpStatusCode.Forbidden)]
    [InlineData($"127.0.0.1, {Stranger}", "http, http", HttpStatusCode.Forbidden)]
    [InlineData($"{Stranger}, 127.0.0.1", "http, https", HttpStatusCode.Forbidden)]
    public async Task Call_ThroughATrustedProxy_IsServedByHttpsOrFromThisMachineOnly(string client, string scheme, HttpStatusCode expected)
    {
        using var visitor = await product.VisitAsync();

        var answer = await visitor.GetAsync("/api/stations", ("X-Forwarded-For", client), ("X-Forwarded-Proto", scheme));

        answer.Status.ShouldBe(expected);
        if (expected == HttpStatusCode.Forbidden)
        {
            answer.ShouldBeRefused(HttpStatusCode.Forbidden, "transport.insecure");
        }
    }

    [Fact]
    public async Task Health_ByPlainHttp_IsAnsweredToBalancers()
    {
        using var visitor = await product.VisitAsync();

        (await visitor.GetAsync("/health/ready", ("X-Forwarded-For", Stranger), ("X-Forwarded-Proto", "http"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SignIn_ByHttps_SetsACookieForThisHostAndHttpsAloneAndAsksForHttpsHenceforth()
    {
        using var visitor = await product.VisitAsync();
        var body = new { account = "coordinator.zhuoda", password = Product.Password };

        var secure = await visitor.PostAsync("/api/session", body, ("Host", "care.example"), ("X-Forwarded-For", Stranger), ("X-Forwarded-Proto", "https"));
        var plain = await visitor.PostAsync("/api/session", body);

        var cookie = secure.Message.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith("__Host-communitycare=");
        foreach (var part in new[] { "; path=/", "; secure", "; samesite=strict", "; httponly" })
        {
            cookie.ToLowerInvariant().ShouldContain(part);
        }

        cookie.ToLowerInvariant().ShouldNotContain("domain=");
        secure.Message.Headers.GetValues("Strict-Transport-Security").Single().ShouldBe("max-age=31536000; includeSubDomains");
        var local = plain.Message.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
        local.ShouldStartWith("communitycare=");
        local.ShouldSatisfyAllConditions(it => it.ShouldContain("; samesite=strict"), it => it.ShouldContain("; httponly"));
        plain.Message.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Fact]
    public async Task Cookie_PlantedByPlainHttp_SignsNobodyInByHttps()
    {
        using var visitor = await product.VisitAsync("coordinator.zhuoda");

        (await visitor.GetAsync("/api/boards/zhuoda")).Ok();
        (await visitor.GetAsync("/api/boards/zhuoda", ("X-Forwarded-For", Stranger), ("X-Forwarded-Proto", "https")))
            .ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
    }

    [Fact]
    public async Task Stranger_WhoSaysToComeByHttps_IsNotBelieved()
    {
        await using var careful = new Product(Product.NewDirectory(), ownsData: true, ("Dispatch:TrustedProxies", "10.0.0.1"));
        using var visitor = await careful.VisitAsync();

        var answer = await visitor.GetAsync("/api/stations", ("X-Forwarded-For", Stranger), ("X-Forwarded-Proto", "https"));

        answer.Ok();
        answer.Message.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/stations")]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/nothing")]
    public async Task EveryAnswer_ToABrowser_ForbidsWhatTheProductNeverAsksFor(string path)
    {
        using var visitor = await product.VisitAsync();

        var headers = (await visitor.GetAsync(path, ("Origin", "https://elsewhere.example"))).Message.Headers;

        string Header(string name) => string.Join(", ", headers.GetValues(name));
        var policy = Header("Content-Security-Policy");
        policy.ShouldNotContain("unsafe-");
        string[] parts = ["default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"];
        foreach (var part in parts)
        {
            policy.ShouldContain(part);
        }

        Header("X-Content-Type-Options").ShouldBe("nosniff");
        Header("X-Frame-Options").ShouldBe("DENY");
        Header("Referrer-Policy").ShouldBe("no-referrer");
        Header("Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        Header("Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        Header("Cross-Origin-Embedder-Policy").ShouldBe("require-corp");
        Header("Permissions-Policy").ShouldContain("camera=()");
        headers.Where(it => it.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        headers.Contains("Server").ShouldBeFalse();
    }

    /// <summary>A proxy that does not say how it was called, or a page whose name was made to lead here.</summary>
    [Theory]
    [InlineData("care.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost.care.example", HttpStatusCode.Forbidden)]
    [InlineData("192.0.2.1", HttpStatusCode.Forbidden)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("town.localhost:5080", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    public async Task PlainHttp_UnderANameThatIsNotThisMachines_IsRefused(string host, HttpStatusCode expected)
    {
        using var visitor = await product.VisitAsync();

        var answer = await visitor.GetAsync("/api/stations", ("Host", host));

        answer.Status.ShouldBe(expected);
        if (expected == HttpStatusCode.Forbidden)
        {
            answer.ShouldBeRefused(HttpStatusCode.Forbidden, "transport.insecure");
        }
    }

    /// <summary>Browsers would ask every other program of this machine for HTTPS, for a year.</summary>
    [Theory]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("care.example", true)]
    public async Task Https_UnderThisMachinesOwnName_IsPinnedForNobody(string host, bool pinned)
    {
        using var visitor = await product.VisitAsync();

        var answer = await visitor.GetAsync("/api/stations", ("Host", host), ("X-Forwarded-For", Stranger), ("X-Forwarded-Proto", "https"));

        answer.Ok();
        answer.Message.Headers.Contains("Strict-Transport-Security").ShouldBe(pinned);
    }
}
