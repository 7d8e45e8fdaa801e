using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Web.Tests.Access;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.SideFiles;

/// <summary>Disputes and petitions over REST: apart from every case, and no more than how far the help is.</summary>
[Collection(TwoStationsCollection.Name)]
public class SideFilesTests(TwoStations stations)
{
    [Fact]
    public async Task Petition_ThatAsksForHelp_SeesHowFarItIsAndNothingOfTheCase()
    {
        var coordinator = stations[Role.Coordinator];
        var file = await OpenAsync("XF-2037-12", "key-of-one-petition");
        (await OpenAsync("XF-2037-12", "key-of-one-petition"))["id"]!.ToString().ShouldBe(file["id"]!.ToString());
        var path = $"/api/side-files/{file["id"]}";

        var asked = (await coordinator.PostAsync($"{path}/support", new { }, ("Idempotency-Key", "key-of-one-support"))).Ok();
        (await coordinator.PostAsync($"{path}/support", new { }, ("Idempotency-Key", "key-of-one-support"))).Ok()["supports"]!.AsArray().Count.ShouldBe(1);
        ((string?)asked["supports"]![0]!["state"]).ShouldBe("Asked");
        asked["supports"]![0]!.AsObject().Select(each => each.Key).ShouldBe(["number", "askedAt", "state", "changedAt"], ignoreOrder: true);
        (await coordinator.GetAsync("/api/side-files")).Ok().AsArray().Any(row => (string?)row!["reference"] == "XF-2037-12").ShouldBeTrue();

        (await coordinator.PostAsync($"{path}/settle", new { })).Ok()["settledAt"].ShouldNotBeNull();
        (await coordinator.PostAsync($"{path}/support", new { })).ShouldBeRefused(HttpStatusCode.Conflict, "case.state");
        (await stations[Role.StationHead].GetAsync(path)).Ok();
    }

    [Fact]
    public async Task Petition_ThatAskedAsOftenAsItMay_SendsNoFurtherRequest()
    {
        var coordinator = stations[Role.Coordinator];
        var path = $"/api/side-files/{(await OpenAsync("XF-2037-20", "key-of-a-full-petition"))["id"]}";
        for (var n = 1; n <= 20; n++)
        {
            (await coordinator.PostAsync($"{path}/support", new { }, ("Idempotency-Key", $"key-of-support-number-{n:00}"))).Ok();
        }

        var board = (await coordinator.GetAsync("/api/boards/fucheng")).Ok()["rows"]!.AsArray().Count;
        (await coordinator.PostAsync($"{path}/support", new { }, ("Idempotency-Key", "key-of-support-number-21"))).Code.ShouldBe("case.full");
        (await coordinator.PostAsync($"{path}/support", new { }, ("Idempotency-Key", "key-of-support-number-20"))).Ok()["supports"]!.AsArray().Count.ShouldBe(20);
        (await coordinator.GetAsync("/api/boards/fucheng")).Ok()["rows"]!.AsArray().Count.ShouldBe(board);
    }

    [Fact]
    public async Task File_BesideACase_IsNoCounsellorsAndNoVolunteersAndNoAdministrators()
    {
        var file = await OpenAsync("TJ-7", "key-of-one-dispute");
        foreach (var role in new[] { Role.Counsellor, Role.Volunteer, Role.Admin })
        {
            (await stations[role].GetAsync($"/api/side-files/{file["id"]}")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
            (await stations[role].GetAsync("/api/side-files")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        }

        (await stations[Role.Coordinator].GetAsync("/api/side-files/fabcdefgh")).ShouldBeRefused(HttpStatusCode.NotFound, "entry.unknown");
        (await stations[Role.Coordinator].PostAsync("/api/side-files", new { kind = "Petition", reference = "He says that she" })).Code.ShouldBe("input.invalid");
    }

    private async Task<JsonNode> OpenAsync(string reference, string key) =>
        (await stations[Role.Coordinator].PostAsync("/api/side-files", new { kind = "Petition", reference }, ("Idempotency-Key", key))).Ok();
}
