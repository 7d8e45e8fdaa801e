using System.Globalization;
using System.Net;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Demo;
using Dispatch.Web.Demo;
using Dispatch.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Dispatch.Web.Tests.Demo;

public sealed class DemoTests : IDisposable
{
    private readonly string _data = Product.NewDirectory();

    [Fact]
    public async Task LiveDemo_OnceStarted_PutsSimulatedVolunteersOnDutyBeforeTheCoordinatorsEyes()
    {
        await using var product = new Product(_data, ownsData: false, ("Dispatch:Demo:Live", "true"));
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");
        await using var board = await LiveClient.ConnectAsync(coordinator);
        await board.CallAsync("Watch", "zhuoda");
        var present = (await coordinator.GetAsync("/api/boards/zhuoda")).Ok()["responders"]!.AsArray().Any(it => (bool)it!["onDuty"]!);

        if (!present)
        {
            await board.NextAsync("BoardChanged", change => change["responders"]!.AsArray().Any(it => (bool)it!["onDuty"]!));
        }

        (await coordinator.GetAsync("/api/boards/zhuoda")).Ok()["responders"]!.AsArray().ShouldContain(it => (bool)it!["onDuty"]!);
    }

    [Fact]
    public async Task LiveDemo_Ended_LeavesNobodyOnDutyWhoSitsBehindNoPhone()
    {
        await using (var live = new Product(_data, ownsData: false, ("Dispatch:Demo:Live", "true")))
        {
            using var before = await live.VisitAsync("coordinator.zhuoda");
            (await OnDutyAsync(before, some: true)).ShouldBeTrue();
        }

        await using var product = new Product(_data, ownsData: false);
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");
        (await OnDutyAsync(coordinator, some: false)).ShouldBeFalse();
    }

    [Fact]
    public async Task SimulatedHelper_WithATaskInThreeDays_DoesNotSetOutNow()
    {
        await using var product = new Product(_data, ownsData: false);
        using var coordinator = await product.VisitAsync("coordinator.zhuoda");
        var plan = product.Services.GetRequiredService<LivePlan>();
        var helper = Enumerable.Range(21, 40).Select(number => $"volunteer{number}.zhuoda").First(id => plan.Helpers.OnDuty(id, SimulatedHelpers.Seed));
        using var volunteer = await product.VisitAsync(helper);
        await using var phone = await LiveClient.ConnectAsync(volunteer);
        await Offers.OnDutyAsync(volunteer);
        var request = await Offers.AskAsync(coordinator);
        await Offers.DispatchAsync(coordinator, request, helper);
        var offer = await phone.NextAsync("OfferReceived", it => (string?)it["requestId"] == request);
        (await volunteer.PostAsync($"/api/offers/{(string)offer["id"]!}/answer", new { answer = "accept" })).Ok();

        var helpers = product.Services.GetRequiredService<SimulatedHelpers>();
        await helpers.TurnAsync();
        product.Clock.Advance(TimeSpan.FromMinutes(1));
        await helpers.TurnAsync();

        ((string?)(await volunteer.GetAsync("/api/me/tasks")).Ok().AsArray()[0]!["state"]).ShouldBe("Accepted");
    }

    [Fact]
    public async Task SyntheticVolunteers_AskedForLater_ComeOnTopAndCanSignIn()
    {
        await using (var first = new Product(_data, ownsData: false, ("Dispatch:Demo:Volunteers", "3")))
        {
            await ReadyAsync(first);
        }

        await using var second = new Product(_data, ownsData: false, ("Dispatch:Demo:Volunteers", "5"));
        await ReadyAsync(second);
        using var volunteer = await second.VisitAsync("syn-00005.fucheng");
        ((string?)(await volunteer.GetAsync("/api/me")).Ok()["stationId"]).ShouldBe("fucheng");
    }

    [Fact]
    public async Task History_OfALoadThatDied_IsTheSameWhenItIsGoneOnWithOnAnotherDay()
    {
        DateTimeOffset begun;
        await using (var first = new Product(_data, ownsData: false))
        {
            using var nobody = await first.VisitAsync();
            begun = first.Clock.GetUtcNow();
            var account = first.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(DemoLoader.MarkAccount);
            var mark = (await account.GetAsync())!;
            (await account.PutAsync(mark with { SecurityStamp = "loading:died" }, mark.SecurityStamp)).Refused.ShouldBeNull();
        }

        await using var second = new Product(_data, ownsData: false, ("Dispatch:Demo:HistoryWeeks", "1"));
        second.Clock.Advance(TimeSpan.FromDays(3));
        using var head = await second.VisitAsync("head.zhuoda");

        var days = string.Create(CultureInfo.InvariantCulture, $"from={begun.AddDays(-20):yyyy-MM-dd}&to={begun.AddDays(4):yyyy-MM-dd}");
        var seeded = (await head.GetAsync($"/api/insight/zhuoda/entries?{days}&action=demo.seeded")).Ok()["entries"]!.AsArray().ShouldHaveSingleItem()!;
        DateTimeOffset.Parse((string)seeded["at"]!, CultureInfo.InvariantCulture).ShouldBeInRange(begun.AddMinutes(-5), begun);
        (await head.GetAsync($"/api/insight/zhuoda/entries?{days}&action=request.submitted&limit=200")).Ok()["entries"]!.AsArray()
            .ShouldAllBe(entry => DateTimeOffset.Parse((string)entry!["at"]!, CultureInfo.InvariantCulture) < begun);
    }

    [Fact]
    public async Task Demo_SwitchedOff_ClosesItsAccounts()
    {
        await using (var first = new Product(_data, ownsData: false))
        {
            using var admin = await first.VisitAsync("admin");
        }

        await using var second = new Product(_data, ownsData: false, ("Dispatch:Demo:Enabled", "false"));
        using var visitor = await second.VisitAsync();
        (await visitor.PostAsync("/api/session", new { account = "admin", password = Product.Password }))
            .ShouldBeRefused(HttpStatusCode.Unauthorized, "session.refused");
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    /// <summary>Whether the board shows anybody on duty, once it shows what is awaited.</summary>
    private static async Task<bool> OnDutyAsync(Visitor coordinator, bool some)
    {
        var until = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            var board = (await coordinator.GetAsync("/api/boards/zhuoda")).Ok();
            var shown = board["responders"]!.AsArray().Any(it => (bool)it!["onDuty"]!);
            if (shown == some || DateTime.UtcNow > until)
            {
                return shown;
            }
        }
    }

    private static async Task ReadyAsync(Product product)
    {
        using var visitor = await product.VisitAsync();
        var until = DateTime.UtcNow.AddSeconds(30);
        while ((await visitor.GetAsync("/health/ready")).Status != HttpStatusCode.OK)
        {
            DateTime.UtcNow.ShouldBeLessThan(until);
        }
    }
}
