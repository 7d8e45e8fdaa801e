using System.Net;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Requests;

[Collection(ProductCollection.Name)]
public class BadInputTests(Product product)
{
    public static TheoryData<string, object?, HttpStatusCode, string> Fields() => new()
    {
        { "service", "no-such-service", HttpStatusCode.BadRequest, "service.unknown" },
        { "service", null, HttpStatusCode.BadRequest, "service.unknown" },
        { "service", "psychotherapy", HttpStatusCode.BadRequest, "service.referral-only" },
        { "skills", new[] { "no-such-skill" }, HttpStatusCode.BadRequest, "skill.unknown" },
        { "skills", new[] { "companionship:9" }, HttpStatusCode.BadRequest, "skill.unknown" },
        { "skills", new[] { ":2" }, HttpStatusCode.BadRequest, "skill.unknown" },
        { "skills", new object[] { new { code = "companionship", level = 0 } }, HttpStatusCode.BadRequest, "skill.unknown" },
        { "skills", Enumerable.Repeat("companionship", 9).ToArray(), HttpStatusCode.RequestEntityTooLarge, "input.too-large" },
        { "languages", new[] { "tlh" }, HttpStatusCode.BadRequest, "language.unknown" },
        { "location", null, HttpStatusCode.BadRequest, "place.invalid" },
        { "location", new { lat = 91.0, lon = 10.0 }, HttpStatusCode.BadRequest, "place.invalid" },
        { "location", new { lat = 18.27, lon = -180.5 }, HttpStatusCode.BadRequest, "place.invalid" },
        { "location", new { lat = 18.27 }, HttpStatusCode.BadRequest, "place.invalid" },
        { "location", new { lat = "north", lon = 1 }, HttpStatusCode.BadRequest, "input.malformed" },
        { "description", new string('长', 2_001), HttpStatusCode.RequestEntityTooLarge, "input.too-large" },
        { "description", new string('a', 100_000), HttpStatusCode.RequestEntityTooLarge, "input.too-large" },
        { "description", "bell \u0007", HttpStatusCode.BadRequest, "input.invalid" },
        { "alias", "nul \u0000", HttpStatusCode.BadRequest, "input.invalid" },
        { "startsAt", "2001-01-01T00:00:00Z", HttpStatusCode.BadRequest, "time.invalid" },
        { "startsAt", "9999-12-31T00:00:00Z", HttpStatusCode.BadRequest, "time.invalid" },
        { "startsAt", "soon", HttpStatusCode.BadRequest, "input.malformed" },
        { "minutes", 4, HttpStatusCode.BadRequest, "time.invalid" },
        { "minutes", 1_000_000, HttpStatusCode.BadRequest, "time.invalid" },
        { "minutes", "1e99", HttpStatusCode.BadRequest, "input.malformed" },
        { "respondersNeeded", 11, HttpStatusCode.BadRequest, "input.invalid" },
        { "gender", "robot", HttpStatusCode.BadRequest, "input.malformed" },
        { "gender", 1, HttpStatusCode.BadRequest, "input.malformed" },
        { "channel", 0, HttpStatusCode.BadRequest, "input.malformed" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Request_WithAWrongField_IsRefusedWithItsCode(string field, object? value, HttpStatusCode status, string code)
    {
        using var visitor = await product.VisitAsync();

        var answer = await visitor.PostAsync("/api/requests", Needs.With(field, value));

        answer.ShouldBeRefused(status, code);
    }

    [Theory]
    [InlineData("minutes", 4)]
    [InlineData("startsAt", "2001-01-01T00:00:00Z")]
    public async Task Request_WithAWrongTime_NamesTheFieldItIsAbout(string field, object value)
    {
        using var visitor = await product.VisitAsync();

        var answer = await visitor.PostAsync("/api/requests", Needs.With(field, value));

        answer.Body!["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"escort\"")]
    [InlineData("{\"service\": 7}")]
    [InlineData("{\"service\": \"escort\", \"skills\": {\"a\": 1}}")]
    public async Task Request_WithMalformedJson_IsRefusedAsMalformed(string body)
    {
        using var visitor = await product.VisitAsync();

        var answer = await visitor.PostTextAsync("/api/requests", body);

        answer.ShouldBeRefused(HttpStatusCode.BadRequest, "input.malformed");
    }

    [Fact]
    public async Task Request_InAnotherMediaType_IsRefusedAsMalformed()
    {
        using var visitor = await product.VisitAsync();

        var answer = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/requests") { Content = new StringContent("service=escort") });

        answer.ShouldBeRefused(HttpStatusCode.UnsupportedMediaType, "input.malformed");
    }

    [Fact]
    public async Task Request_OfUnstatedLengthBeyondTheLimit_IsRefusedAsTooLarge()
    {
        using var visitor = await product.VisitAsync();
        var call = new HttpRequestMessage(HttpMethod.Post, "/api/requests")
        {
            Content = new StringContent($$"""{"service":"escort","description":"{{new string('a', 100_000)}}"}""", null, "application/json"),
            Headers = { TransferEncodingChunked = true },
        };

        (await visitor.SendAsync(call)).ShouldBeRefused(HttpStatusCode.RequestEntityTooLarge, "input.too-large");
    }

    [Fact]
    public async Task Request_WithUnknownFieldsAndOddCase_IsTaken()
    {
        using var visitor = await product.VisitAsync();

        var answer = await visitor.PostTextAsync("/api/requests",
            """{"Service":"escort","area":"HI-SY-JY-ZD-DZ","gender":"FEMALE","channel":"phone","skills":["companionship:1",{"code":"companionship"}],"hue":1}""");

        answer.Ok(HttpStatusCode.Created);
        ((string?)answer.Body!["stationId"]).ShouldBe("zhuoda");
        ((string?)answer.Body["level"]).ShouldBe("General");
    }

    public static TheoryData<string> BadKeys() => new("", "with blank", new string('k', 129));

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task IdempotencyKey_ThatIsNone_IsRefused(string key)
    {
        using var visitor = await product.VisitAsync();

        var answer = await visitor.PostAsync("/api/requests", Needs.Escort(), ("Idempotency-Key", key));

        answer.ShouldBeRefused(HttpStatusCode.BadRequest, "input.invalid");
    }

    [Theory]
    [InlineData(null, "1", HttpStatusCode.BadRequest)]
    [InlineData(null, "fifteen-letters", HttpStatusCode.BadRequest)]
    [InlineData(null, "sixteen--letters", HttpStatusCode.Created)]
    [InlineData("coordinator.zhuoda", "1", HttpStatusCode.Created)]
    public async Task IdempotencyKey_ThatOthersMayUseToo_IsRefusedWithoutASignIn(string? account, string key, HttpStatusCode status)
    {
        using var visitor = await product.VisitAsync(account);

        var answer = await visitor.PostAsync("/api/requests", Needs.Escort(), ("Idempotency-Key", key));

        answer.Status.ShouldBe(status);
        (answer.Code == "input.invalid").ShouldBe(status == HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task HandBack_WithAReasonThatTurnsTheLineAround_IsRefused()
    {
        using var volunteer = await product.VisitAsync("volunteer1.zhuoda");

        var answer = await volunteer.PostAsync("/api/requests/r00000000000000000000/handback", new { reason = "\u202Etxet" });

        answer.ShouldBeRefused(HttpStatusCode.BadRequest, "input.invalid");
    }

    [Theory]
    [InlineData("0000-0000-0000")]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("a b, c=\"d")]
    public async Task Help_OfACodeNobodyHas_IsUnknown(string code)
    {
        using var visitor = await product.VisitAsync();

        (await visitor.GetHelpAsync(code)).ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
    }

    [Fact]
    public async Task Help_WithoutACode_IsUnknown()
    {
        using var visitor = await product.VisitAsync();

        (await visitor.GetAsync("/api/help")).ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
        (await visitor.GetAsync("/api/help", ("Authorization", "Bearer 0000-0000-0000"))).ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
    }

    [Fact]
    public async Task Help_ByACodeInTheAddress_IsToldWhereItGoesAndOpensNothing()
    {
        using var visitor = await product.VisitAsync();
        var code = (string)(await visitor.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created)["code"]!;

        (await visitor.GetAsync($"/api/help/{code}")).ShouldBeRefused(HttpStatusCode.Gone, "help.moved");
        (await visitor.PostAsync($"/api/help/{code}/cancel", new { })).ShouldBeRefused(HttpStatusCode.Gone, "help.moved");

        ((string?)(await visitor.GetHelpAsync(code)).Ok()["state"]).ShouldNotBe("Cancelled");
    }

    [Theory]
    [InlineData("""{"answer":"maybe"}""", "input.malformed")]
    [InlineData("""{"answer":0}""", "input.malformed")]
    [InlineData("{}", "input.invalid")]
    [InlineData("""{"answer":"later"}""", "time.invalid")]
    [InlineData("""{"answer":"decline","note":"\u0001"}""", "input.invalid")]
    [InlineData("""{"answer":"decline","note":"\u202Etxet"}""", "input.invalid")]
    public async Task Answer_ThatCannotBeUnderstood_IsRefused(string body, string code)
    {
        using var volunteer = await product.VisitAsync("volunteer1.zhuoda");

        var answer = await volunteer.PostTextAsync("/api/offers/r00000000000000000000-1/answer", body);

        answer.ShouldBeRefused(HttpStatusCode.BadRequest, code);
    }
}
