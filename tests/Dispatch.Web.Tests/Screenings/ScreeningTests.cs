using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Web.Tests.Chats;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Screenings;

/// <summary>A screening from the counsellor's desk to the resident's phone and back.</summary>
public sealed class ScreeningTests : IAsyncLifetime
{
    private Product TheProduct { get; } = new();

    private Visitor _resident = null!;
    private Visitor _counsellor = null!;
    private Conversation _talk = null!;

    private string Path => $"/api/requests/{_talk.Id}/screenings";

    public async Task InitializeAsync()
    {
        (_resident, _counsellor) = (await TheProduct.VisitAsync(), await TheProduct.VisitAsync(Conversation.Account));
        _talk = await Conversation.BeginAsync(TheProduct, _resident, _counsellor);
    }

    public async Task DisposeAsync()
    {
        _resident.Dispose();
        _counsellor.Dispose();
        await TheProduct.DisposeAsync();
    }

    [Fact]
    public async Task Screening_TakenOnThePhone_IsReadByTheCounsellorAlone()
    {
        (await _counsellor.PostAsync(Path, new { instrument = "station-checklist", language = "zh-CN" })).Ok();
        ((int)(await ListAsync()).ShouldHaveSingleItem()!["number"]!).ShouldBe(1);
        var form = (await _resident.GetAsync("/api/help/screenings/1", Visitor.Bearing(_talk.Code))).Ok();
        form.ToJsonString().ShouldNotContain("score");

        var receipt = (await _resident.PostHelpAsync(_talk.Code, "screenings/1", Answers(form, worst: null))).Ok();

        ((bool)receipt["danger"]!).ShouldBeFalse();
        receipt.ToJsonString().ShouldNotContain("score");
        (await _resident.PostHelpAsync(_talk.Code, "screenings/1", Answers(form, worst: null))).ShouldBeRefused(HttpStatusCode.Conflict, "screening.answered");
        var outcome = (await _counsellor.GetAsync($"{Path}/1")).Ok();
        ((int)outcome["screening"]!["result"]!["score"]!).ShouldBe(0);
        (await _counsellor.PostAsync($"{Path}/1/decision", new { decision = "每周联系一次" })).Status.ShouldBe(HttpStatusCode.NoContent);
        ((string?)(await _counsellor.GetAsync($"{Path}/1")).Ok()["screening"]!["decidedBy"]).ShouldBe(Conversation.Account);
        (await ListAsync())[0]!.ToJsonString().ShouldNotContain(Conversation.Account);
        var copy = (await _resident.PostHelpAsync(_talk.Code, "export", new { contact = "8000" })).Ok()["screenings"]!.AsArray().ShouldHaveSingleItem()!;
        copy["answers"]!.AsArray().Count.ShouldBe(8);
        copy.ToJsonString().ShouldNotContain("score");
        TheProduct.Logged.ShouldNotContain(line => line.Contains("每周联系一次", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Screening_AskedByTheCoordinator_ShowsThereThatItWasAnsweredAndNeverAScore()
    {
        using var coordinator = await TheProduct.VisitAsync("coordinator.fucheng");
        (await coordinator.PostAsync(Path, new { instrument = "station-checklist", language = "zh-CN" })).Ok();
        var form = (await _resident.GetAsync("/api/help/screenings/1", Visitor.Bearing(_talk.Code))).Ok();
        (await _resident.PostHelpAsync(_talk.Code, "screenings/1", Answers(form, worst: null))).Ok();

        var state = (await coordinator.GetAsync(Path)).Ok().AsArray().ShouldHaveSingleItem()!;

        ((string?)state["askedBy"], (string?)state["answeredBy"], (string?)state["decidedBy"]).ShouldBe(("coordinator.fucheng", "resident", null));
        state.ToJsonString().ShouldNotContain("score");
        (await coordinator.GetAsync($"{Path}/1")).ShouldBeRefused(HttpStatusCode.Forbidden, "access.denied");
    }

    [Fact]
    public async Task Danger_InAnAnswer_RaisesTheLevelOfTheRequest()
    {
        (await _counsellor.PostAsync(Path, new { instrument = "station-checklist", language = "en" })).Ok();
        var form = (await _resident.GetAsync("/api/help/screenings/1", Visitor.Bearing(_talk.Code))).Ok();

        ((bool)(await _resident.PostHelpAsync(_talk.Code, "screenings/1", Answers(form, worst: "safe-self"))).Ok()["danger"]!).ShouldBeTrue();

        ((string?)(await _resident.GetHelpAsync(_talk.Code)).Ok()["level"]).ShouldBe("HighRisk");
        using var head = await TheProduct.VisitAsync("head.fucheng");
        ((string?)(await head.GetAsync("/api/notices")).Ok().AsArray().ShouldHaveSingleItem()!["notice"]!["kind"]).ShouldBe("screening.danger");
    }

    [Fact]
    public async Task Instrument_WhoseWordingIsThePublishers_IsListedAsNotAvailableAndCannotBeAsked()
    {
        var all = (await _counsellor.GetAsync("/api/instruments")).Ok().AsArray();

        all.Where(it => it!["languages"]!.AsArray().Count > 0).Select(it => (string?)it!["code"]).ShouldBe(["station-checklist"]);
        all.Select(it => (string?)it!["code"]).ShouldBe(["c-ssrs-screener", "gad-7", "phq-9", "station-checklist"]);
        (await _counsellor.PostAsync(Path, new { instrument = "phq-9", language = "zh-CN" })).ShouldBeRefused(HttpStatusCode.Conflict, "instrument.unavailable");
        (await _counsellor.PostAsync(Path, new { instrument = "none", language = "zh-CN" })).Code.ShouldBe("instrument.unknown");
    }

    [Theory]
    [InlineData("volunteer1.fucheng", "access.denied", "access.denied")]
    [InlineData("counsellor6.fucheng", "request.unknown", "request.unknown")]
    [InlineData("coordinator.fucheng", null, "access.denied")]
    [InlineData("head.fucheng", null, "access.denied")]
    [InlineData("coordinator.zhuoda", "access.station", "access.denied")]
    [InlineData("admin", "access.denied", "access.denied")]
    public async Task Result_ForEverybodyElse_IsClosedWhateverTheyMayAsk(string account, string? list, string result)
    {
        using var other = await TheProduct.VisitAsync(account);
        (await _counsellor.PostAsync(Path, new { instrument = "station-checklist", language = "zh-CN" })).Ok();

        (await other.GetAsync(Path)).Code.ShouldBe(list);
        (await other.GetAsync($"{Path}/1")).Code.ShouldBe(result);
        (await other.PostAsync($"{Path}/1/decision", new { decision = "x" })).Code.ShouldBe(result);
    }

    private async Task<JsonArray> ListAsync() => (await _resident.GetAsync("/api/help/screenings", Visitor.Bearing(_talk.Code))).Ok().AsArray();

    private static object Answers(JsonNode form, string? worst) => new
    {
        answers = form["questions"]!.AsArray().Select(question => new
        {
            question = (string)question!["id"]!,
            choice = (string)question["choices"]!.AsArray()[(string)question["id"]! == worst ? ^1 : 0]!["code"]!,
        }).ToArray(),
    };
}
