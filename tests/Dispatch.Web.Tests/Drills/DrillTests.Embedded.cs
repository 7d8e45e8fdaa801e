using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Stations;
using Dispatch.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Dispatch.Web.Tests.Drills;

/// <summary>A drill from start to grade, with the real stations beside it.</summary>
public sealed class DrillTests : IAsyncDisposable
{
    private readonly Product _product = new();

    [Fact]
    public async Task Drill_FromStartToEnd_IsGradedAndLeavesTheRealStationsAlone()
    {
        using var head = await _product.VisitAsync("head.zhuoda");
        var entries = await EntriesAsync();
        (await head.PostAsync("/api/drill", new { })).Ok(HttpStatusCode.NoContent);
        (await head.PostAsync("/api/drill", new { })).ShouldBeRefused(HttpStatusCode.Conflict, "drill.state");

        var accepted = await UntilAsync(head, drill => TaskOf(drill, "escort") is { } task && (bool?)task["kept"] == true);
        accepted["stations"]!.AsArray().ShouldAllBe(id => ((string)id!).StartsWith("drill-", StringComparison.Ordinal));
        var danger = TaskOf(await UntilAsync(head, drill => TaskOf(drill, "danger") is not null), "danger")!;
        ((bool)danger["waits"]!).ShouldBeTrue();
        await ActAsync(head, (int)danger["number"]!, "Acknowledge");

        (await head.PostAsync("/api/drill/end", new { })).Ok(HttpStatusCode.NoContent);
        var over = (await head.GetAsync("/api/drill")).Ok();
        ((bool)over["running"]!).ShouldBeFalse();
        ((int)over["grade"]!["kept"]!).ShouldBeGreaterThanOrEqualTo(1);
        ((int?)over["grade"]!["acknowledge"]).ShouldNotBeNull();
        (await head.PostAsync("/api/drill/acts", new { number = 1, act = "Own" })).ShouldBeRefused(HttpStatusCode.Conflict, "drill.state");

        (await head.GetAsync("/api/stations")).Ok().AsArray().ShouldAllBe(station => !((string)station!["id"]!).StartsWith("drill-", StringComparison.Ordinal));
        (await head.GetAsync("/api/boards/zhuoda")).Ok()["rows"]!.AsArray().ShouldBeEmpty();
        var grains = _product.Services.GetRequiredService<IGrainFactory>();
        (await grains.GetGrain<IStationGrain>("drill-zhuoda").GetAsync()).ShouldBeNull();
        (await _product.Services.GetRequiredService<ILedgerStore>().HeadAsync("drill-zhuoda", CancellationToken.None)).Sequence.ShouldBe(0);
        (await EntriesAsync()).ShouldBe(entries);
    }

    [Fact]
    public async Task Scenes_OfADrill_AreTheProductsOwnAndAreGraded()
    {
        using var head = await _product.VisitAsync("head.zhuoda");
        (await head.PostAsync("/api/drill", new { })).Ok(HttpStatusCode.NoContent);

        await DecideAsync(head, "watch", "TakeWatch");
        var certificate = TaskOf(await UntilAsync(head, drill => TaskOf(drill, "certificate") is not null, fast: true), "certificate")!;
        ((int)certificate["lapsed"]!).ShouldBeGreaterThan(0);

        // Closing is the case's own to refuse; the decision stands and is missed.
        var closing = TaskOf(await UntilAsync(head, drill => TaskOf(drill, "closing") is { } task && (bool)task["waits"]!, fast: true), "closing")!;
        closing["acts"]!.AsArray().Select(act => (string?)act).ShouldBe(["KeepOpen", "CloseCase"]);
        (await head.PostAsync("/api/drill/acts", new { number = (int)closing["number"]!, act = "CloseCase" })).Code!.ShouldStartWith("case.");
        await DecideAsync(head, "incident", "Declare");
        await DecideAsync(head, "triage", "RaisePerson");

        (await head.PostAsync("/api/drill/end", new { })).Ok(HttpStatusCode.NoContent);
        var over = (await head.GetAsync("/api/drill")).Ok();
        foreach (var (step, kept) in new[] { ("watch", true), ("closing", false), ("incident", true), ("triage", true) })
        {
            ((bool?)TaskOf(over, step)!["kept"]).ShouldBe(kept, step);
        }

        ((string?)TaskOf(over, "closing")!["expected"]).ShouldBe("KeepOpen");
        TaskOf(over, "triage")!["expected"].ShouldBeNull();
        ((int?)over["grade"]!["decide"]).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("coordinator.zhuoda")]
    [InlineData("counsellor1.fucheng")]
    [InlineData("volunteer1.zhuoda")]
    public async Task Drill_ForWhoeverIsNoHeadAndNoAdministrator_IsRefused(string account)
    {
        using var visitor = await _product.VisitAsync(account);

        (await visitor.PostAsync("/api/drill", new { })).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        (await visitor.GetAsync("/api/drill")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    /// <summary>An emergency opens a moment after its request; until then there is nothing to acknowledge.</summary>
    private static async Task ActAsync(Visitor head, int number, string act)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await head.PostAsync("/api/drill/acts", new { number, act })).Status != HttpStatusCode.NoContent)
        {
            patience.IsCancellationRequested.ShouldBeFalse("the emergency never opened");
        }
    }

    private async Task DecideAsync(Visitor head, string step, string act)
    {
        var task = TaskOf(await UntilAsync(head, drill => TaskOf(drill, step) is { } found && (bool)found["waits"]!, fast: true), step)!;
        (await head.PostAsync("/api/drill/acts", new { number = (int)task["number"]!, act })).Ok(HttpStatusCode.NoContent);
    }

    private async Task<JsonNode> UntilAsync(Visitor head, Func<JsonNode, bool> wanted, bool fast = false)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(fast ? 50 : 500));
        while (true)
        {
            var drill = (await head.GetAsync("/api/drill")).Ok();
            if (wanted(drill))
            {
                return drill;
            }

            patience.IsCancellationRequested.ShouldBeFalse(drill.ToJsonString());
            _product.Clock.Advance(TimeSpan.FromMilliseconds(500));
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static JsonNode? TaskOf(JsonNode drill, string step) => drill["tasks"]!.AsArray().FirstOrDefault(task => (string?)task!["step"] == step);

    /// <summary>Entries of the real stations' records, but for sign-ins.</summary>
    private async Task<string> EntriesAsync()
    {
        var record = _product.Services.GetRequiredService<ILedgerStore>();
        var entries = await Task.WhenAll(new[] { "zhuoda", "fucheng" }.Select(id => record.ReadAsync(id, 1, 10_000, CancellationToken.None)));
        return string.Join('|', entries.Select(each => each.Count(entry => !entry.Action.StartsWith("account.", StringComparison.Ordinal))));
    }
}
