using System.Collections.Concurrent;
using System.Net;
using Shouldly;

namespace Dispatch.Web.Tests.Hosting;

public sealed class RestartTests : IDisposable
{
    private readonly string _data = Product.NewDirectory();

    [Fact]
    public async Task Restart_AfterAnOrderlyEnd_KeepsRequestsDutyAndSessions()
    {
        string code;
        CookieCollection cookies;
        await using (var product = new Product(_data, ownsData: false))
        {
            using var resident = await product.VisitAsync();
            using var volunteer = await product.VisitAsync("volunteer3.zhuoda");
            (await volunteer.PutAsync("/api/me/duty", new { onDuty = true })).Ok();
            var need = Needs.With("startsAt", DateTimeOffset.UtcNow.AddDays(1));
            code = (string)(await resident.PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created)["code"]!;
            cookies = volunteer.Cookies.GetAllCookies();
        }

        await using var again = new Product(_data, ownsData: false);
        using var visitor = await again.VisitAsync();
        (await visitor.GetHelpAsync(code)).Ok();
        visitor.Cookies.Add(cookies);
        ((bool)(await visitor.GetAsync("/api/me")).Ok()["onDuty"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Kill_UnderLoad_LosesNoAcknowledgedRequest()
    {
        var acknowledged = new ConcurrentBag<(string Id, string Code)>();
        var (server, resident) = await Server.StartAsync(_data);
        await using (server)
        {
            var load = Parallel.ForEachAsync(Enumerable.Range(0, 100_000), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
            {
                var answer = (await resident.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created);
                acknowledged.Add(((string)answer["id"]!, (string)answer["code"]!));
                if (acknowledged.Count == 60)
                {
                    await server.KillAsync();
                }
            });
            await Should.ThrowAsync<Exception>(() => load);
        }

        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(60);
        var (again, visitor) = await Server.StartAsync(_data);
        await using (again)
        {
            using var coordinator = new Visitor(visitor.Address);
            await coordinator.SignInAsync("coordinator.zhuoda", Product.Password);
            foreach (var (id, code) in acknowledged)
            {
                (await visitor.GetHelpAsync(code)).Ok();
                ((string?)(await coordinator.GetAsync($"/api/requests/{id}")).Ok()["owner"]).ShouldNotBeNullOrEmpty();
            }
        }
    }

    [Fact]
    public async Task Start_WithFaultySettings_EndsAtOnceNamingEachAndWritesNothing()
    {
        await using var server = Server.Launch(_data, null, "--Dispatch:Mode=Cluster", "--Dispatch:RateLimits:HelpPerMinute=0");

        (await server.EndAsync()).ShouldBe(2);
        var said = string.Join('\n', server.Lines);
        said.ShouldContain("Dispatch:Mode");
        said.ShouldContain("Dispatch:RateLimits:HelpPerMinute");
        Directory.EnumerateFileSystemEntries(_data).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);
}
