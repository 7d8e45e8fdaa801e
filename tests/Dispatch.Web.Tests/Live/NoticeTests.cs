using System.Net;
using System.Net.WebSockets;
using Dispatch.Web.Accounts;
using Dispatch.Web.Live;
using Dispatch.Web.Tests.Accounts;
using Dispatch.Web.Tests.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Dispatch.Web.Tests.Live;

/// <summary>People hear at once of what happens to their accounts, and supervisors of what their staff open.</summary>
[Collection(AccountsCollection.Name)]
public class NoticeTests(Product product)
{
    [Fact]
    public async Task Change_OfAnAccount_IsHeardAtOnceAndStaysUntilItIsSeen()
    {
        using var person = await Newcomer.InviteAsync(product, "told.volunteer");
        await person.SignInAsync();
        await using var live = await LiveClient.ConnectAsync(person.Visitor);
        await live.CallAsync("Hear");
        using var staff = await product.VisitAsync("coordinator.zhuoda");

        (await staff.PostAsync($"/api/stations/zhuoda/people/{person.Account}/code", new { })).Ok();

        ((string)(await live.NextAsync("NoticeCame", _ => true))!).ShouldBe("account");
        var notice = (await person.Visitor.GetAsync("/api/account/notices")).Ok().AsArray().ShouldHaveSingleItem()!;
        ((string?)notice["action"], (string?)notice["by"]).ShouldBe(("account.code-issued", "coordinator.zhuoda"));
        (await person.Visitor.PostAsync($"/api/account/notices/{(int)notice["number"]!}/seen", new { })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await person.Visitor.GetAsync("/api/account/notices")).Ok().AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task SignIn_FromANewDevice_IsToldOnTheOthers()
    {
        using var person = await Newcomer.InviteAsync(product, "told.device");
        await person.SignInAsync();
        using var thief = await product.VisitAsync();
        (await thief.PostAsync("/api/session", new { account = person.Account, password = Newcomer.Password }, ("User-Agent", "Mozilla/5.0 (Windows NT) Firefox/140.0"))).Ok();

        var notice = (await person.Visitor.GetAsync("/api/account/notices")).Ok().AsArray().ShouldHaveSingleItem()!;

        ((string?)notice["action"], (string?)notice["device"]).ShouldBe(("account.signed-in", "firefox/windows"));
    }

    [Fact]
    public async Task SealedWords_Opened_AreHeardByTheSupervisorAndByNobodyOfAnotherStation()
    {
        using var admin = await product.VisitAsync("admin");
        using var foreign = await product.VisitAsync("head.fucheng");
        using var head = await product.VisitAsync("head.zhuoda");
        using var resident = await product.VisitAsync();
        await using var hears = await LiveClient.ConnectAsync(admin);
        await using var deaf = await LiveClient.ConnectAsync(foreign);
        await hears.CallAsync("Hear");
        await deaf.CallAsync("Hear");
        var need = new { service = "counselling", description = "想找人说说话", stationId = "zhuoda", remote = true, startsAt = product.Clock.GetUtcNow().AddDays(3) };
        var id = (string)(await resident.PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created)["id"]!;

        (await head.PostAsync($"/api/requests/{id}/sealed", new { reason = "家属来问她昨天说了什么话" })).Ok();

        ((string)(await hears.NextAsync("NoticeCame", _ => true))!).ShouldBe("station");
        await deaf.CallAsync("Unwatch", "fucheng");
        deaf.Came("NoticeCame").ShouldBeFalse();
    }

    [Fact]
    public async Task Bell_OfSomebodyWithoutASignIn_IsRefused()
    {
        using var stranger = await product.VisitAsync();
        await using var live = await LiveClient.ConnectAsync(stranger);

        (await Should.ThrowAsync<HubException>(() => live.CallAsync("Hear"))).Message.ShouldBe("session.required");
    }

    [Fact]
    public async Task Connection_OfAnAccountWhoseRoleWasLowered_EndsWithItsFollows()
    {
        using var person = await Newcomer.InviteAsync(product, "lowered.staff", "Coordinator");
        await person.SignInAsync();
        await using var live = await LiveClient.ConnectAsync(person.Visitor);
        await live.CallAsync("Watch", "zhuoda");
        using var admin = await product.VisitAsync("admin");

        (await admin.PostAsync($"/api/stations/zhuoda/people/{person.Account}/assign", new { role = "Volunteer", stationId = "zhuoda" }))
            .Status.ShouldBe(HttpStatusCode.NoContent);
        product.Clock.Advance(TimeSpan.FromSeconds(31));
        await product.Services.GetRequiredService<LiveConnections>().DropEndedSessionsAsync(product.Services.GetRequiredService<SessionCheck>());

        await Should.ThrowAsync<WebSocketException>(() => live.CallAsync("Watch", "zhuoda"));
        (await person.Visitor.GetAsync("/api/boards/zhuoda")).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
    }
}
