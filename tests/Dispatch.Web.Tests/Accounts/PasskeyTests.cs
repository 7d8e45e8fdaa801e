using System.Net;
using Dispatch.Web.Accounts;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Accounts;

[Collection(AccountsCollection.Name)]
public class PasskeyTests(Product product)
{
    private string Origin => product.Address.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task Passkey_OfAHead_CountsAsBothFactorsAndNeedsNoName()
    {
        using var head = await Newcomer.InviteAsync(product, "key.head", "StationHead");
        using var key = new SoftKey();
        (await head.GivePasswordAsync()).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.enrolment");
        (await AddAsync(head.Visitor, key)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await head.Visitor.GetAsync("/api/boards/zhuoda")).Ok();

        using var elsewhere = await product.VisitAsync();
        var view = (await OpenAsync(elsewhere, key)).Ok();

        ((string?)view["account"]).ShouldBe("key.head");
        (await elsewhere.GetAsync("/api/boards/zhuoda")).Ok();
        var own = (await elsewhere.GetAsync("/api/account")).Ok();
        ((string?)own["passkeys"]![0]!["name"]).ShouldBe("Laptop");
        (await head.GivePasswordAsync()).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.second-factor");
    }

    [Fact]
    public async Task Answer_SentTwiceOrForAnotherChallenge_OpensOnce()
    {
        using var person = await Newcomer.InviteAsync(product, "key.replay");
        await person.SignInAsync();
        using var key = new SoftKey();
        (await AddAsync(person.Visitor, key)).Status.ShouldBe(HttpStatusCode.NoContent);
        using var browser = await product.VisitAsync();
        var options = (await browser.PostAsync("/api/session/passkey/options", new { })).Ok();
        var kept = browser.Cookies.GetAllCookies()[$"{SessionCookie.Scheme}.passkey-open"]!.Value;
        var credential = key.Answer(options, Origin);
        (await browser.PostAsync("/api/session/passkey", new { credential }, ("Origin", Origin))).Ok();

        using var thief = await product.VisitAsync();
        thief.Cookies.Add(product.Address, new Cookie($"{SessionCookie.Scheme}.passkey-open", kept));
        (await thief.PostAsync("/api/session/passkey", new { credential }, ("Origin", Origin))).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");

        await thief.PostAsync("/api/session/passkey/options", new { });
        (await thief.PostAsync("/api/session/passkey", new { credential }, ("Origin", Origin))).ShouldBeRefused(HttpStatusCode.Unauthorized, "passkey.refused");
    }

    [Fact]
    public async Task Answer_FromAnotherSiteAnotherKeyOrTooLate_OpensNothing()
    {
        using var person = await Newcomer.InviteAsync(product, "key.forged");
        await person.SignInAsync();
        using var key = new SoftKey();
        using var strange = new SoftKey();
        (await AddAsync(person.Visitor, key)).Status.ShouldBe(HttpStatusCode.NoContent);
        using var browser = await product.VisitAsync();

        (await OpenAsync(browser, key, "https://elsewhere.example")).ShouldBeRefused(HttpStatusCode.Unauthorized, "passkey.refused");
        (await OpenAsync(browser, strange)).ShouldBeRefused(HttpStatusCode.Unauthorized, "passkey.refused");
        var options = (await browser.PostAsync("/api/session/passkey/options", new { })).Ok();
        product.Clock.Advance(TimeSpan.FromMinutes(5));
        (await browser.PostAsync("/api/session/passkey", new { credential = key.Answer(options, Origin) }, ("Origin", Origin)))
            .ShouldBeRefused(HttpStatusCode.Unauthorized, "passkey.refused");
        (await browser.PostAsync("/api/session/passkey", new { credential = 7 })).ShouldBeRefused(HttpStatusCode.Unauthorized, "passkey.refused");
        (await browser.GetAsync("/api/session")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Key_WithoutALookAtItsUser_IsNotTaken()
    {
        using var person = await Newcomer.InviteAsync(product, "key.unverified");
        await person.SignInAsync();
        using var key = new SoftKey { VerifiesUser = false };

        (await AddAsync(person.Visitor, key)).ShouldBeRefused(HttpStatusCode.Unauthorized, "passkey.refused");
    }

    [Fact]
    public async Task Passkey_OfAnInvitation_OpensTheAccountWithoutAPassword()
    {
        using var staff = await product.VisitAsync("coordinator.zhuoda");
        var link = await Newcomer.LinkAsync(staff, "key.invited");
        using var browser = await product.VisitAsync();
        using var key = new SoftKey();
        var options = (await browser.PostAsync("/api/links/passkey/options", new { link })).Ok();

        (await browser.PostAsync("/api/links/passkey", new { link, credential = key.Make(options, Origin), name = "Phone" }, ("Origin", Origin)))
            .Status.ShouldBe(HttpStatusCode.NoContent);

        (await OpenAsync(browser, key)).Ok();
        ((bool)(await browser.GetAsync("/api/account")).Ok()["hasPassword"]!).ShouldBeFalse();
        ((string?)(await browser.GetAsync("/api/me")).Ok()["stationId"]).ShouldBe("zhuoda");
        (await browser.DeleteAsync($"/api/account/passkeys/{key.Id}")).ShouldBeRefused(HttpStatusCode.Conflict, "account.last-factor");
        (await browser.PutAsync($"/api/account/passkeys/{key.Id}", new { name = "Old phone" })).Status.ShouldBe(HttpStatusCode.NoContent);
        ((string?)(await browser.GetAsync("/api/account")).Ok()["passkeys"]![0]!["name"]).ShouldBe("Old phone");
    }

    [Fact]
    public async Task Passkey_RemovedFromAnAccount_OpensItNoMore()
    {
        using var person = await Newcomer.InviteAsync(product, "key.removed");
        await person.SignInAsync();
        using var key = new SoftKey();
        await AddAsync(person.Visitor, key);

        (await person.Visitor.DeleteAsync($"/api/account/passkeys/{key.Id}")).Status.ShouldBe(HttpStatusCode.NoContent);

        using var browser = await product.VisitAsync();
        (await OpenAsync(browser, key)).ShouldBeRefused(HttpStatusCode.Unauthorized, "passkey.refused");
        (await person.Visitor.DeleteAsync($"/api/account/passkeys/{key.Id}")).ShouldBeRefused(HttpStatusCode.NotFound, "passkey.unknown");
    }

    private async Task<Answer> AddAsync(Visitor visitor, SoftKey key)
    {
        var options = (await visitor.PostAsync("/api/account/passkeys/options", new { })).Ok();
        return await visitor.PostAsync("/api/account/passkeys", new { credential = key.Make(options, Origin), name = "Laptop" }, ("Origin", Origin));
    }

    private async Task<Answer> OpenAsync(Visitor visitor, SoftKey key, string? origin = null)
    {
        var options = (await visitor.PostAsync("/api/session/passkey/options", new { })).Ok();
        return await visitor.PostAsync("/api/session/passkey", new { credential = key.Answer(options, origin ?? Origin) }, ("Origin", Origin));
    }

    /// <summary>The name in the browser's bar is the passkey's, not the one by which the proxy calls.</summary>
    [Fact]
    public async Task Passkey_BehindAProxy_BelongsToTheNameThatWasCalled()
    {
        const string Site = "https://care.example";
        (string, string)[] proxied = [("Host", "care.example"), ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("Origin", Site)];
        using var staff = await product.VisitAsync("coordinator.zhuoda");
        var link = await Newcomer.LinkAsync(staff, "key.proxied");
        using var key = new SoftKey();
        using var browser = await product.VisitAsync();
        var begun = await browser.PostAsync("/api/links/passkey/options", new { link }, proxied);
        ((string?)begun.Ok()["rp"]!["id"]).ShouldBe("care.example");
        var body = new { link, credential = key.Make(begun.Body!, Site), name = "Phone" };
        (await browser.PostAsync("/api/links/passkey", body, [.. proxied, Kept(begun)])).Status.ShouldBe(HttpStatusCode.NoContent);

        var opening = await browser.PostAsync("/api/session/passkey/options", new { }, proxied);
        var phished = key.Answer(opening.Ok(), "https://care.example.evil.example");
        (await browser.PostAsync("/api/session/passkey", new { credential = phished }, [.. proxied, Kept(opening)]))
            .ShouldBeRefused(HttpStatusCode.Unauthorized, "passkey.refused");
        opening = await browser.PostAsync("/api/session/passkey/options", new { }, proxied);
        var view = (await browser.PostAsync("/api/session/passkey", new { credential = key.Answer(opening.Ok(), Site) }, [.. proxied, Kept(opening)])).Ok();

        ((string?)view["account"]).ShouldBe("key.proxied");
    }

    /// <summary>What a browser would send back: the jar of the tests keeps no Secure cookie for plain HTTP.</summary>
    private static (string, string) Kept(Answer answer) =>
        ("Cookie", string.Join("; ", answer.Message.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
}
