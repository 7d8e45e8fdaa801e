using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Duty;

/// <summary>The demonstration's roster over HTTP and the hub: planned by the head, swapped, begun and handed over by counsellors.</summary>
public sealed class DutyTests : IAsyncDisposable
{
    private const string Fucheng = "/api/stations/fucheng/duty";
    private readonly Product _product = new();

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task Roster_OfTheDemonstration_NamesTheFirstCounsellorAtBothStations()
    {
        using var head = await _product.VisitAsync("head.fucheng");
        using var other = await _product.VisitAsync("head.zhuoda");

        var own = await ViewAsync(head, Fucheng);
        var shared = await ViewAsync(other, "/api/stations/zhuoda/duty");

        own["duty"]!["gaps"]!.AsArray().ShouldBeEmpty();
        var current = own["duty"]!["shifts"]!.AsArray().Single(shift => (string?)shift!["id"] == (string?)own["duty"]!["current"])!;
        ((string?)own["duty"]!["acting"]).ShouldBe((string?)current["primary"]);
        ((string?)shared["duty"]!["acting"]).ShouldBe((string?)current["secondary"]);
        ((string?)own["names"]![(string)current["primary"]!]).ShouldNotBe((string?)current["primary"]);
        (await ViewAsync(head, Fucheng, days: 20))["duty"]!["gaps"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Swap_AskedByOneAndAcceptedByAnother_IsInThePlanAndOnTheScreens()
    {
        using var head = await _product.VisitAsync("head.fucheng");
        var shift = (await ViewAsync(head, Fucheng))["duty"]!["shifts"]!.AsArray().Last()!;
        var (id, first) = ((string)shift["id"]!, (string)shift["primary"]!);
        var to = Enumerable.Range(1, 6).Select(n => $"counsellor{n}.fucheng").First(account => account != first && account != (string?)shift["secondary"]);
        using var giver = await _product.VisitAsync(first);
        using var taker = await _product.VisitAsync(to);
        await using var screen = await LiveClient.ConnectAsync(taker);

        (await giver.PostAsync($"{Fucheng}/swaps", new { shiftId = id, part = "primary", to })).Ok(HttpStatusCode.NoContent);
        await screen.NextAsync("DutyChanged", _ => true);
        var alert = (await taker.GetAsync("/api/duty/alerts")).Ok().AsArray().Single(each => (string?)each!["alert"]!["kind"] == "SwapAsked")!["alert"]!;
        (await giver.PostAsync($"{Fucheng}/swaps/{alert["about"]}/answer", new { accept = true })).Ok(HttpStatusCode.NoContent);
        (await ShiftAsync(head, id))["primary"]!.ToString().ShouldBe(first, "whoever asks cannot accept for the other");

        (await giver.PostAsync($"{Fucheng}/swaps", new { shiftId = id, part = "primary", to })).Ok(HttpStatusCode.NoContent);
        var number = (await taker.GetAsync("/api/duty/alerts")).Ok().AsArray().Last(each => (string?)each!["alert"]!["kind"] == "SwapAsked")!["alert"]!["about"];
        (await taker.PostAsync($"{Fucheng}/swaps/{number}/answer", new { accept = true })).Ok(HttpStatusCode.NoContent);
        (await ShiftAsync(head, id))["primary"]!.ToString().ShouldBe(to);
    }

    [Fact]
    public async Task HandOver_OfTheWatch_IsReadByTheTwoAndTheHeadAlone()
    {
        using var head = await _product.VisitAsync("head.fucheng");
        var view = (await ViewAsync(head, Fucheng))["duty"]!;
        var giver = (string)view["acting"]!;
        var others = Enumerable.Range(1, 6).Select(n => $"counsellor{n}.fucheng").Where(account => account != giver).ToList();
        using var from = await _product.VisitAsync(giver);
        using var to = await _product.VisitAsync(others[0]);
        using var colleague = await _product.VisitAsync(others[1]);
        using var coordinator = await _product.VisitAsync("coordinator.fucheng");
        (await from.PostAsync($"{Fucheng}/hand-overs", new { to = others[0], note = "夜里两通电话，均已安抚" })).Ok(HttpStatusCode.NoContent);

        (await NotesAsync(to)).ShouldBe(1);
        (await NotesAsync(head)).ShouldBe(1);
        (await NotesAsync(colleague)).ShouldBe(0);
        (await NotesAsync(coordinator)).ShouldBe(0);
        _product.Logged.ShouldAllBe(line => !line.Contains("两通电话", StringComparison.Ordinal));

        var number = (int)(await ViewAsync(to, Fucheng))["duty"]!["handOvers"]!.AsArray().Single()!["number"]!;
        (await colleague.PostAsync($"{Fucheng}/hand-overs/{number}/answer", new { accept = true })).ShouldBeRefused(HttpStatusCode.NotFound, "duty.unknown");
        (await to.PostAsync($"{Fucheng}/hand-overs/{number}/answer", new { accept = true })).Ok(HttpStatusCode.NoContent);
        ((string?)(await ViewAsync(head, Fucheng))["duty"]!["acting"]).ShouldBe(others[0]);
    }

    [Fact]
    public async Task Plan_ByWhoMayNot_OrOfWhatCannotBe_IsRefused()
    {
        using var head = await _product.VisitAsync("head.fucheng");
        using var counsellor = await _product.VisitAsync("counsellor1.fucheng");
        using var volunteer = await _product.VisitAsync("volunteer1.fucheng");
        var day = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(20)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var shift = new { day, from = "22:00", to = "06:00", primary = "counsellor1.fucheng", secondary = "counsellor2.fucheng" };

        (await volunteer.GetAsync(Fucheng)).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        (await counsellor.PostAsync($"{Fucheng}/shifts", shift)).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
        (await head.PostAsync($"{Fucheng}/shifts", shift with { secondary = "counsellor1.fucheng" })).Code.ShouldBe("duty.same-person");
        (await head.PostAsync($"{Fucheng}/shifts", shift with { primary = "volunteer1.fucheng" })).Code.ShouldBe("duty.person");
        (await head.PostAsync($"{Fucheng}/shifts", shift with { from = "25:00" })).Code.ShouldBe("input.invalid");
        (await head.PostAsync($"{Fucheng}/shifts", shift)).Ok(HttpStatusCode.NoContent);
        (await head.PostAsync("/api/stations/zhuoda/duty/shifts", shift)).ShouldBeRefused(HttpStatusCode.Forbidden, "access.station");
    }

    private static async Task<JsonNode> ViewAsync(Visitor visitor, string path, int days = 8) => (await visitor.GetAsync($"{path}?days={days}")).Ok();

    private static async Task<int> NotesAsync(Visitor visitor) =>
        (await ViewAsync(visitor, Fucheng))["duty"]!["handOvers"]!.AsArray().Count(each => ((string)each!["note"]!).Contains("两通电话", StringComparison.Ordinal));

    private static async Task<JsonNode> ShiftAsync(Visitor visitor, string id) =>
        (await ViewAsync(visitor, Fucheng, days: 12))["duty"]!["shifts"]!.AsArray().Single(shift => (string?)shift!["id"] == id)!;
}
