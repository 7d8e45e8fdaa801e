using System.Net;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Shouldly;

namespace Dispatch.Web.Tests.Requests;

/// <summary>Sealed words opened with a reason: by whom, for how long, and who hears of it.</summary>
public class SealedTests
{
    private const string Words = "最近总是睡不着";
    private const string Reason = "家属来电询问，需要核对情况";

    [Fact]
    public async Task SealedWords_OpenedByAHead_AreShownForAQuarterOfAnHourAndToldToAdministratorAndResident()
    {
        await using var product = new Product();
        using var resident = await product.VisitAsync();
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");
        using var head = await product.VisitAsync("head.zhuoda");
        using var stranger = await product.VisitAsync("head.fucheng");
        using var admin = await product.VisitAsync("admin");
        var (id, code) = await AskAsync(resident);
        var path = $"/api/requests/{id}/sealed";

        (await coordinator.PostAsync(path, new { reason = Reason })).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        (await stranger.PostAsync(path, new { reason = Reason })).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
        (await head.GetAsync(path)).ShouldBeRefused(HttpStatusCode.Forbidden, "sealed.closed");
        (await head.PostAsync(path, new { reason = "太短" })).ShouldBeRefused(HttpStatusCode.BadRequest, "input.invalid");
        ((string?)(await head.PostAsync(path, new { reason = Reason })).Ok()["description"]).ShouldBe(Words);
        ((string?)(await head.GetAsync(path)).Ok()["description"]).ShouldBe(Words);
        (await admin.GetAsync(path)).ShouldBeRefused(HttpStatusCode.Forbidden, "sealed.closed");
        ((string?)(await head.GetAsync($"/api/requests/{id}")).Ok()["description"]).ShouldBeNull();

        var opening = (await resident.GetHelpAsync(code)).Ok()["openings"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)opening["role"], (string?)opening["stationId"], (string?)opening["reason"]).ShouldBe(("StationHead", "zhuoda", Reason));
        opening.ToJsonString().ShouldNotContain("head.zhuoda");

        (await head.GetAsync("/api/notices")).Ok().AsArray().ShouldBeEmpty();
        var notice = (await admin.GetAsync("/api/notices")).Ok().AsArray().ShouldHaveSingleItem()!["notice"]!;
        ((string?)notice["by"], (string?)notice["requestId"]).ShouldBe(("head.zhuoda", id));
        (await head.PostAsync($"/api/notices/zhuoda/{id}/1/seen", new { })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await admin.GetAsync("/api/notices")).Ok().AsArray().Count.ShouldBe(1, "A head cannot put away what is for the administrator.");
        (await admin.PostAsync($"/api/notices/zhuoda/{id}/1/seen", new { })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await admin.GetAsync("/api/notices")).Ok().AsArray().ShouldBeEmpty();

        product.Clock.Advance(TimeSpan.FromMinutes(15));
        (await head.GetAsync(path)).ShouldBeRefused(HttpStatusCode.Forbidden, "sealed.closed");
    }

    [Fact]
    public async Task Actors_OfAnotherStationsPeople_RefuseEvenWhereTheWebSideForgets()
    {
        await using var product = new Product();
        using var resident = await product.VisitAsync();
        var (id, _) = await AskAsync(resident);
        var grains = product.Services.GetRequiredService<IGrainFactory>();
        var request = grains.GetGrain<IRequestGrain>(id);
        var head = new Actor("head.fucheng", Role.StationHead, "fucheng");
        var volunteer = new Actor("volunteer1.zhuoda", Role.Volunteer, "zhuoda");
        var before = (await request.GetAsync(Actor.System)).Value!.Version;

        foreach (var (actor, code) in new[] { (head, RefusalCode.AccessStation), (volunteer, RefusalCode.AccessDenied) })
        {
            (await request.CancelAsync(new CancelRequest(actor, "x"))).Refused!.Code.ShouldBe(code);
            (await request.DispatchAsync(new DispatchByHand(actor, "volunteer1.zhuoda", "x"))).Refused!.Code.ShouldBe(code);
            (await request.WidenAsync(new WidenRequest(actor, "x"))).Refused!.Code.ShouldBe(code);
            (await request.ReferAsync(new ReferRequest(actor, "x", "x"))).Refused!.Code.ShouldBe(code);
            (await request.OwnAsync(new OwnRequest(actor, "x"))).Refused!.Code.ShouldBe(code);
            (await request.OpenSealedAsync(new OpenSealed(actor, Reason))).Refused!.Code.ShouldBe(code);
            (await request.TimelineAsync(actor)).Refused!.Code.ShouldBe(code);
            (await request.CandidatesAsync(actor)).Refused!.Code.ShouldBe(code);
        }

        (await request.RaiseAsync(new RaiseLevel(head, RiskLevel.HighRisk, "x"))).Refused!.Code.ShouldBe(RefusalCode.AccessStation);
        (await request.RaiseAsync(new RaiseLevel(volunteer, RiskLevel.HighRisk, "x"))).Refused!.Code.ShouldBe(RefusalCode.RequestUnknown);
        (await request.GetAsync(Actor.Resident)).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
        (await request.GetAsync(Actor.System)).Value!.Version.ShouldBe(before);
        (await grains.GetGrain<IStationGrain>("zhuoda").ShareAsync(new ShareBoard(head, "fucheng", On: true))).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
        (await grains.GetGrain<IStationGrain>("zhuoda").NoticesAsync(head)).Refused!.Code.ShouldBe(RefusalCode.AccessStation);
    }

    /// <summary>Psychological help, so sealed; a start in three days keeps it from asking anybody meanwhile.</summary>
    private static async Task<(string Id, string Code)> AskAsync(Visitor resident)
    {
        var need = new { service = "counselling", description = Words, stationId = "zhuoda", remote = true, startsAt = DateTimeOffset.UtcNow.AddDays(3) };
        var asked = (await resident.PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created);
        return ((string)asked["id"]!, (string)asked["code"]!);
    }
}
