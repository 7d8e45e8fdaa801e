using System.Net;
using Dispatch.Web.Tests.Access;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Cases;

/// <summary>Populations and conflicts of interest over REST: who names them, who reads them, and that nobody else learns of either.</summary>
[Collection(TwoStationsCollection.Name)]
public class DemandsTests(TwoStations stations)
{
    private static readonly string[] Telling = ["Corrections", "competence", "\"conflict", "barred", "populations"];

    [Fact]
    public async Task Population_NamedByTheCoordinator_IsReadByTeamAndHeadAndByNobodyElse()
    {
        var id = await AskAsync(new { populations = new[] { "Corrections" }, conflicts = new[] { "counsellor2.fucheng" } });
        using var barred = await stations.Product.VisitAsync("counsellor2.fucheng");
        using var other = await stations.Product.VisitAsync("head.zhuoda");

        var seen = (await stations[Role.StationHead].GetAsync($"/api/cases/{id}/demand")).Ok();
        ((string?)seen["populations"]![0]).ShouldBe("Corrections");
        ((string?)seen["conflicts"]![0]).ShouldBe("counsellor2.fucheng");
        (await stations[Role.Counsellor].GetAsync($"/api/cases/{id}/demand")).Ok()["reasons"]!.AsArray().ShouldBeEmpty();
        foreach (var role in new[] { Role.Resident, Role.Volunteer, Role.Coordinator, Role.Admin })
        {
            (await stations[role].GetAsync($"/api/cases/{id}/demand")).Status.ShouldBe(role == Role.Resident ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden);
        }

        (await other.GetAsync($"/api/cases/{id}/demand")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
        (await barred.GetAsync($"/api/cases/{id}/demand")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        (await barred.PostAsync($"/api/cases/{id}/accept", new { })).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        foreach (var path in new[] { "", "/timeline", "/candidates" })
        {
            var shown = (await stations[Role.Coordinator].GetAsync($"/api/requests/{id}{path}")).Ok().ToJsonString();
            Telling.ShouldAllBe(word => !shown.Contains(word, StringComparison.OrdinalIgnoreCase), path);
        }

        (await stations[Role.Coordinator].GetAsync("/api/boards/fucheng")).Ok().ToJsonString().ShouldNotContain("Corrections");
        (await stations[Role.Counsellor].GetAsync("/api/triage")).Ok().ToJsonString().ShouldNotContain("barred", Case.Insensitive);
        (await barred.GetAsync("/api/triage")).Ok()["triage"]!.AsArray().ShouldNotContain(row => (string?)row!["caseId"] == id);
    }

    [Fact]
    public async Task Population_NamedByAResident_IsRefused()
    {
        var answer = await stations[Role.Resident].PostAsync(
            "/api/requests", new { service = "counselling", stationId = TwoStations.Own, remote = true, populations = new[] { "Elders" } });

        answer.ShouldBeRefused(HttpStatusCode.BadRequest, "input.invalid");
    }

    [Fact]
    public async Task Conflict_OfTheOwner_TakesTheCaseAndOnlyTheHeadGivesItBack()
    {
        var (id, _) = await stations.AskAsync(TwoStations.Own);
        var owner = stations[Role.Counsellor];
        using var deputy = await stations.Product.VisitAsync("counsellor2.fucheng");
        (await owner.PostAsync($"/api/cases/{id}/accept", new { deputy = "counsellor2.fucheng" })).Ok(HttpStatusCode.NoContent);

        (await owner.PostAsync($"/api/cases/{id}/conflicts", new { reason = "他是我邻居" })).Ok(HttpStatusCode.NoContent);

        (await owner.GetAsync($"/api/cases/{id}")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        var seen = (await deputy.GetAsync($"/api/cases/{id}/demand")).Ok();
        ((string?)seen["conflicts"]![0]).ShouldBe("counsellor1.fucheng");
        seen["reasons"]!.AsArray().ShouldBeEmpty();
        ((string?)(await stations[Role.StationHead].GetAsync($"/api/cases/{id}/demand")).Ok()["reasons"]![0]!["reason"]).ShouldBe("他是我邻居");
        var over = new { account = "counsellor1.fucheng", stands = false, reason = "弄错了人" };
        (await deputy.PostAsync($"/api/cases/{id}/conflicts", over)).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        (await stations[Role.StationHead].PostAsync($"/api/cases/{id}/conflicts", over)).Ok(HttpStatusCode.NoContent);
        (await stations[Role.StationHead].GetAsync($"/api/cases/{id}/demand")).Ok()["conflicts"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("populations", "reason", "", "reason.required")]
    [InlineData("conflicts", "account", "no such one", "input.invalid")]
    [InlineData("conflicts", "account", "nobody.at.all", "responder.unknown")]
    public async Task Demand_ThatCannotBeTaken_IsRefusedWithItsCode(string what, string field, string value, string code)
    {
        var (id, _) = await stations.AskAsync(TwoStations.Own);
        object body = field == "reason" ? new { populations = new[] { "Elders" }, reason = value } : new { account = value, reason = "亲属" };

        (await stations[Role.StationHead].PostAsync($"/api/cases/{id}/{what}", body)).Code.ShouldBe(code);
    }

    [Fact]
    public async Task Qualification_OfACounsellor_IsConfirmedByItsHeadOnceAndKept()
    {
        const string path = "/api/stations/fucheng/people/counsellor6.fucheng/qualifications";
        var head = stations[Role.StationHead];
        var ends = new[] { new { population = "Minors", until = stations.Product.Clock.GetUtcNow().AddYears(1) } };
        var body = new { crisisQualified = true, competences = new[] { "SevereIllness", "Minors" }, competenceTerms = ends, reason = "看过培训证书" };

        (await head.PutAsync(path, body)).Ok();
        var again = (await head.PutAsync(path, body)).Ok();

        again["competences"]!.AsArray().Select(each => (string?)each).ShouldBe(["Minors", "SevereIllness"]);
        again["notes"]!.AsArray().Count.ShouldBe(1);
        ((string?)again["competenceTerms"]!.AsArray().Single()!["population"]).ShouldBe("Minors");
        var misplaced = new { competences = new[] { "Elders" }, competenceTerms = ends, reason = "x" };
        (await head.PutAsync(path, misplaced)).Code.ShouldBe("input.invalid");
        ((string?)again["notes"]![0]!["by"]).ShouldBe("head.fucheng");
        (await stations[Role.Coordinator].GetAsync(path)).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        (await head.PutAsync(path, new { competences = Array.Empty<string>() })).Code.ShouldBe("reason.required");
        using var other = await stations.Product.VisitAsync("head.zhuoda");
        (await other.GetAsync(path)).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
        (await other.GetAsync("/api/stations/zhuoda/people/counsellor6.fucheng/qualifications")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
        (await head.GetAsync("/api/stations/fucheng/people/volunteer1.fucheng/qualifications")).Code.ShouldBe("responder.unknown");
    }

    private async Task<string> AskAsync(object demand)
    {
        var need = System.Text.Json.JsonSerializer.SerializeToNode(demand)!.AsObject();
        need["service"] = "counselling";
        need["stationId"] = TwoStations.Own;
        need["remote"] = true;
        need["startsAt"] = DateTimeOffset.UtcNow.AddDays(3);
        var id = (string)(await stations[Role.Coordinator].PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created)["id"]!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await stations[Role.StationHead].GetAsync($"/api/cases/{id}/demand")).Status != HttpStatusCode.OK)
        {
            patience.IsCancellationRequested.ShouldBeFalse("The request never told its case.");
        }

        return id;
    }
}
