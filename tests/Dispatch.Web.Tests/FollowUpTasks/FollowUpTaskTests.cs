using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.FollowUpTasks;

/// <summary>A General follow-up over REST: sent out on the case's page, called by a volunteer who learns nothing of the case.</summary>
public sealed class FollowUpTaskTests : IAsyncDisposable
{
    private const string Number = "13976005678";
    private readonly Product _product = new();

    [Fact]
    public async Task FollowUp_SentOut_IsAnsweredByTheVolunteerAndDoneInTheCase()
    {
        var (id, code) = await AskAsync();
        using (var early = await _product.VisitAsync("counsellor1.fucheng"))
        {
            (await early.PostAsync($"/api/cases/{id}/accept", new { })).Ok(HttpStatusCode.NoContent);
            (await early.PostAsync($"/api/cases/{id}/follow-ups/1/dispatch", new { way = "Call" })).Code.ShouldBe("clock.early");
            (await early.PostAsync($"/api/cases/{id}/follow-ups/9/dispatch", new { way = "Call" })).Code.ShouldBe("clock.unknown");
        }

        _product.Clock.Advance(TimeSpan.FromDays(30));
        using var counsellor = await _product.VisitAsync("counsellor1.fucheng");
        using var volunteer = await _product.VisitAsync("volunteer1.fucheng");
        await Offers.OnDutyAsync(volunteer);
        (await counsellor.PostAsync($"/api/cases/{id}/follow-ups/1/dispatch", new { way = "Call" })).Ok(HttpStatusCode.NoContent);
        (await counsellor.PostAsync($"/api/cases/{id}/follow-ups/1/dispatch", new { way = "Call" })).Ok(HttpStatusCode.NoContent);
        var offer = await UntilAsync(
            async () => (await volunteer.GetAsync("/api/me/offers")).Ok().AsArray().FirstOrDefault(each => (string?)each!["service"] == "follow-up-call"),
            found => found is not null);
        (await volunteer.PostAsync($"/api/offers/{offer!["id"]}/answer", new { answer = "accept" })).Ok();
        var task = await UntilAsync(async () => (await volunteer.GetAsync("/api/me")).Ok()["tasks"]!.AsArray().FirstOrDefault(), found => found is not null);
        var requestId = (string)task!["requestId"]!;
        ((string?)task["contact"]).ShouldBe(Number);

        var seen = string.Join('\n', offer.ToJsonString(), (await volunteer.GetAsync("/api/me")).Body!.ToJsonString(),
            (await volunteer.GetAsync($"/api/requests/{requestId}")).Ok().ToJsonString());
        foreach (var datum in new[] { id, code, "counsellor1", "counselling", "head.fucheng", "夜里睡不着", "case", "Serious", "HighRisk" })
        {
            seen.ShouldNotContain(datum);
        }

        (await volunteer.GetAsync($"/api/cases/{id}/follow-up-tasks")).Code.ShouldBe("access.denied");
        ((bool)(await counsellor.GetAsync($"/api/cases/{id}/follow-up-tasks")).Ok()[0]!["byVolunteer"]!).ShouldBeTrue();
        (await volunteer.PostAsync($"/api/requests/{requestId}/reached", new { result = "Missed" })).Ok(HttpStatusCode.NoContent);
        (await volunteer.PostAsync($"/api/requests/{requestId}/reached", new { result = "Missed" })).Ok(HttpStatusCode.NoContent);

        var clock = (await counsellor.GetAsync($"/api/cases/{id}")).Ok()["case"]!["followUps"]![0]!;
        ((int)clock["tries"]!).ShouldBe(1);
        var told = (await counsellor.GetAsync($"/api/cases/{id}/follow-up-tasks")).Ok().AsArray().ShouldHaveSingleItem()!;
        ((string?)told["state"], (string?)told["result"]).ShouldBe(("Done", "Missed"));
        (await volunteer.GetAsync("/api/me")).Ok()["tasks"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("coordinator.fucheng")]
    public async Task ServiceOfTheCareTeam_AskedForByAnybody_IsRefused(string? account)
    {
        using var visitor = await _product.VisitAsync(account);
        foreach (var service in new[] { "follow-up-call", "follow-up-contact" })
        {
            (await visitor.PostAsync("/api/requests", new { service, stationId = "fucheng", remote = true })).Code.ShouldBe("service.referral-only");
        }
    }

    [Fact]
    public async Task Answer_OnATaskThatIsNotOnesOwn_IsRefused()
    {
        var (id, _) = await AskAsync();
        using var volunteer = await _product.VisitAsync("volunteer1.fucheng");

        (await volunteer.PostAsync($"/api/requests/{id}/reached", new { result = "Reached" })).Code.ShouldBe("assignment.unknown");
        (await volunteer.PostAsync("/api/requests/nonsense/reached", new { result = "Reached" })).Code.ShouldBe("assignment.unknown");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private async Task<(string Id, string Code)> AskAsync()
    {
        using var resident = await _product.VisitAsync();
        var need = new
        {
            service = "counselling", description = "夜里睡不着，想找人说说话", stationId = "fucheng", remote = true, contact = Number, alias = "小林",
            startsAt = _product.Clock.GetUtcNow().AddDays(3),
        };
        var asked = (await resident.PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created);
        var id = (string)asked["id"]!;
        using var counsellor = await _product.VisitAsync("counsellor1.fucheng");
        await UntilAsync(
            async () => (await counsellor.GetAsync("/api/triage")).Ok()["triage"]!.AsArray().FirstOrDefault(row => (string?)row!["caseId"] == id), row => row is not null);
        return (id, (string)asked["code"]!);
    }

    private async Task<JsonNode?> UntilAsync(Func<Task<JsonNode?>> ask, Func<JsonNode?, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var found = await ask();
            if (wanted(found))
            {
                return found;
            }

            // Whom nobody was found for is looked for again after a while.
            patience.IsCancellationRequested.ShouldBeFalse("it never came");
            _product.Clock.Advance(TimeSpan.FromMilliseconds(500));
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
