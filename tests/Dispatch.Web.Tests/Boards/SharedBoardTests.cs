using System.Net;
using System.Net.WebSockets;
using Dispatch.Web.Boards;
using Dispatch.Web.Stations;
using Dispatch.Web.Tests.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Dispatch.Web.Tests.Boards;

/// <summary>A station's board to another station: only by agreement, only to look at, without places and names.</summary>
public class SharedBoardTests
{
    [Fact]
    public async Task Board_OfAnotherStation_IsOpenWhileTheAgreementHolds()
    {
        await using var product = new Product();
        using var admin = await product.VisitAsync("admin");
        using var guest = await product.VisitAsync("coordinator.fucheng");
        using var resident = await product.VisitAsync();
        await using var live = await LiveClient.ConnectAsync(guest);
        (await guest.GetAsync("/api/boards/zhuoda")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
        (await Should.ThrowAsync<HubException>(() => live.CallAsync("Watch", "zhuoda"))).Message.ShouldBe("access.station");
        (await guest.PutAsync("/api/boards/zhuoda/shares/fucheng", new { })).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        (await admin.PutAsync("/api/boards/zhuoda/shares/nowhere", new { })).ShouldBeRefused(HttpStatusCode.NotFound, "station.unknown");

        (await admin.PutAsync("/api/boards/zhuoda/shares/fucheng", new { })).Status.ShouldBe(HttpStatusCode.NoContent);

        (await guest.GetAsync("/api/boards")).Ok().AsArray().Select(it => ((string?)it!["stationId"], (bool)it["shared"]!))
            .ShouldBe([("fucheng", false), ("zhuoda", true)], ignoreOrder: true);
        await live.CallAsync("Watch", "zhuoda");
        var id = (string)(await resident.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created)["id"]!;
        var change = await live.NextAsync("BoardChanged", it => it["rows"]!.AsArray().Any(row => (string?)row!["id"] == id));
        var row = change["rows"]!.AsArray().First(it => (string?)it!["id"] == id)!;
        row["position"].ShouldBeNull();
        ((string?)row["owner"]).ShouldBe("");
        var board = (await guest.GetAsync("/api/boards/zhuoda")).Ok();
        board["responders"]!.AsArray().ShouldAllBe(it => (string?)it!["name"] == "" && it["position"] == null);
        board.ToJsonString().ShouldNotContain("coordinator.zhuoda");
        (await guest.GetAsync($"/api/requests/{id}")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
        (await guest.PostAsync($"/api/requests/{id}/own", new { })).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");

    }

    [Fact]
    public async Task Agreement_Ended_EndsTheConnectionOfWhoLooksSoThatNobodyTakesItForLive()
    {
        await using var product = new Product();
        using var admin = await product.VisitAsync("admin");
        using var guest = await product.VisitAsync("coordinator.fucheng");
        using var own = await product.VisitAsync("coordinator.zhuoda");
        (await admin.PutAsync("/api/boards/zhuoda/shares/fucheng", new { })).Status.ShouldBe(HttpStatusCode.NoContent);
        await using var looking = await LiveClient.ConnectAsync(guest);
        await looking.CallAsync("Watch", "zhuoda");
        await using var working = await LiveClient.ConnectAsync(own);
        await working.CallAsync("Watch", "zhuoda");
        var relay = product.Services.GetRequiredService<SharedBoardRelay>();
        relay.Watchers.ShouldBe(1);

        (await admin.DeleteAsync("/api/boards/zhuoda/shares/fucheng")).Status.ShouldBe(HttpStatusCode.NoContent);

        relay.Watchers.ShouldBe(0);
        await Should.ThrowAsync<WebSocketException>(() => looking.CallAsync("Watch", "fucheng"));
        (await guest.GetAsync("/api/boards/zhuoda")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
        await working.CallAsync("Unwatch", "zhuoda");
        await using var back = await LiveClient.ConnectAsync(guest);
        (await Should.ThrowAsync<HubException>(() => back.CallAsync("Watch", "zhuoda"))).Message.ShouldBe("access.station");
    }

    [Fact]
    public async Task Agreement_OfTheBoard_StandsInTheFactsOfTheStationThatShares()
    {
        await using var product = new Product();
        using var admin = await product.VisitAsync("admin");

        (await admin.PutAsync("/api/boards/zhuoda/shares/fucheng", new { })).Status.ShouldBe(HttpStatusCode.NoContent);

        var stations = product.Services.GetRequiredService<StationList>();
        (await stations.FindAsync("zhuoda"))!.SharesBoardWith.ShouldBe(["fucheng"]);
        (await stations.FindAsync("fucheng"))!.SharesBoardWith.IsDefaultOrEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task Agreements_ThatStand_AreSeenByTheHeadsOfBothStationsAndTheAdministrator()
    {
        await using var product = new Product();
        using var admin = await product.VisitAsync("admin");
        using var owner = await product.VisitAsync("head.zhuoda");
        using var guest = await product.VisitAsync("head.fucheng");
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");
        (await admin.GetAsync("/api/agreements")).Ok().AsArray().ShouldBeEmpty();

        (await admin.PutAsync("/api/boards/zhuoda/shares/fucheng", new { })).Status.ShouldBe(HttpStatusCode.NoContent);

        foreach (var visitor in new[] { admin, owner, guest })
        {
            var agreement = (await visitor.GetAsync("/api/agreements")).Ok().AsArray().ShouldHaveSingleItem()!;
            ((string?)agreement["stationId"], (string?)agreement["with"]).ShouldBe(("zhuoda", "fucheng"));
        }

        (await coordinator.GetAsync("/api/agreements")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        (await owner.DeleteAsync("/api/boards/zhuoda/shares/fucheng")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        (await admin.DeleteAsync("/api/boards/zhuoda/shares/fucheng")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await guest.GetAsync("/api/agreements")).Ok().AsArray().ShouldBeEmpty();
    }
}
