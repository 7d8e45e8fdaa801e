using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Rosters;
using Dispatch.Web.Tests.Access;
using Dispatch.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Dispatch.Web.Tests.Cases;

/// <summary>Cases over REST: who is refused, what is never done twice, and what no single person can do.</summary>
[Collection(TwoStationsCollection.Name)]
public class CasesTests(TwoStations stations)
{
    [Fact]
    public async Task Case_TakenFromTheQueue_IsTheTeamsAndTheHeadsAlone()
    {
        var (id, code) = await stations.AskAsync(TwoStations.Own);
        var counsellor = stations[Role.Counsellor];
        await ListedAsync(counsellor, id, "triage");

        (await counsellor.PostAsync($"/api/cases/{id}/accept", new { })).Ok(HttpStatusCode.NoContent);

        await ListedAsync(counsellor, id, "cases");
        var seen = (await counsellor.GetAsync($"/api/cases/{id}")).Ok();
        ((string?)seen["case"]!["owner"]).ShouldBe("counsellor1.fucheng");
        seen["steps"]!.AsArray().Count.ShouldBe(5);
        seen["units"]!.AsArray().Count.ShouldBeGreaterThan(1);
        (await stations[Role.StationHead].GetAsync($"/api/cases/{id}")).Ok();
        foreach (var role in new[] { Role.Resident, Role.Volunteer, Role.Coordinator, Role.Admin })
        {
            (await stations[role].GetAsync($"/api/cases/{id}")).Status.ShouldBe(role == Role.Resident ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden);
            (await stations[role].PostAsync($"/api/cases/{id}/contacts", new { way = "Call" }, Visitor.Bearing(code))).Status
                .ShouldBe(role == Role.Resident ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task Level_ConfirmedByTwoAtOnce_RefusesOneOfThem()
    {
        var (id, owner, second) = await OpenAsync();
        var version = (long)(await owner.GetAsync($"/api/cases/{id}")).Ok()["case"]!["level"]!["version"]!;

        var answers = await Task.WhenAll(
            owner.PostAsync($"/api/cases/{id}/level", new { level = "Serious", reason = "Spoken to.", ifVersion = version, met = true }),
            second.PostAsync($"/api/cases/{id}/level", new { level = "General", reason = "Read only.", ifVersion = version }));

        answers.Select(answer => answer.Status).ShouldBe([HttpStatusCode.NoContent, HttpStatusCode.Conflict], ignoreOrder: true);
        answers.Single(answer => answer.Status == HttpStatusCode.Conflict).Code.ShouldBe("level.changed");
    }

    [Fact]
    public async Task Closing_AtSerious_NeedsTheSecondSignature()
    {
        var (id, owner, second) = await OpenAsync();
        var version = (long)(await owner.GetAsync($"/api/cases/{id}")).Ok()["case"]!["level"]!["version"]!;
        (await owner.PostAsync($"/api/cases/{id}/level", new { level = "Serious", reason = "Spoken to.", ifVersion = version })).Ok(HttpStatusCode.NoContent);
        (await owner.PostAsync($"/api/cases/{id}/contacts", new { way = "Call", words = "A long talk." })).Ok(HttpStatusCode.NoContent);

        (await owner.PostAsync($"/api/cases/{id}/close", new { reason = "Done." })).Code.ShouldBe("case.signature");
        (await owner.PostAsync($"/api/cases/{id}/handled", new { })).Ok(HttpStatusCode.NoContent);
        (await owner.PostAsync($"/api/cases/{id}/close", new { reason = "Done." })).Code.ShouldBe("case.same-person");
        (await stations[Role.Coordinator].PostAsync($"/api/cases/{id}/close", new { reason = "Done." })).Code.ShouldBe("access.denied");
        (await second.PostAsync($"/api/cases/{id}/close", new { reason = "I agree." })).Ok(HttpStatusCode.NoContent);

        ((string?)(await owner.GetAsync($"/api/cases/{id}")).Ok()["case"]!["state"]).ShouldBe("Closed");
    }

    [Fact]
    public async Task Command_SentAgainUnderItsKey_ChangesNothing()
    {
        var (id, owner, _) = await OpenAsync();
        var key = ("Idempotency-Key", "key-of-one-click");

        for (var times = 0; times < 3; times++)
        {
            (await owner.PostAsync($"/api/cases/{id}/contacts", new { way = "Call", words = "The same words." }, key)).Ok(HttpStatusCode.NoContent);
        }

        (await owner.PostAsync($"/api/cases/{id}/goals", new { text = "Sleep." }, key)).Code.ShouldBe("idempotency.key-reused");
        var held = (await owner.GetAsync($"/api/cases/{id}")).Ok()["case"]!;
        (held["contacts"]!.AsArray().Count, held["notes"]!.AsArray().Count, held["goals"]!.AsArray().Count).ShouldBe((1, 1, 0));
        ((string?)(await owner.GetAsync($"/api/cases/{id}/notes/1")).Ok()["text"]).ShouldBe("The same words.");
    }

    [Fact]
    public async Task Question_ToTheSupervisor_RingsThereWithoutAWordOfTheCase()
    {
        var (id, owner, deputy) = await OpenAsync();
        var head = stations[Role.StationHead];
        (await owner.PostAsync($"/api/cases/{id}/supervision", new { words = "She names a way; what now?" })).Ok(HttpStatusCode.NoContent);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        JsonNode? asked;
        while ((asked = (await head.GetAsync("/api/care/notices")).Ok().AsArray()
            .FirstOrDefault(each => (string?)each!["caseId"] == id && (string?)each["kind"] == "AdviceAsked")) is null)
        {
            patience.IsCancellationRequested.ShouldBeFalse("The supervisor was never told.");
        }

        asked.AsObject().Select(each => each.Key).ShouldBe(["caseId", "number", "kind", "at", "followUp"], ignoreOrder: true);
        (await deputy.GetAsync("/api/care/notices")).Ok().AsArray().ShouldContain(each => (string?)each!["caseId"] == id && (string?)each["kind"] == "Given");
        (await head.PostAsync($"/api/care/notices/{id}/{asked["number"]}/seen", new { })).Ok(HttpStatusCode.NoContent);
        (await head.GetAsync("/api/care/notices")).Ok().AsArray().ShouldNotContain(each => (string?)each!["caseId"] == id && (string?)each["kind"] == "AdviceAsked");
        (await stations[Role.Volunteer].GetAsync("/api/care/notices")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Colleagues_WithoutHoursOrDuty_AreListedWithTheirCaseload()
    {
        var grains = stations.Product.Services.GetRequiredService<IGrainFactory>();
        var like = (await grains.GetGrain<ICounsellorGrain>("counsellor1.fucheng").ExportAsync())!.Profile;
        foreach (var (id, until) in new (string, DateTimeOffset?)[] { ("no-hours.fucheng", null), ("ended.fucheng", DateTimeOffset.UnixEpoch) })
        {
            (await grains.GetGrain<ICounsellorGrain>(id).EnrolAsync(like with { Id = id, Calendar = Availability.None, LicensedUntil = until })).Refused.ShouldBeNull();
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await grains.GetGrain<IRosterGrain>("fucheng").CounsellorsAsync()).Count(each => each.Account is "no-hours.fucheng" or "ended.fucheng") < 2)
        {
            patience.IsCancellationRequested.ShouldBeFalse("The roster never knew them.");
        }

        var listed = (await stations[Role.StationHead].GetAsync("/api/colleagues")).Ok().AsArray();

        var free = listed.Single(each => (string?)each!["account"] == "no-hours.fucheng")!;
        ((int)free["cases"]!, (int)free["points"]!).ShouldBe((0, 0));
        listed.ShouldContain(each => (string?)each!["account"] == "counsellor1.fucheng");
        listed.ShouldNotContain(each => (string?)each!["account"] == "ended.fucheng");
        (await stations[Role.Counsellor].GetAsync("/api/colleagues")).Ok().AsArray().Count.ShouldBe(listed.Count);
    }

    [Fact]
    public async Task Calendar_ByItsAddress_NamesNobodyAndEndsWhenRevoked()
    {
        var (id, owner, _) = await OpenAsync();
        var path = (string)(await owner.PostAsync("/api/me/calendar", new { language = "en" })).Ok()["path"]!;

        var feed = await stations.Product.CreateClient().GetAsync(path);

        feed.StatusCode.ShouldBe(HttpStatusCode.OK);
        feed.Content.Headers.ContentType!.MediaType.ShouldBe("text/calendar");
        var text = await feed.Content.ReadAsStringAsync();
        text.ShouldContain($"UID:follow-up-{id}-1@");
        text.ShouldContain("SUMMARY:Follow-up");
        text.ShouldNotContain("General");
        text.ShouldNotContain("counsel");
        (await stations.Product.CreateClient().GetAsync(path.Replace("/counsellor1", "/counsellor2", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await owner.DeleteAsync("/api/me/calendar")).Ok(HttpStatusCode.NoContent);
        (await stations.Product.CreateClient().GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>A case of counsellor1, with its deputy signed in.</summary>
    private async Task<(string Id, Visitor Owner, Visitor Deputy)> OpenAsync()
    {
        var (id, _) = await stations.AskAsync(TwoStations.Own);
        var owner = stations[Role.Counsellor];
        (await owner.PostAsync($"/api/cases/{id}/accept", new { deputy = "counsellor2.fucheng" })).Ok(HttpStatusCode.NoContent);
        await ListedAsync(owner, id, "cases");
        return (id, owner, await stations.Product.VisitAsync("counsellor2.fucheng"));
    }

    /// <summary>Waits until a list of the desk shows the case; its row comes a moment after the command.</summary>
    private static async Task ListedAsync(Visitor visitor, string id, string list)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await visitor.GetAsync("/api/triage")).Ok()[list]!.AsArray().Any(row => (string?)row!["caseId"] == id))
        {
            patience.IsCancellationRequested.ShouldBeFalse($"{id} never stood among {list}.");
        }
    }
}
