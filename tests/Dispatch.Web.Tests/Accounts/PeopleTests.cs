using System.Collections.Immutable;
using System.Net;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Responders;
using Dispatch.Web.Accounts;
using Dispatch.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Dispatch.Web.Tests.Accounts;

[Collection(AccountsCollection.Name)]
public class PeopleTests(Product product)
{
    [Theory]
    [InlineData("coordinator.zhuoda", "Counsellor", "zhuoda", "access.denied")]
    [InlineData("coordinator.zhuoda", "Volunteer", "fucheng", "access.station")]
    [InlineData("head.zhuoda", "StationHead", "zhuoda", "access.denied")]
    [InlineData("head.zhuoda", "Admin", null, "access.denied")]
    [InlineData("head.zhuoda", "Coordinator", "fucheng", "access.station")]
    public async Task Invitation_BeyondTheOwnRoleOrStation_IsRefused(string by, string role, string? station, string code)
    {
        using var staff = await product.VisitAsync(by);

        (await staff.PostAsync(Newcomer.People(station), new { account = "beyond", displayName = "王", role })).ShouldBeRefused(HttpStatusCode.Forbidden, code);
    }

    [Theory]
    [InlineData("", "王", "Volunteer", "zhuoda", "input.invalid", HttpStatusCode.BadRequest)]
    [InlineData("../x", "王", "Volunteer", "zhuoda", "input.invalid", HttpStatusCode.BadRequest)]
    [InlineData("bad.name", "", "Volunteer", "zhuoda", "input.invalid", HttpStatusCode.BadRequest)]
    [InlineData("bad.name", "a\u202eb", "Volunteer", "zhuoda", "input.invalid", HttpStatusCode.BadRequest)]
    [InlineData("bad.name", "王", "Resident", "zhuoda", "input.invalid", HttpStatusCode.BadRequest)]
    [InlineData("bad.name", "王", "Volunteer", null, "input.invalid", HttpStatusCode.BadRequest)]
    [InlineData("bad.name", "王", "Volunteer", "nowhere", "station.unknown", HttpStatusCode.NotFound)]
    [InlineData("volunteer1.zhuoda", "王", "Volunteer", "zhuoda", "account.taken", HttpStatusCode.Conflict)]
    public async Task Invitation_WithBadInput_IsRefused(string account, string name, string role, string? station, string code, HttpStatusCode status)
    {
        using var admin = await product.VisitAsync("admin");

        (await admin.PostAsync(Newcomer.People(station), new { account, displayName = name, role })).ShouldBeRefused(status, code);
    }

    [Fact]
    public async Task Link_UsedForgedReplacedOrExpired_OpensNothing()
    {
        using var staff = await product.VisitAsync("coordinator.zhuoda");
        using var browser = await product.VisitAsync();
        var replaced = await Newcomer.LinkAsync(staff, "link.bad");
        var link = await Newcomer.LinkAsync(staff, "link.bad");
        var forged = link[..^2] + (link[^2] == 'A' ? "BB" : "AA");
        foreach (var bad in new[] { replaced, forged, "link.bad.", "no-account.xyz", "", link + "x" })
        {
            (await browser.PostAsync("/api/links", new { link = bad })).ShouldBeRefused(HttpStatusCode.NotFound, "link.refused");
            (await browser.PostAsync("/api/links/password", new { link = bad, password = Newcomer.Password })).ShouldBeRefused(HttpStatusCode.NotFound, "link.refused");
        }

        ((string?)(await browser.PostAsync("/api/links", new { link })).Ok()["displayName"]).ShouldBe("李娜");
        product.Clock.Advance(TimeSpan.FromDays(7));
        (await browser.PostAsync("/api/links/password", new { link, password = Newcomer.Password })).ShouldBeRefused(HttpStatusCode.NotFound, "link.refused");

        using var later = await product.VisitAsync("coordinator.zhuoda");
        var fresh = await Newcomer.LinkAsync(later, "link.bad");
        (await browser.PostAsync("/api/links/password", new { link = fresh, password = "password1234" })).ShouldBeRefused(HttpStatusCode.BadRequest, "password.common");
        (await browser.PostAsync("/api/links/password", new { link = fresh, password = "short" })).ShouldBeRefused(HttpStatusCode.BadRequest, "password.too-short");
        (await browser.PostAsync("/api/links/password", new { link = fresh, password = "link.bad zhuoda" })).ShouldBeRefused(HttpStatusCode.BadRequest, "password.context");
        (await browser.PostAsync("/api/links/password", new { link = fresh, password = Newcomer.Password })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await browser.PostAsync("/api/links/password", new { link = fresh, password = Newcomer.Password })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await browser.PostAsync("/api/links/password", new { link = fresh, password = "somebody else's idea" })).ShouldBeRefused(HttpStatusCode.NotFound, "link.refused");
    }

    [Fact]
    public async Task Application_ApprovedByTheStation_BecomesAnAccountWithALink()
    {
        using var applicant = await product.VisitAsync();
        var body = new { stationId = "fucheng", displayName = "赵敏", account = "zhao.min" };
        (await applicant.PostAsync("/api/applications", body)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await applicant.PostAsync("/api/applications", body)).Status.ShouldBe(HttpStatusCode.NoContent);
        using var foreign = await product.VisitAsync("coordinator.zhuoda");
        using var staff = await product.VisitAsync("coordinator.fucheng");
        var waiting = (await staff.GetAsync("/api/stations/fucheng/people")).Ok()["applications"]!.AsArray().Single(it => (string?)it!["account"] == "zhao.min")!;
        var path = $"/api/stations/fucheng/applications/{(string)waiting["id"]!}";
        (await foreign.GetAsync("/api/stations/fucheng/people")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
        (await foreign.PostAsync($"{path}/approve", new { })).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
        (await staff.PostAsync($"{path}/approve", new { role = "Counsellor" })).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        (await staff.PostAsync($"{path}/approve", new { account = "admin" })).ShouldBeRefused(HttpStatusCode.Conflict, "account.taken");

        var link = Newcomer.Secret((await staff.PostAsync($"{path}/approve", new { })).Ok());

        (await staff.PostAsync($"{path}/approve", new { })).ShouldBeRefused(HttpStatusCode.NotFound, "application.unknown");
        (await applicant.PostAsync("/api/links/password", new { link, password = Newcomer.Password })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await applicant.PostAsync("/api/session", new { account = "zhao.min", password = Newcomer.Password })).Ok();
        ((string?)(await applicant.GetAsync("/api/me")).Ok()["name"]).ShouldBe("赵敏");
        var people = (await staff.GetAsync("/api/stations/fucheng/people")).Ok()["people"]!.AsArray();
        ((bool)people.Single(it => (string?)it!["account"] == "zhao.min")!["manageable"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Application_ForANameThatIsTaken_TellsAStrangerNothing()
    {
        using var stranger = await product.VisitAsync();
        using var staff = await product.VisitAsync("head.zhuoda");

        (await stranger.PostAsync("/api/applications", new { stationId = "zhuoda", displayName = "探", account = "admin" })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await stranger.PostAsync("/api/applications", new { stationId = "nowhere", displayName = "探", account = "x" }))
            .ShouldBeRefused(HttpStatusCode.NotFound, "station.unknown");

        var id = (string)(await staff.GetAsync("/api/stations/zhuoda/people")).Ok()["applications"]!.AsArray().Single(it => (string?)it!["account"] == "admin")!["id"]!;
        (await staff.PostAsync($"/api/stations/zhuoda/applications/{id}/decline", new { })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await staff.PostAsync($"/api/stations/zhuoda/applications/{id}/decline", new { })).ShouldBeRefused(HttpStatusCode.NotFound, "application.unknown");
    }

    [Fact]
    public async Task StationCode_ReadOutToAVolunteer_OpensOnceWithinTenMinutes()
    {
        using var person = await Newcomer.InviteAsync(product, "code.volunteer");
        using var staff = await product.VisitAsync("coordinator.zhuoda");
        var late = (string)(await staff.PostAsync($"/api/stations/zhuoda/people/{person.Account}/code", new { })).Ok()["code"]!;
        product.Clock.Advance(TimeSpan.FromMinutes(10));
        (await person.Visitor.PostAsync("/api/session/code", new { account = person.Account, code = late })).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");

        var code = (string)(await staff.PostAsync($"/api/stations/zhuoda/people/{person.Account}/code", new { })).Ok()["code"]!;

        (await person.Visitor.PostAsync("/api/session/code", new { account = person.Account, code = $"{code[..4]} {code[4..]}" })).Ok();
        using var other = await product.VisitAsync();
        (await other.PostAsync("/api/session/code", new { account = person.Account, code })).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
        (await staff.PostAsync("/api/stations/zhuoda/people/head.zhuoda/code", new { })).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        (await staff.PostAsync("/api/stations/zhuoda/people/volunteer1.zhuoda/code", new { })).ShouldBeRefused(HttpStatusCode.Conflict, "account.demo");
        (await staff.PostAsync("/api/stations/zhuoda/people/nobody.at.all/code", new { })).ShouldBeRefused(HttpStatusCode.NotFound, "account.unknown");
    }

    [Fact]
    public async Task Installation_WithoutTheDemonstration_InvitesItsFirstAdministrator()
    {
        await using var bare = new Product(Product.NewDirectory(), ownsData: true, ("Dispatch:Demo:Enabled", "false"));
        using var visitor = await bare.VisitAsync();
        var account = bare.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(FirstAdministrator.Account);
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (await account.GetAsync() is null && DateTime.UtcNow < deadline)
        {
            await visitor.GetAsync("/health/ready");
        }

        ((await account.GetAsync())?.Phase, (await account.GetAsync())?.Role).ShouldBe((AccountPhase.Invited, Role.Admin));
        (await visitor.PostAsync("/api/session", new { account = "admin", password = Product.Password })).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
    }

    [Fact]
    public async Task Account_ClosedOrAssignedAnew_LosesItsSessions()
    {
        using var person = await Newcomer.InviteAsync(product, "assigned.anew");
        await person.SignInAsync();
        using var head = await product.VisitAsync("head.zhuoda");
        (await head.PostAsync($"/api/stations/zhuoda/people/{person.Account}/assign", new { role = "Coordinator", stationId = "zhuoda" }))
            .Status.ShouldBe(HttpStatusCode.NoContent);
        product.Clock.Advance(TimeSpan.FromSeconds(30));
        (await person.Visitor.GetAsync("/api/account")).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
        await person.SignInAsync();
        (await person.Visitor.GetAsync("/api/boards/zhuoda")).Ok();
        (await head.PostAsync("/api/stations/zhuoda/people/head.zhuoda/close", new { })).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");

        (await head.PostAsync($"/api/stations/zhuoda/people/{person.Account}/close", new { })).Status.ShouldBe(HttpStatusCode.NoContent);

        product.Clock.Advance(TimeSpan.FromSeconds(30));
        (await person.Visitor.GetAsync("/api/boards/zhuoda")).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
        (await person.GivePasswordAsync()).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
        (await head.PostAsync($"/api/stations/zhuoda/people/{person.Account}/close", new { })).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    /// <summary>Whoever issued a link still knows it when it has been used.</summary>
    [Fact]
    public async Task Link_OnceUsed_TellsNobodyByGuessesWhichPasswordWasSet()
    {
        using var staff = await product.VisitAsync("coordinator.zhuoda");
        var link = await Newcomer.LinkAsync(staff, "link.guessed");
        using var person = await product.VisitAsync();
        (await person.PostAsync("/api/links/password", new { link, password = Newcomer.Password })).Status.ShouldBe(HttpStatusCode.NoContent);

        for (var guess = 0; guess < 5; guess++)
        {
            (await staff.PostAsync("/api/links/password", new { link, password = $"a guess at it, number {guess}" }))
                .ShouldBeRefused(HttpStatusCode.NotFound, "link.refused");
        }

        (await staff.PostAsync("/api/links/password", new { link, password = Newcomer.Password })).ShouldBeRefused(HttpStatusCode.NotFound, "link.refused");
        (await staff.GetAsync("/api/stations/zhuoda/people")).Ok()["people"]!.AsArray()
            .Single(it => (string?)it!["account"] == "link.guessed")!["locked"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Account_ClosedWhileOnDuty_IsOffDutyAtOnce()
    {
        using var person = await Newcomer.InviteAsync(product, "closed.onduty");
        await person.SignInAsync();
        ((bool)(await person.Visitor.PutAsync("/api/me/duty", new { onDuty = true })).Ok()["onDuty"]!).ShouldBeTrue();
        using var staff = await product.VisitAsync("coordinator.zhuoda");

        (await staff.PostAsync($"/api/stations/zhuoda/people/{person.Account}/close", new { })).Status.ShouldBe(HttpStatusCode.NoContent);

        var responder = await product.Services.GetRequiredService<IGrainFactory>().GetGrain<IVolunteerGrain>(person.Account).GetAsync();
        responder!.OnDuty.ShouldBeFalse();
    }

    [Fact]
    public async Task Account_ClosedWithHoursOfTheWeek_IsProposedInNoneOfThem()
    {
        using var person = await Newcomer.InviteAsync(product, "closed.calendar");
        var responder = product.Services.GetRequiredService<IGrainFactory>().GetGrain<IVolunteerGrain>(person.Account);
        var always = Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, 0, 1_440)).ToImmutableArray();
        var profile = (await responder.ExportAsync())!.Profile;
        (await responder.EnrolAsync(profile with { Calendar = new Availability(always, [], []) })).Refused.ShouldBeNull();
        using var staff = await product.VisitAsync("coordinator.zhuoda");

        (await staff.PostAsync($"/api/stations/zhuoda/people/{person.Account}/close", new { })).Status.ShouldBe(HttpStatusCode.NoContent);

        (await responder.ExportAsync())!.Profile.Calendar.Weekly.ShouldBeEmpty();
    }
}
