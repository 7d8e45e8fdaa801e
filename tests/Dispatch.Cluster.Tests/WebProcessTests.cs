using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Web.Tests.Hosting;
using Npgsql;
using Shouldly;

namespace Dispatch.Cluster.Tests;

/// <summary>Two web processes and three silos: whoever comes to either is served alike, whatever dies meanwhile.</summary>
public sealed class WebProcessTests(ClusterProcesses cluster) : IClassFixture<ClusterProcesses>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task SignIn_AtOneWeb_CountsAtTheOther()
    {
        using var atA = await ClusterProcesses.SignInAsync(cluster.WebA, "coordinator.zhuoda");
        using var atB = ClusterProcesses.At(cluster.WebB, atA);
        (await atB.GetAsync("/api/boards/zhuoda")).Ok();

        using var back = await ClusterProcesses.SignInAsync(cluster.WebB, "head.zhuoda");
        using var atAAgain = ClusterProcesses.At(cluster.WebA, back);
        ((string?)(await atAAgain.GetAsync("/api/session")).Ok()["account"]).ShouldBe("head.zhuoda");
    }

    [Fact]
    public async Task SessionKeys_InTheStore_AreSealed()
    {
        await using var source = NpgsqlDataSource.Create(cluster.Postgres);
        await using var command = source.CreateCommand("SELECT Value::text FROM GrainStates WHERE State = 'keyring'");
        var row = (string)(await command.ExecuteScalarAsync())!;
        row.ShouldContain("\"keys\"");
        row.ShouldNotContain("<");
    }

    [Fact]
    public void DemoData_SeveralWebsStartedAtOnceOnAnEmptyStore_IsLoadedOnce() => cluster.Loads.ShouldBe(1);

    [Fact]
    public async Task Guesses_SpreadOverBothWebs_LockTheAccountTogether()
    {
        using var atA = new Visitor(cluster.WebA.Address);
        using var atB = new Visitor(cluster.WebB.Address);
        foreach (var visitor in new[] { atA, atB, atA, atB, atA })
        {
            (await visitor.PostAsync("/api/session", new { account = "volunteer60.zhuoda", password = "a wrong one" })).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await atB.PostAsync("/api/session", new { account = "volunteer60.zhuoda", password = ProductProcess.Password }))
            .ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
    }

    [Fact]
    public async Task Request_PostedAtOneWeb_IsOnTheBoardAndThePhoneAtTheOther()
    {
        using var staff = await ClusterProcesses.SignInAsync(cluster.WebB, "coordinator.zhuoda");
        using var volunteer = await ClusterProcesses.SignInAsync(cluster.WebB, "volunteer1.zhuoda");
        using var resident = new Visitor(cluster.WebA.Address);
        await using var board = await LiveClient.ConnectAsync(staff);
        await board.CallAsync("Watch", "zhuoda");

        var offered = await Offers.ReceiveAsync(volunteer, resident, Needs.Escort());
        await board.NextAsync("BoardChanged", change => Row(change, offered.RequestId) is not null);
        await using var follower = await LiveClient.ConnectAsync(new Visitor(cluster.WebB.Address));
        await follower.CallAsync("Follow", offered.Code);

        using var volunteerAtA = ClusterProcesses.At(cluster.WebA, volunteer);
        await using (var phone = await LiveClient.ConnectAsync(volunteerAtA))
        {
            await phone.CallAsync("Delivered", offered.Id);
            await phone.CallAsync("Seen", offered.Id);
        }

        (await volunteerAtA.PostAsync($"/api/offers/{offered.Id}/answer", new { answer = "accept" })).Ok();
        await board.NextAsync("BoardChanged", change => (string?)Row(change, offered.RequestId)?["state"] == "Assigned");
        await follower.NextAsync("RequestChanged", view => (string?)view["state"] == "Assigned");
        (await volunteer.PostAsync($"/api/requests/{offered.RequestId}/progress", new { step = "completed" })).Ok();
    }

    [Fact]
    public async Task IdempotencyKey_AtBothWebsAtOnce_ActsOnceAndIsAnsweredAlike()
    {
        using var atA = await ClusterProcesses.SignInAsync(cluster.WebA, "coordinator.zhuoda");
        using var atB = ClusterProcesses.At(cluster.WebB, atA);
        var (ask, cancel) = (("Idempotency-Key", Guid.NewGuid().ToString()), ("Idempotency-Key", Guid.NewGuid().ToString()));
        var need = Needs.With("startsAt", DateTimeOffset.UtcNow.AddDays(3));

        var asked = await Task.WhenAll(atA.PostAsync("/api/requests", need, ask), atB.PostAsync("/api/requests", need, ask));
        var ids = asked.Select(answer => (string)answer.Ok(HttpStatusCode.Created)["id"]!).ToList();
        ids[0].ShouldBe(ids[1]);

        var body = new { reason = "asked twice" };
        var first = await atA.PostAsync($"/api/requests/{ids[0]}/cancel", body, cancel);
        var second = await atB.PostAsync($"/api/requests/{ids[0]}/cancel", body, cancel);
        (first.Status, second.Status).ShouldBe((HttpStatusCode.NoContent, HttpStatusCode.NoContent));
        second.Message.Headers.ETag.ShouldBe(first.Message.Headers.ETag);
        (await atB.PostAsync($"/api/requests/{ids[0]}/cancel", new { reason = "another" }, cancel)).Code.ShouldBe("idempotency.key-reused");
    }

    [Fact]
    public async Task Silo_EachKilledInTurn_BoardsAndRequestsAtBothWebsGoOn()
    {
        using var atA = await ClusterProcesses.SignInAsync(cluster.WebA, "coordinator.fucheng");
        using var atB = ClusterProcesses.At(cluster.WebB, atA);
        await using var boardAtA = await LiveClient.ConnectAsync(atA);
        await using var boardAtB = await LiveClient.ConnectAsync(atB);
        await boardAtA.CallAsync("Watch", "fucheng");
        await boardAtB.CallAsync("Watch", "fucheng");
        for (var index = 0; index < cluster.Silos.Count; index++)
        {
            await cluster.KillSiloAsync(index);
            var id = await AskAsync(index % 2 == 0 ? atA : atB);
            await Task.WhenAll(ShowsAsync(boardAtA, id), ShowsAsync(boardAtB, id)).WaitAsync(Soon);
            (await Wait.UntilAsync(() => cluster.WebA.IsAsync("ready", HttpStatusCode.OK), Soon)).ShouldBeLessThan(Soon);
            await cluster.RestartSiloAsync(index);
        }
    }

    [Fact]
    public async Task Operations_BeforeAndAfterASiloIsKilled_ShowEveryProcessAndWhatBecameOfIt()
    {
        using var admin = await ClusterProcesses.SignInAsync(cluster.WebA, "admin");
        await Wait.UntilAsync(async () => await CountAsync(admin, "Silo", "Running") == 3 && await CountAsync(admin, "Web", "Running") == 2, Soon * 3);

        await cluster.KillSiloAsync(1);
        await Wait.UntilAsync(async () => await CountAsync(admin, "Silo", "Running") == 2 && await CountAsync(admin, "Silo", "Gone") > 0, Soon * 3);
        (await admin.GetAsync("/api/ops")).Ok()["history"]!.AsArray().ShouldContain(change => (string?)change!["event"] == "Gone");

        await cluster.RestartSiloAsync(1);
        using var collector = new HttpClient { BaseAddress = cluster.Silos[1].Pages };
        var metrics = await collector.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        metrics.ShouldContain("dispatch_cluster_silos{state=\"active\"} 3\n");
        metrics.ShouldContain("kind=\"Silo\"");
    }

    [Fact]
    public async Task Readiness_WithoutSilosOrWithoutTheStore_SaysSoAndAllGoOnByItself()
    {
        using var staff = await ClusterProcesses.SignInAsync(cluster.WebA, "coordinator.zhuoda");
        foreach (var (end, begin) in new (Func<Task>, Func<Task>)[] { (EndStoreAsync, cluster.Server.RestartAsync), (KillAllAsync, RestartAllAsync) })
        {
            await end();
            await Wait.UntilAsync(() => cluster.WebA.IsAsync("ready", HttpStatusCode.ServiceUnavailable), Soon);
            (await cluster.WebA.IsAsync("live", HttpStatusCode.OK)).ShouldBeTrue();
            var refused = await staff.PostAsync("/api/requests", Needs.Escort());
            refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Code.ShouldBeOneOf("store.unavailable", "outcome.unknown");
            refused.Message.Headers.RetryAfter.ShouldNotBeNull();

            await begin();
            await Wait.UntilAsync(async () => await cluster.WebA.IsAsync("ready", HttpStatusCode.OK) && await cluster.WebB.IsAsync("ready", HttpStatusCode.OK), Soon);
            await AskAsync(staff);
        }
    }

    [Fact]
    public async Task Web_ToldToStop_IsFirstNotReadyThenGone()
    {
        await using var web = cluster.NewWeb();
        await web.StartAsync();
        var code = await web.TermAsync(async () =>
        {
            await Wait.UntilAsync(() => web.IsAsync("ready", HttpStatusCode.ServiceUnavailable), TimeSpan.FromSeconds(1));
            (await web.IsAsync("live", HttpStatusCode.OK)).ShouldBeTrue();
        });
        code.ShouldBe(0);
    }

    [Theory]
    [InlineData("Dispatch__Cluster__Secret", "not the secret of this cluster", "another cluster secret")]
    [InlineData("Dispatch__Cluster__Id", "misspelt", "The silos of cluster 'communitycare' use this database")]
    [InlineData("Dispatch__Secret", "YW5vdGhlciBzZWNyZXQgdGhhbiB0aGUgb3RoZXIgd2ViIHByb2Nlc3Nlcy4=", "sealed with another Dispatch:Secret")]
    [InlineData("Dispatch__Secret", "short", "Dispatch:Secret is no base 64")]
    [InlineData("Dispatch__Postgres", "", "needs Dispatch:Postgres")]
    public async Task Web_WithBadSettings_SaysWhichAndEndsWithTwo(string setting, string value, string words)
    {
        await using var web = cluster.NewWeb((setting, value));
        var (code, said) = await web.EndAsync();
        code.ShouldBe(2);
        said.ShouldContain(line => line.Contains(words, StringComparison.Ordinal), string.Join('\n', said));
    }

    /// <summary>How many processes of a kind stand so. While their actor moves to another silo nobody can tell.</summary>
    private static async Task<int> CountAsync(Visitor admin, string kind, string state) =>
        (await admin.GetAsync("/api/ops")).Body?["processes"]?.AsArray()
            .Count(it => (string?)it!["state"] == state && ((string?)it["report"]?["kind"] ?? "Silo") == kind) ?? -1;

    /// <summary>With the repetition of a client whose call met the silo that was just killed.</summary>
    private static async Task<string> AskAsync(Visitor asker)
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var (need, id) = (Needs.With("startsAt", DateTimeOffset.UtcNow.AddDays(3)), "");
        need["location"] = new { lat = Region.Fucheng.Lat, lon = Region.Fucheng.Lon };
        await Wait.UntilAsync(async () =>
        {
            var answer = await asker.PostAsync("/api/requests", need, key);
            id = (string?)answer.Body?["id"] ?? "";
            return answer.Status == HttpStatusCode.Created;
        }, Soon);
        return id;
    }

    /// <summary>Either the push that shows it, or one that tells to fetch the whole, as a board that lives anew does.</summary>
    private static async Task ShowsAsync(LiveClient board, string request) =>
        await board.NextAsync("BoardChanged", change => Row(change, request) is not null);

    private static JsonNode? Row(JsonNode change, string request) =>
        change["rows"]!.AsArray().Concat(change["rowsChanged"]!.AsArray()).FirstOrDefault(row => (string?)row!["id"] == request);

    private async Task EndStoreAsync()
    {
        await cluster.Server.KillAsync();
        await Task.WhenAll(cluster.Silos.Select(silo => silo.BecomesAsync("ready", HttpStatusCode.ServiceUnavailable)));
    }

    private async Task KillAllAsync() => await Task.WhenAll(Enumerable.Range(0, cluster.Silos.Count).Select(cluster.KillSiloAsync));

    private async Task RestartAllAsync() => await Task.WhenAll(Enumerable.Range(0, cluster.Silos.Count).Select(cluster.RestartSiloAsync));
}
