using System.Net;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Incidents;

/// <summary>Why somebody raised a person of an incident is for the care team. Whoever dispatches sees that the level rose.</summary>
public sealed class RaiseReasonTests : IAsyncDisposable
{
    private const string Station = "/api/stations/fucheng/incidents";
    private const string One = "/api/incidents/fucheng.1";
    private const string Why = "FAREWELL letter";
    private readonly Product _product = new();

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task ReasonOfARaise_ByTheHead_IsReadByNobodyWhoDispatches()
    {
        using var head = await _product.VisitAsync("head.fucheng");
        using var coordinator = await _product.VisitAsync("coordinator.fucheng");
        using var admin = await _product.VisitAsync("admin");
        using var resident = await _product.VisitAsync(null);
        await using var screen = await LiveClient.ConnectAsync(coordinator);
        await screen.CallAsync("Watch", "fucheng");
        var area = (string)(await head.GetAsync("/api/stations")).Ok().AsArray().Single(each => (string?)each!["id"] == "fucheng")!["areas"]![0]!["code"]!;
        (await head.PostAsync(Station, new { kind = "fire", area, place = "社区广场", reason = "三号楼起火" })).Ok();
        var entered = (await head.PostAsync(One + "/people", new { alias = "化名甲", level = "General", support = true })).Ok(HttpStatusCode.Created);
        var id = await UntilAsync(async () => (string?)(await head.GetAsync(One)).Ok()["incident"]!["people"]![0]!["requestId"]);

        (await head.PostAsync(One + "/people/1/raise", new { to = "Serious", reason = Why })).Ok(HttpStatusCode.NoContent);
        await UntilAsync(async () => (string?)(await head.GetAsync($"/api/requests/{id}")).Ok()["level"] == "Serious" ? id : null);

        foreach (var reader in new[] { coordinator, admin })
        {
            var timeline = (await reader.GetAsync($"/api/requests/{id}/timeline")).Ok();
            timeline.AsArray().ShouldContain(entry => (string?)entry!["what"] == "level-raised" && entry["note"] == null);
            string[] paths = [$"/api/requests/{id}", $"/api/requests/{id}/timeline", $"/api/requests/{id}/candidates", "/api/boards/fucheng", "/api/insight/fucheng/entries", One];
            foreach (var path in paths)
            {
                (await reader.GetAsync(path)).Body!.ToJsonString().ShouldNotContain("FAREWELL", Case.Sensitive, path);
            }

            var opened = await reader.PostAsync($"/api/requests/{id}/sealed", new { reason = "家属来问昨天说了什么话" });
            opened.Status.ShouldBe(reader == admin ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
            opened.Body!.ToJsonString().ShouldNotContain("FAREWELL");
        }

        (await head.GetAsync($"/api/requests/{id}/timeline")).Ok().ToJsonString().ShouldContain(Why);
        (await resident.GetHelpAsync((string)entered["code"]!)).Ok().ToJsonString().ShouldNotContain("FAREWELL");
        var push = await screen.NextAsync("BoardChanged", change => change["rowsChanged"]!.AsArray().Concat(change["rows"]!.AsArray())
            .Any(row => ((string?)row!["id"], (string?)row["level"]) == (id, "Serious")));
        (push.ToJsonString() + screen.Heard).ShouldNotContain("FAREWELL");
        _product.Logged.ShouldAllBe(line => !line.Contains("FAREWELL", StringComparison.Ordinal));
    }

    private static async Task<string> UntilAsync(Func<Task<string?>> found)
    {
        while (true)
        {
            if (await found() is { } value)
            {
                return value;
            }

            await Task.Yield();
        }
    }
}
