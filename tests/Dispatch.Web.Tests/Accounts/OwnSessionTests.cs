using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Web.Accounts;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Accounts;

[Collection(AccountsCollection.Name)]
public class OwnSessionTests(Product product)
{
    [Fact]
    public async Task Session_SignedOutFromAnotherDevice_EndsWithinHalfAMinute()
    {
        using var person = await Newcomer.InviteAsync(product, "sessions.one");
        await person.SignInAsync();
        using var phone = await product.VisitAsync();
        await phone.SignInAsync(person.Account, Newcomer.Password);
        (await phone.GetAsync("/api/account")).Ok();
        var sessions = (await person.Visitor.GetAsync("/api/account")).Ok()["sessions"]!.AsArray();
        sessions.Count.ShouldBe(2);
        var other = (string)sessions.Single(it => !(bool)it!["own"]!)!["id"]!;

        (await person.Visitor.DeleteAsync($"/api/account/sessions/{other}")).Status.ShouldBe(HttpStatusCode.NoContent);

        product.Clock.Advance(TimeSpan.FromSeconds(30));
        (await phone.GetAsync("/api/account")).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
        (await person.Visitor.GetAsync("/api/account")).Ok()["sessions"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task SignOut_Everywhere_EndsEverySessionAndWhatIsHalfDone()
    {
        using var person = await Newcomer.InviteAsync(product, "sessions.all");
        await person.SignInAsync();
        using var phone = await product.VisitAsync();
        await phone.SignInAsync(person.Account, Newcomer.Password);

        (await phone.DeleteAsync("/api/account/sessions")).Status.ShouldBe(HttpStatusCode.NoContent);

        product.Clock.Advance(TimeSpan.FromSeconds(30));
        (await phone.GetAsync("/api/account")).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
        (await person.Visitor.GetAsync("/api/account")).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
    }

    [Fact]
    public async Task Cookie_KeptFromBeforeASignOut_OpensNothing()
    {
        using var person = await Newcomer.InviteAsync(product, "sessions.kept");
        await person.SignInAsync();
        var kept = person.Visitor.Cookies.GetAllCookies()[SessionCookie.Scheme]!.Value;
        await person.Visitor.DeleteAsync("/api/session");

        using var thief = await product.VisitAsync();
        thief.Cookies.Add(product.Address, new Cookie(SessionCookie.Scheme, kept));

        (await thief.GetAsync("/api/account")).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
    }

    /// <summary>Session fixation: whoever planted a cookie before the sign-in holds nothing after it.</summary>
    [Fact]
    public async Task SignIn_InABrowserThatHoldsASession_OpensAnotherAndEndsThatOne()
    {
        using var attacker = await product.VisitAsync("volunteer50.zhuoda");
        var planted = attacker.Cookies.GetAllCookies()[SessionCookie.Scheme]!.Value;
        using var person = await Newcomer.InviteAsync(product, "sessions.fixed");
        person.Visitor.Cookies.Add(product.Address, new Cookie(SessionCookie.Scheme, planted));

        await person.SignInAsync();
        var first = person.Visitor.Cookies.GetAllCookies()[SessionCookie.Scheme]!.Value;
        await person.SignInAsync();

        first.ShouldNotBe(planted);
        (await attacker.GetAsync("/api/account")).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
        (await person.Visitor.GetAsync("/api/account")).Ok()["sessions"]!.AsArray().Count.ShouldBe(1);
        using var thief = await product.VisitAsync();
        thief.Cookies.Add(product.Address, new Cookie(SessionCookie.Scheme, first));
        (await thief.GetAsync("/api/account")).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
    }

    [Fact]
    public async Task Session_InUseAllTheTime_EndsAfterItsLongestLife()
    {
        using var person = await Newcomer.InviteAsync(product, "sessions.long", "Coordinator");
        await person.SignInAsync();
        for (var hours = 0; hours < 72; hours += 6)
        {
            (await person.Visitor.GetAsync("/api/account")).Ok();
            product.Clock.Advance(TimeSpan.FromHours(6));
        }

        (await person.Visitor.GetAsync("/api/account")).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
    }

    [Fact]
    public async Task Password_Changed_EndsOtherSessionsAndKeepsTheOwn()
    {
        using var person = await Newcomer.InviteAsync(product, "sessions.password");
        await person.SignInAsync();
        using var phone = await product.VisitAsync();
        await phone.SignInAsync(person.Account, Newcomer.Password);
        const string Other = "rain on a tin roof at dusk";
        (await person.Visitor.PostAsync("/api/account/password", new { current = "wrong", password = Other })).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
        (await person.Visitor.PostAsync("/api/account/password", new { current = Newcomer.Password, password = "password1234" }))
            .ShouldBeRefused(HttpStatusCode.BadRequest, "password.common");

        (await person.Visitor.PostAsync("/api/account/password", new { current = Newcomer.Password, password = Other })).Status.ShouldBe(HttpStatusCode.NoContent);

        (await person.Visitor.GetAsync("/api/account")).Ok();
        product.Clock.Advance(TimeSpan.FromSeconds(30));
        (await phone.GetAsync("/api/account")).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
        (await phone.PostAsync("/api/session", new { account = person.Account, password = Newcomer.Password })).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
        await phone.SignInAsync(person.Account, Other);
        product.Clock.Advance(TimeSpan.FromMinutes(10));
        (await person.Visitor.PostAsync("/api/account/password", new { current = Other, password = Newcomer.Password }))
            .ShouldBeRefused(HttpStatusCode.Forbidden, "session.proof-required");
    }

    [Fact]
    public async Task DemoAccount_OfAnyRole_KeepsItsSharedPassword()
    {
        using var demo = await product.VisitAsync("head.fucheng");
        var view = (await demo.GetAsync("/api/account")).Ok();

        ((bool)view["demo"]!, (bool)view["needsSecondFactor"]!).ShouldBe((true, true));
        (await demo.PostAsync("/api/account/password", new { current = Product.Password, password = Newcomer.Password })).ShouldBeRefused(HttpStatusCode.Conflict, "account.demo");
        ((JsonArray)view["sessions"]!).Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Client_ThatSpraysOnePasswordOverManyAccounts_IsStopped()
    {
        await using var limited = new Product(Product.NewDirectory(), ownsData: true,
            ("Dispatch:RateLimits:Enabled", "true"), ("Dispatch:RateLimits:SignInMisses", "10"));
        using var sprayer = await limited.VisitAsync();
        for (var at = 1; at <= 10; at++)
        {
            (await sprayer.PostAsync("/api/session", new { account = $"volunteer{at}.zhuoda", password = "Summer2026!Summer" }))
                .ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
        }

        var refused = await sprayer.PostAsync("/api/session", new { account = "volunteer11.zhuoda", password = Product.Password });

        refused.ShouldBeRefused(HttpStatusCode.TooManyRequests, "limit.rate");
        refused.Message.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.FromMinutes(5));
        limited.Clock.Advance(TimeSpan.FromMinutes(10));
        (await sprayer.PostAsync("/api/session", new { account = "volunteer11.zhuoda", password = Product.Password })).Ok();
    }
}
