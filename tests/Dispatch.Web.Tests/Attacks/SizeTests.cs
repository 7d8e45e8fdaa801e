using System.Net;
using System.Net.Sockets;
using System.Text;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Attacks;

/// <summary>Calls that are too large, too deep or too slow.</summary>
[Collection(ProductCollection.Name)]
public class SizeTests(Product product)
{
    public static TheoryData<string> TooDeep() => new(
        new string('[', 20_000),
        $"{{\"service\":{string.Concat(Enumerable.Repeat("{\"a\":", 5_000))}1{new string('}', 5_000)}}}",
        $"{{\"service\":\"escort\",\"skills\":{new string('[', 40)}{new string(']', 40)}}}");

    [Theory]
    [MemberData(nameof(TooDeep))]
    public async Task Body_NestedDeeply_IsRefusedAsMalformed(string body)
    {
        using var visitor = await product.VisitAsync();

        (await visitor.PostTextAsync("/api/requests", body)).ShouldBeRefused(HttpStatusCode.BadRequest, "input.malformed");
    }

    [Fact]
    public async Task Body_WithThousandsOfItems_IsRefused()
    {
        using var visitor = await product.VisitAsync();
        var skills = string.Join(',', Enumerable.Repeat("\"a\"", 12_000));

        (await visitor.PostTextAsync("/api/requests", $"{{\"service\":\"escort\",\"area\":\"HI-SY-JY-ZD-DZ\",\"skills\":[{skills}]}}"))
            .ShouldBeRefused(HttpStatusCode.RequestEntityTooLarge, "input.too-large");
    }

    [Fact]
    public async Task Body_BeyondTheLimit_IsRefusedByItsStatedLength()
    {
        using var visitor = await product.VisitAsync();

        (await visitor.PostTextAsync("/api/requests", new string(' ', 70_000))).ShouldBeRefused(HttpStatusCode.RequestEntityTooLarge, "input.too-large");
    }

    [Fact]
    public async Task Address_BeyondTheLimit_IsRefused()
    {
        using var visitor = await product.VisitAsync();

        (await visitor.GetAsync($"/api/{new string('a', 5_000)}")).Status.ShouldBe(HttpStatusCode.RequestUriTooLong);
    }

    [Fact]
    public async Task Headers_BeyondTheLimit_AreRefused()
    {
        using var visitor = await product.VisitAsync();

        var many = Enumerable.Range(0, 100).Select(number => ($"X-Number-{number}", "1")).ToArray();
        (await visitor.GetAsync("/api/stations", many)).Status.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
        (await visitor.GetAsync("/api/stations", ("X-Long", new string('a', 20_000)))).Status.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
    }

    [Fact]
    public async Task Headers_ThatNeverEnd_AreCutOff()
    {
        await using var strict = new Product(Product.NewDirectory(), ownsData: true, ("Dispatch:Limits:HeaderSeconds", "1"));
        using var visitor = await strict.VisitAsync();

        (await TalkAsync(strict, "GET /api/stations HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")).ShouldStartWith("HTTP/1.1 408");
    }

    [Fact]
    public async Task Body_ThatNeverComes_IsCutOff()
    {
        await using var strict = new Product(Product.NewDirectory(), ownsData: true, ("Dispatch:Limits:BodyBytesPerSecond", "100000"));
        using var visitor = await strict.VisitAsync();

        var answer = await TalkAsync(
            strict, "POST /api/requests HTTP/1.1\r\nHost: localhost\r\nX-Requested-With: t\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");

        answer.ShouldStartWith("HTTP/1.1 408");
    }

    /// <summary>Sends what is given and no more, and reads until the server has had enough.</summary>
    private static async Task<string> TalkAsync(Product product, string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, product.Address.Port, patience.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), patience.Token);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, patience.Token);
        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
