using System.Net;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;
using Dispatch.Web.Accounts;
using Dispatch.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Dispatch.Web.Tests.Accounts;

[Collection(ProductCollection.Name)]
public class SessionTests(Product product)
{
    [Theory]
    [InlineData("admin", "Admin", null)]
    [InlineData("coordinator.zhuoda", "Coordinator", "zhuoda")]
    [InlineData(" Head.Fucheng ", "StationHead", "fucheng")]
    [InlineData("volunteer60.zhuoda", "Volunteer", "zhuoda")]
    [InlineData("volunteer60.fucheng", "Volunteer", "fucheng")]
    [InlineData("counsellor6.fucheng", "Counsellor", "fucheng")]
    public async Task SignIn_WithADemoAccount_OpensASession(string account, string role, string? station)
    {
        using var visitor = await product.VisitAsync();

        var view = (await visitor.PostAsync("/api/session", new { account, password = Product.Password })).Ok();

        ((string?)view["role"], (string?)view["stationId"]).ShouldBe((role, station));
        ((string?)(await visitor.GetAsync("/api/session")).Ok()["account"]).ShouldBe((string?)view["account"]);
        var cookie = visitor.Cookies.GetAllCookies()[SessionCookie.Scheme]!;
        cookie.HttpOnly.ShouldBeTrue();
    }

    [Theory]
    [InlineData("admin", "wrong")]
    [InlineData("admin", "")]
    [InlineData("nobody", Product.Password)]
    [InlineData("demo-data", Product.Password)]
    [InlineData("../admin", Product.Password)]
    [InlineData("", "")]
    public async Task SignIn_ThatDoesNotMatch_IsRefusedWithoutAReason(string account, string password)
    {
        using var visitor = await product.VisitAsync();

        (await visitor.PostAsync("/api/session", new { account, password })).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
    }

    [Fact]
    public async Task SignIn_AfterFiveFailures_WaitsEvenWithTheRightPassword()
    {
        using var visitor = await product.VisitAsync();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await visitor.PostAsync("/api/session", new { account = "volunteer59.fucheng", password = "guess" });
        }

        (await visitor.PostAsync("/api/session", new { account = "volunteer59.fucheng", password = Product.Password }))
            .ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
    }

    [Fact]
    public async Task Guesses_SentSideBySide_CountOneByOne()
    {
        using var visitor = await product.VisitAsync();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => visitor.PostAsync("/api/session", new { account = "volunteer57.fucheng", password = "guess" })));

        var right = await visitor.PostAsync("/api/session", new { account = "volunteer57.fucheng", password = Product.Password });

        right.ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
        (await product.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>("volunteer57.fucheng").GetAsync())!.Failures.ShouldBeGreaterThanOrEqualTo(5);
    }

    [Theory]
    [InlineData("coordinator.zhuoda", 12, "/api/boards/zhuoda")]
    [InlineData("volunteer56.zhuoda", 14 * 24, "/api/me")]
    public async Task Session_LeftAloneForItsWholeTime_IsOver(string account, int hours, string path)
    {
        await using var product = new Product();
        using var visitor = await product.VisitAsync(account);
        product.Clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromMinutes(1));
        var kept = visitor.Cookies.GetAllCookies()[SessionCookie.Scheme]!.Value;
        using var stale = await product.VisitAsync();
        stale.Cookies.Add(product.Address, new Cookie(SessionCookie.Scheme, kept));
        (await visitor.GetAsync(path)).Ok();

        product.Clock.Advance(TimeSpan.FromMinutes(2));

        (await stale.GetAsync(path)).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
        visitor.Cookies.GetAllCookies()[SessionCookie.Scheme]!.Value.ShouldNotBe(kept);
    }

    [Fact]
    public async Task Session_AfterSignOut_IsOver()
    {
        using var visitor = await product.VisitAsync("coordinator.zhuoda");

        (await visitor.DeleteAsync("/api/session")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await visitor.GetAsync("/api/session")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await visitor.GetAsync("/api/boards/zhuoda")).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
    }

    [Fact]
    public async Task Session_WithAForgedCookie_IsNone()
    {
        using var visitor = await product.VisitAsync();
        visitor.Cookies.Add(product.Address, new Cookie(SessionCookie.Scheme, "CfDJ8forged"));

        (await visitor.GetAsync("/api/boards/zhuoda")).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
    }

    [Fact]
    public async Task Session_WhoseStampChanged_IsOver()
    {
        using var visitor = await product.VisitAsync();
        var grain = product.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>("volunteer58.fucheng");
        await visitor.SignInAsync("volunteer58.fucheng", Product.Password);
        var account = (await grain.GetAsync())!;

        (await grain.PutAsync(account with { SecurityStamp = "another" }, account.SecurityStamp)).Refused.ShouldBeNull();

        (await visitor.GetAsync("/api/me")).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
        await grain.PutAsync(account, "another");
    }

    [Theory]
    [InlineData("https://elsewhere.example", null, true)]
    [InlineData(null, "cross-site", true)]
    [InlineData("null", null, true)]
    [InlineData(null, "same-site", true)]
    [InlineData(null, "same-origin", false)]
    [InlineData(null, null, false)]
    public async Task UnsafeCall_FromABrowserElsewhere_IsRefused(string? origin, string? site, bool refused)
    {
        using var visitor = await product.VisitAsync();
        var headers = new[] { ("Origin", origin), ("Sec-Fetch-Site", site) }.Where(it => it.Item2 is not null).Select(it => (it.Item1, it.Item2!)).ToArray();

        var answer = await visitor.PostAsync("/api/session", new { account = "admin", password = Product.Password }, headers);

        answer.Status.ShouldBe(refused ? HttpStatusCode.Forbidden : HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, 5)]
    [InlineData(6, 10)]
    [InlineData(10, 160)]
    [InlineData(500, 900)]
    public void Lockout_WithEveryFailure_GrowsUpToAQuarterOfAnHour(int failures, int? seconds)
    {
        var now = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

        Lockout.Until(failures, now).ShouldBe(seconds is { } wait ? now.AddSeconds(wait) : null);
    }

    /// <summary>An answer that is quick only where there is an account would tell who has one.</summary>
    [Fact]
    public async Task SignIn_ToALockedAccount_TakesAsLongAsToOneThatIsNot()
    {
        using var person = await Newcomer.InviteAsync(product, "locked.timed");
        for (var miss = 0; miss < 8; miss++)
        {
            await person.GivePasswordAsync("not the password at all");
        }

        var (locked, unknown) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < 5; round++)
        {
            locked = Least(locked, await TimeAsync(() => person.GivePasswordAsync()));
            unknown = Least(unknown, await TimeAsync(() => person.Visitor.PostAsync("/api/session", new { account = "nobody.timed", password = Newcomer.Password })));
        }

        locked.ShouldBeGreaterThan(unknown / 2);
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static async Task<TimeSpan> TimeAsync(Func<Task<Answer>> call)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        (await call()).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
        return System.Diagnostics.Stopwatch.GetElapsedTime(began);
    }
}
