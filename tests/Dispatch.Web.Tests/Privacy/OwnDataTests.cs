using System.Net;
using Dispatch.Contracts.Responders;
using Dispatch.Web.Tests.Accounts;
using Dispatch.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Dispatch.Web.Tests.Privacy;

/// <summary>What a person decides about the own data: a copy, consent, deletion.</summary>
[Collection(AccountsCollection.Name)]
public class OwnDataTests(Product product)
{
    private const string Address = "丹州小区 7 栋 1203";

    [Fact]
    public async Task Resident_ByTheCaseCode_TakesACopyAndDeletesEverythingOnceItHasEnded()
    {
        using var resident = await product.VisitAsync();
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");
        var (id, code) = await AskAsync(resident);
        var copy = (await resident.PostAsync("/api/help/export", new { contact = "1234" }, Visitor.Bearing(code))).Ok();
        ((string?)copy["address"], (string?)copy["contact"], (string?)copy["requestId"]).ShouldBe((Address, "13976001234", id));

        (await resident.PostAsync("/api/help/erase", new { }, Visitor.Bearing(code))).ShouldBeRefused(HttpStatusCode.Conflict, "privacy.obligation");
        (await resident.PostAsync("/api/help/cancel", new { reason = "好了" }, Visitor.Bearing(code))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await resident.PostAsync("/api/help/erase", new { contact = "1243" }, Visitor.Bearing(code))).ShouldBeRefused(HttpStatusCode.Forbidden, "privacy.contact");
        (await resident.PostAsync("/api/help/erase", new { contact = "1234" }, Visitor.Bearing(code))).Status.ShouldBe(HttpStatusCode.NoContent);

        var view = (await resident.GetAsync("/api/help", Visitor.Bearing(code))).Ok();
        ((string?)view["state"], (string?)view["erasedAt"] is not null, (bool)view["canErase"]!).ShouldBe(("Cancelled", true, false));
        (await resident.PostAsync("/api/help/export", new { }, Visitor.Bearing(code))).Ok()["address"].ShouldBeNull();
        var staff = (await coordinator.GetAsync($"/api/requests/{id}")).Ok();
        ((string?)staff["description"], staff["position"]).ShouldBe((null, null));
        (await coordinator.GetAsync($"/api/requests/{id}/candidates")).Ok();
        (await resident.PostAsync("/api/help/erase", new { }, Visitor.Bearing("ZZZZ-ZZZZ-ZZZZ"))).ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
    }

    [Fact]
    public async Task Copy_ByTheCaseCodeAlone_IsRefused()
    {
        using var resident = await product.VisitAsync();
        var (_, code) = await AskAsync(resident);
        var (_, bare) = await AskAsync(resident, contact: null);

        (await resident.PostAsync("/api/help/export", new { }, Visitor.Bearing(code))).ShouldBeRefused(HttpStatusCode.Forbidden, "privacy.contact");
        (await resident.PostAsync("/api/help/export", new { contact = "13976001234" }, Visitor.Bearing(code))).Ok();
        (await resident.PostAsync("/api/help/export", new { contact = "1234" }, Visitor.Bearing(bare))).ShouldBeRefused(HttpStatusCode.Forbidden, "privacy.station");
        var (own, other) = ((await resident.GetAsync("/api/help", Visitor.Bearing(code))).Ok(), (await resident.GetAsync("/api/help", Visitor.Bearing(bare))).Ok());
        ((bool)own["hasContact"]!, (bool)other["hasContact"]!).ShouldBe((true, false));
    }

    [Fact]
    public async Task Resident_TakingTheConsentBack_IsShownItAndMayGiveItAgain()
    {
        using var resident = await product.VisitAsync();
        var (_, code) = await AskAsync(resident);

        (await SharesAsync(resident, code)).ShouldBeTrue();
        (await SetAsync(resident, code, given: false)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await SharesAsync(resident, code)).ShouldBeFalse();
        (await SetAsync(resident, code, given: true)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await SharesAsync(resident, code)).ShouldBeTrue();
        (await resident.PostAsync("/api/help/consents", new { purpose = "Position", given = true }, Visitor.Bearing(code)))
            .ShouldBeRefused(HttpStatusCode.BadRequest, "input.invalid");
        (await resident.PostAsync("/api/help/consents", new { }, Visitor.Bearing(code))).ShouldBeRefused(HttpStatusCode.BadRequest, "input.invalid");
    }

    [Fact]
    public async Task Volunteer_WhoLeaves_TakesACopyAndIsDeletedWithTheNameTaken()
    {
        using var newcomer = await Newcomer.InviteAsync(product, "leaver.zhuoda");
        await newcomer.SignInAsync();
        var copy = (await newcomer.Visitor.PostAsync("/api/account/export", new { })).Ok();
        ((string?)copy["account"]!["displayName"], (string?)copy["responder"]!["profile"]!["name"]).ShouldBe(("李娜", "李娜"));
        copy.ToJsonString().ShouldNotContain("asswordHash");
        copy["account"]!["notices"].ShouldNotBeNull();

        (await newcomer.Visitor.PostAsync("/api/account/erase", new { })).Status.ShouldBe(HttpStatusCode.NoContent);

        (await newcomer.Visitor.GetAsync("/api/account")).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.required");
        (await newcomer.GivePasswordAsync()).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
        using var head = await product.VisitAsync("head.zhuoda");
        (await head.PostAsync("/api/stations/zhuoda/people", new { account = "leaver.zhuoda", displayName = "王五", role = "Volunteer" }))
            .ShouldBeRefused(HttpStatusCode.Conflict, "account.taken");
    }

    [Fact]
    public async Task Coordinator_WhoWasAVolunteer_TakesACopyOfThatTooAndIsDeletedAsBoth()
    {
        const string Name = "both.zhuoda";
        using var newcomer = await Newcomer.InviteAsync(product, Name);
        using var admin = await product.VisitAsync("admin");
        (await admin.PostAsync($"/api/stations/zhuoda/people/{Name}/assign", new { role = "Coordinator", stationId = "zhuoda" }))
            .Status.ShouldBe(HttpStatusCode.NoContent);
        await newcomer.SignInAsync();
        var copy = (await newcomer.Visitor.PostAsync("/api/account/export", new { })).Ok();
        (copy["responder"], (string?)copy["former"]![0]!["profile"]!["name"]).ShouldBe((null, "李娜"));

        (await newcomer.Visitor.PostAsync("/api/account/erase", new { })).Status.ShouldBe(HttpStatusCode.NoContent);

        var volunteer = product.Services.GetRequiredService<IGrainFactory>().GetGrain<IVolunteerGrain>(Name);
        (await volunteer.ExportAsync())!.Profile.Name.ShouldBe("");
    }

    [Fact]
    public async Task Administrator_WhoIsTheLastOneOfTheirOwn_CannotBeDeletedBeforeAnotherSignsIn()
    {
        await using var town = new Product(Product.NewDirectory(), ownsData: true);
        using var last = await Newcomer.InviteAsync(town, "last.admin", "Admin", station: null);
        await last.SignInAsync();
        (await last.Visitor.PostAsync("/api/account/erase", new { })).ShouldBeRefused(HttpStatusCode.Conflict, "privacy.obligation");

        using var next = await Newcomer.InviteAsync(town, "next.admin", "Admin", station: null);
        await next.SignInAsync();

        (await last.Visitor.PostAsync("/api/account/erase", new { })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await next.Visitor.PostAsync("/api/account/erase", new { })).ShouldBeRefused(HttpStatusCode.Conflict, "privacy.obligation");
    }

    [Fact]
    public async Task Staff_DeletingSomebodyWhoLeft_StayWithinTheirBounds()
    {
        using var newcomer = await Newcomer.InviteAsync(product, "gone.zhuoda");
        using var head = await product.VisitAsync("head.zhuoda");
        using var foreign = await product.VisitAsync("head.fucheng");
        const string Path = "/api/stations/zhuoda/people/gone.zhuoda/erase";

        (await foreign.PostAsync(Path, new { })).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
        (await foreign.PostAsync("/api/stations/fucheng/people/gone.zhuoda/erase", new { })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await ErasableAsync(head, "gone.zhuoda")).ShouldBe((true, true));
        (await head.PostAsync("/api/stations/zhuoda/people/gone.zhuoda/close", new { })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ErasableAsync(head, "gone.zhuoda")).ShouldBe((false, true));
        (await head.PostAsync(Path, new { })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ErasableAsync(head, "gone.zhuoda")).ShouldBe((false, false));
        (await newcomer.GivePasswordAsync()).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
    }

    [Fact]
    public async Task Deletion_BrokenOffOnceTheResponderWasGone_IsFinishedByAskingAgain()
    {
        using var newcomer = await Newcomer.InviteAsync(product, "broken.zhuoda");
        await newcomer.SignInAsync();
        var volunteer = product.Services.GetRequiredService<IGrainFactory>().GetGrain<IVolunteerGrain>("broken.zhuoda");
        (await volunteer.EraseAsync()).Refused.ShouldBeNull();
        ((string?)(await newcomer.Visitor.GetAsync("/api/account")).Ok()["displayName"]).ShouldBe("李娜");

        (await newcomer.Visitor.PostAsync("/api/account/erase", new { })).Status.ShouldBe(HttpStatusCode.NoContent);

        (await newcomer.GivePasswordAsync()).ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
    }

    [Fact]
    public async Task Demonstration_Accounts_AreCopiedAndNeverDeleted()
    {
        using var volunteer = await product.VisitAsync("volunteer2.zhuoda");
        using var head = await product.VisitAsync("head.zhuoda");

        (await volunteer.PostAsync("/api/account/export", new { })).Ok();
        (await volunteer.PostAsync("/api/account/erase", new { })).ShouldBeRefused(HttpStatusCode.Conflict, "account.demo");
        (await volunteer.GetAsync("/api/me")).Ok();
        (await head.PostAsync("/api/account/erase", new { })).ShouldBeRefused(HttpStatusCode.Conflict, "privacy.obligation");
    }

    [Fact]
    public async Task Volunteer_WithoutConsent_GoesOnDutyFromHomeAndNowhereElse()
    {
        using var volunteer = await product.VisitAsync("volunteer3.zhuoda");
        (await volunteer.PutAsync("/api/me/consents", new { purpose = "Position", given = false })).Status.ShouldBe(HttpStatusCode.NoContent);

        (await volunteer.PutAsync("/api/me/duty", new { onDuty = true, location = new { lat = 18.27, lon = 109.522 } }))
            .ShouldBeRefused(HttpStatusCode.Forbidden, "consent.required");
        (await volunteer.PutAsync("/api/me/duty", new { onDuty = true })).Ok();
        (await volunteer.PutAsync("/api/me/consents", new { purpose = "Position", given = true })).Status.ShouldBe(HttpStatusCode.NoContent);
        ((bool?)(await volunteer.PutAsync("/api/me/duty", new { onDuty = true, location = new { lat = 18.27, lon = 109.522 } })).Ok()["positionAllowed"]).ShouldBe(true);
        (await volunteer.PutAsync("/api/me/duty", new { onDuty = false })).Ok();
    }

    private async Task<(string Id, string Code)> AskAsync(Visitor resident, string? contact = "13976001234")
    {
        var need = Needs.With("startsAt", product.Clock.GetUtcNow().AddDays(3));
        (need["address"], need["contact"]) = (Address, contact);
        var asked = (await resident.PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created);
        return ((string)asked["id"]!, (string)asked["code"]!);
    }

    private static async Task<(bool Manageable, bool Erasable)> ErasableAsync(Visitor head, string account)
    {
        for (string? after = null; ;)
        {
            var page = (await head.GetAsync($"/api/stations/zhuoda/people{(after is null ? "" : $"?after={after}")}")).Ok();
            if (page["people"]!.AsArray().FirstOrDefault(each => (string?)each!["account"] == account) is { } found)
            {
                return ((bool)found["manageable"]!, (bool)found["erasable"]!);
            }

            after = (string?)page["next"] ?? throw new InvalidOperationException($"'{account}' is not listed.");
        }
    }

    private static Task<Answer> SetAsync(Visitor resident, string code, bool given) =>
        resident.PostAsync("/api/help/consents", new { purpose = "Neighbours", given }, Visitor.Bearing(code));

    private static async Task<bool> SharesAsync(Visitor resident, string code) =>
        (bool)(await resident.GetAsync("/api/help", Visitor.Bearing(code))).Ok()["consents"]![0]!["given"]!;
}
