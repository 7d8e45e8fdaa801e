using System.Net;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Attacks;

/// <summary>Floods: who makes them is slowed down, and everybody else is served.</summary>
public class FloodTests
{
    private const string Flooder = "203.0.113.9";

    [Fact]
    public async Task Intake_FloodedByOneClient_LetsEverybodyElseAsk()
    {
        await using var product = Limited();
        using var visitor = await product.VisitAsync();
        var taken = 0;
        for (var call = 0; call < 1_000; call++)
        {
            var answer = await AskAsync(visitor, Flooder, Needs.Escort());
            taken += answer.Status == HttpStatusCode.Created ? 1 : 0;
            answer.Status.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.TooManyRequests);
        }

        taken.ShouldBeInRange(20, 30);
        (await AskAsync(visitor, Flooder, Needs.Escort())).Message.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        for (var client = 1; client <= 50; client++)
        {
            (await AskAsync(visitor, $"198.51.100.{client}", Needs.Escort())).Ok(HttpStatusCode.Created);
        }
    }

    [Fact]
    public async Task Intake_OfAStationFloodedByACrowd_LetsNewClientsAndTheirEmergenciesIn()
    {
        await using var product = Limited(("Dispatch:RateLimits:StationIntakePerMinute", "10"));
        using var visitor = await product.VisitAsync();
        for (var call = 0; call < 60; call++)
        {
            await AskAsync(visitor, $"203.0.113.{call % 6}", Needs.Escort());
        }

        (await AskAsync(visitor, "203.0.113.1", Needs.Escort())).ShouldBeRefused(HttpStatusCode.TooManyRequests, "limit.rate");
        (await AskAsync(visitor, "198.51.100.1", Needs.Escort())).Ok(HttpStatusCode.Created);
        (await AskAsync(visitor, "198.51.100.2", Needs.With("riskCue", true))).Ok(HttpStatusCode.Created);
        (await AskAsync(visitor, "203.0.113.1", Needs.With("description", "我想自杀"))).Ok(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Intake_OfOneNetwork_IsOneClientWhateverItsAddresses()
    {
        await using var product = Limited(("Dispatch:RateLimits:IntakePerMinute", "3"));
        using var visitor = await product.VisitAsync();
        for (var call = 1; call <= 3; call++)
        {
            (await AskAsync(visitor, $"2001:db8:0:1::{call}", Needs.Escort())).Ok(HttpStatusCode.Created);
        }

        (await AskAsync(visitor, "2001:db8:0:1::99", Needs.Escort())).ShouldBeRefused(HttpStatusCode.TooManyRequests, "limit.rate");
        (await AskAsync(visitor, "2001:db8:0:2::1", Needs.Escort())).Ok(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Intake_ByAnAccount_IsLimitedWhereverItCallsFrom()
    {
        await using var product = Limited(("Dispatch:RateLimits:IntakePerMinute", "3"));
        using var visitor = await product.VisitAsync();
        var sent = await visitor.PostAsync("/api/session", new { account = "coordinator.zhuoda", password = Product.Password }, From("198.51.100.1"));
        var cookie = sent.Message.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        for (var call = 1; call <= 3; call++)
        {
            (await visitor.PostAsync("/api/requests", Needs.Escort(), [.. From($"198.51.100.{call}"), ("Cookie", cookie)])).Ok(HttpStatusCode.Created);
        }

        (await visitor.PostAsync("/api/requests", Needs.Escort(), [.. From("198.51.100.99"), ("Cookie", cookie)]))
            .ShouldBeRefused(HttpStatusCode.TooManyRequests, "limit.rate");
    }

    [Fact]
    public async Task SignIn_ToOneAccountFromManyAddresses_IsSlowedDown()
    {
        await using var product = Limited(("Dispatch:RateLimits:SignInPerAccount", "3"));
        using var visitor = await product.VisitAsync();
        var answers = new List<HttpStatusCode>();
        for (var call = 1; call <= 5; call++)
        {
            answers.Add((await visitor.PostAsync("/api/session", new { account = "head.zhuoda", password = "guess" }, From($"198.51.100.{call}"))).Status);
        }

        answers.Take(3).ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
        answers.Skip(3).ShouldAllBe(status => status == HttpStatusCode.TooManyRequests);
        (await visitor.PostAsync("/api/session", new { account = "head.fucheng", password = Product.Password }, From("198.51.100.9"))).Ok();
    }

    [Fact]
    public async Task CaseCodes_Guessed_AreRefusedBeforeTheyAreLookedUp()
    {
        await using var product = Limited(("Dispatch:RateLimits:HelpPerMinute", "5"));
        using var visitor = await product.VisitAsync();
        for (var guess = 0; guess < 5; guess++)
        {
            (await visitor.GetHelpAsync($"0000-0000-000{guess}", From(Flooder))).ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
        }

        (await visitor.GetHelpAsync("0000-0000-0009", From(Flooder))).ShouldBeRefused(HttpStatusCode.TooManyRequests, "limit.rate");
        (await visitor.GetHelpAsync("0000-0000-0009", From("198.51.100.1"))).ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
    }

    [Fact]
    public async Task SecondFact_GuessedFromManyAddresses_IsLimitedByTheCode()
    {
        await using var product = Limited(("Dispatch:RateLimits:DataPerCodeAndDay", "3"), ("Dispatch:RateLimits:DataPerClientAndDay", "4"));
        using var visitor = await product.VisitAsync();
        var codes = new List<string>();
        foreach (var contact in new[] { "13976001234", "13976001235" })
        {
            var need = Needs.Escort();
            need["contact"] = contact;
            codes.Add((string)(await AskAsync(visitor, "198.51.100.1", need)).Ok(HttpStatusCode.Created)["code"]!);
        }

        for (var guess = 0; guess < 3; guess++)
        {
            (await CopyAsync(visitor, codes[0], $"000{guess}", $"203.0.113.{guess}")).ShouldBeRefused(HttpStatusCode.Forbidden, "privacy.contact");
        }

        (await CopyAsync(visitor, codes[0], "1234", "203.0.113.77")).ShouldBeRefused(HttpStatusCode.TooManyRequests, "limit.rate");
        (await CopyAsync(visitor, codes[1], "1235", "203.0.113.77")).Ok();
        for (var change = 0; change < 3; change++)
        {
            (await ShareAsync(visitor, codes[0], given: change % 2 == 1)).Status.ShouldBe(HttpStatusCode.NoContent);
        }

        (await ShareAsync(visitor, codes[0], given: true)).ShouldBeRefused(HttpStatusCode.TooManyRequests, "limit.rate");
    }

    private static Task<Answer> CopyAsync(Visitor visitor, string code, string contact, string client) =>
        visitor.PostAsync("/api/help/export", new { contact }, [.. From(client), Visitor.Bearing(code)]);

    private static Task<Answer> ShareAsync(Visitor visitor, string code, bool given) =>
        visitor.PostAsync("/api/help/consents", new { purpose = "Neighbours", given }, [.. From("203.0.113.5"), Visitor.Bearing(code)]);

    [Fact]
    public async Task Answers_OfOneAccount_AreLimited()
    {
        await using var product = Limited(("Dispatch:RateLimits:AnswersPerMinute", "3"));
        using var volunteer = await product.VisitAsync("volunteer3.zhuoda");
        for (var call = 0; call < 3; call++)
        {
            (await volunteer.PostAsync("/api/offers/none/answer", new { answer = "accept" })).ShouldBeRefused(HttpStatusCode.NotFound, "offer.unknown");
        }

        (await volunteer.PostAsync("/api/offers/none/answer", new { answer = "accept" })).ShouldBeRefused(HttpStatusCode.TooManyRequests, "limit.rate");
    }

    private static Product Limited(params (string Key, string Value)[] settings) =>
        new(Product.NewDirectory(), ownsData: true, [("Dispatch:RateLimits:Enabled", "true"), .. settings]);

    /// <summary>A proxy on this machine says who calls.</summary>
    private static (string Name, string Value)[] From(string client) => [("X-Forwarded-For", client), ("X-Forwarded-Proto", "https")];

    private static Task<Answer> AskAsync(Visitor visitor, string client, object need) => visitor.PostAsync("/api/requests", need, From(client));

    [Fact]
    public async Task Client_ThatNamesOthersBeforeItself_IsStillOneClient()
    {
        await using var product = Limited(("Dispatch:RateLimits:HelpPerMinute", "3"));
        using var visitor = await product.VisitAsync();
        for (var call = 1; call <= 3; call++)
        {
            (await visitor.GetHelpAsync("0000-0000-0000", From($"198.51.100.{call}, {Flooder}"))).ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
        }

        (await visitor.GetHelpAsync("0000-0000-0000", From($"198.51.100.77, {Flooder}"))).ShouldBeRefused(HttpStatusCode.TooManyRequests, "limit.rate");
    }

    [Fact]
    public async Task Applications_OfOneClient_LeaveRoomForOthers()
    {
        await using var product = Limited(("Dispatch:RateLimits:ApplicationsPerMinute", "1000"), ("Dispatch:RateLimits:ApplicationsPerDay", "3"));
        using var visitor = await product.VisitAsync();
        for (var call = 1; call <= 3; call++)
        {
            (await ApplyAsync(visitor, $"flood.{call}", "zhuoda", Flooder)).Status.ShouldBe(HttpStatusCode.NoContent);
        }

        (await ApplyAsync(visitor, "flood.4", "zhuoda", Flooder)).ShouldBeRefused(HttpStatusCode.TooManyRequests, "limit.rate");
        (await ApplyAsync(visitor, "flood.4", "fucheng", Flooder)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ApplyAsync(visitor, "real.one", "zhuoda", "198.51.100.1")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    private static Task<Answer> ApplyAsync(Visitor visitor, string account, string stationId, string client) =>
        visitor.PostAsync("/api/applications", new { stationId, displayName = "赵敏", account }, From(client));
}
