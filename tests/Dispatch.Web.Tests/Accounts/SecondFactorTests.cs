using System.Net;
using Dispatch.Contracts.Accounts;
using Dispatch.Web.Accounts;
using Dispatch.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Dispatch.Web.Tests.Accounts;

[Collection(AccountsCollection.Name)]
public class SecondFactorTests(Product product)
{
    [Theory]
    [InlineData("Counsellor", "totp.counsellor", "fucheng")]
    [InlineData("StationHead", "totp.head", "zhuoda")]
    [InlineData("Admin", "totp.admin", null)]
    public async Task SignIn_OfARoleThatNeedsTwoFactors_LeadsToEnrolmentAndNothingElse(string role, string account, string? station)
    {
        using var person = await Newcomer.InviteAsync(product, account, role, station);

        (await person.GivePasswordAsync()).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.enrolment");

        ((string?)(await person.Visitor.GetAsync("/api/session/half")).Ok()["step"]).ShouldBe("Enrolment");
        foreach (var path in new[] { "/api/account", "/api/boards/zhuoda", "/api/me", "/api/stations/zhuoda/people" })
        {
            (await person.Visitor.GetAsync(path)).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
        }

        (await person.Visitor.PostAsync("/api/session/second", new { code = "123456" })).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
        await person.EnrolAsync();
        ((string?)(await person.Visitor.GetAsync("/api/session")).Ok()["role"]).ShouldBe(role);
        person.RecoveryCodes.Distinct().Count().ShouldBe(10);
    }

    [Fact]
    public async Task Code_UsedOnce_OpensNoSecondSession()
    {
        using var person = await Newcomer.InviteAsync(product, "totp.reuse", "StationHead");
        await person.SignInAsync();
        await person.GivePasswordAsync();
        var code = person.NextCode();
        (await person.Visitor.PostAsync("/api/session/second", new { code })).Ok();

        using var other = await product.VisitAsync();
        (await other.PostAsync("/api/session", new { account = person.Account, password = Newcomer.Password }))
            .ShouldBeRefused(HttpStatusCode.Unauthorized, "session.second-factor");

        (await other.PostAsync("/api/session/second", new { code })).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
        (await other.PostAsync("/api/session/second", new { code = person.NextCode() })).Ok();
    }

    [Fact]
    public async Task RecoveryCode_InPlaceOfTheApp_OpensOnceAndIsReplacedByNewOnes()
    {
        using var person = await Newcomer.InviteAsync(product, "totp.recovery", "StationHead");
        await person.SignInAsync();
        await person.GivePasswordAsync();
        (await person.Visitor.PostAsync("/api/session/second", new { recoveryCode = person.RecoveryCodes[0].ToUpperInvariant() })).Ok();
        await person.GivePasswordAsync();
        (await person.Visitor.PostAsync("/api/session/second", new { recoveryCode = person.RecoveryCodes[0] }))
            .ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
        (await person.Visitor.PostAsync("/api/session/second", new { recoveryCode = "zzzz" })).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
        (await person.Visitor.PostAsync("/api/session/second", new { recoveryCode = person.RecoveryCodes[1] })).Ok();
        ((int)(await person.Visitor.GetAsync("/api/account")).Ok()["recoveryLeft"]!).ShouldBe(8);

        var renewed = (await person.Visitor.PostAsync("/api/account/recovery-codes", new { })).Ok()["codes"]!.AsArray();

        renewed.Count.ShouldBe(10);
        renewed.Select(it => (string)it!).ShouldNotContain(person.RecoveryCodes[2]);
        product.Clock.Advance(TimeSpan.FromMinutes(10));
        (await person.Visitor.PostAsync("/api/account/recovery-codes", new { })).ShouldBeRefused(HttpStatusCode.Forbidden, "session.proof-required");
    }

    [Fact]
    public async Task Codes_GuessedWithThePasswordInHand_LockTheAccount()
    {
        using var person = await Newcomer.InviteAsync(product, "totp.guessed", "StationHead");
        await person.SignInAsync();
        for (var guess = 0; guess < 5; guess++)
        {
            await person.GivePasswordAsync();
            (await person.Visitor.PostAsync("/api/session/second", new { code = "000000" })).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
        }

        (await person.GivePasswordAsync()).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
        product.Clock.Advance(TimeSpan.FromSeconds(5));
        await person.GivePasswordAsync();
        (await person.Visitor.PostAsync("/api/session/second", new { code = person.NextCode() })).Ok();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public async Task Offer_WithAWrongCodeOrTooLate_EnrolsNothing(int minutes)
    {
        using var person = await Newcomer.InviteAsync(product, $"totp.offer{minutes}");
        await person.SignInAsync();
        var offer = (await person.Visitor.PostAsync("/api/account/totp/offer", new { })).Ok();
        ((string)offer["picture"]!).ShouldStartWith("<svg");
        product.Clock.Advance(TimeSpan.FromMinutes(minutes));

        (await person.Visitor.PostAsync("/api/account/totp", new { ticket = (string)offer["ticket"]!, code = "123456" }))
            .ShouldBeRefused(HttpStatusCode.BadRequest, "code.refused");
        (await person.Visitor.PostAsync("/api/account/totp", new { ticket = "forged", code = "123456" })).ShouldBeRefused(HttpStatusCode.BadRequest, "code.refused");
    }

    [Fact]
    public async Task Secrets_InTheStore_AreSealedOrDigests()
    {
        using var person = await Newcomer.InviteAsync(product, "totp.stored", "StationHead");
        await person.SignInAsync();

        var kept = (await product.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(person.Account).CredentialsAsync())!;

        Convert.FromBase64String(kept.TotpSecret!).Length.ShouldBeGreaterThan(60);
        product.Logged.ShouldNotContain(line => line.Contains(person.RecoveryCodes[0], StringComparison.Ordinal) || line.Contains(Newcomer.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task HalfSignIn_WhosePasswordWasResetMeanwhile_LeadsNowhere()
    {
        using var person = await Newcomer.InviteAsync(product, "totp.half", "StationHead");
        await person.SignInAsync();
        await person.GivePasswordAsync();
        using var admin = await product.VisitAsync("admin");
        var link = Newcomer.Secret((await admin.PostAsync($"/api/stations/zhuoda/people/{person.Account}/reset", new { })).Ok());
        using var browser = await product.VisitAsync();
        (await browser.PostAsync("/api/links/password", new { link, password = "another kettle sings at nine" })).Status.ShouldBe(HttpStatusCode.NoContent);

        (await person.Visitor.PostAsync("/api/session/second", new { code = person.NextCode() })).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");

        using var forger = await product.VisitAsync();
        forger.Cookies.Add(product.Address, new Cookie($"{SessionCookie.Scheme}.half", "CfDJ8forged"));
        (await forger.PostAsync("/api/session/second", new { code = person.NextCode() })).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
    }
}
