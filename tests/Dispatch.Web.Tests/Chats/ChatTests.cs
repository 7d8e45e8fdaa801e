using System.Net;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Chats;

/// <summary>The chat over REST and hub: REST is the truth, the hub the bell.</summary>
public sealed class ChatTests : IAsyncLifetime
{
    private Product TheProduct { get; } = new();

    private Visitor _resident = null!;
    private Visitor _counsellor = null!;
    private Conversation _talk = null!;

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
    public async Task Words_OfBothSides_ArriveInOrderAndTheBellCarriesNone()
    {
        await using var phone = await LiveClient.ConnectAsync(_resident);
        ((string?)await phone.CallAsync("Talk", _talk.Code)).ShouldBe(_talk.Id);

        ((long)(await _talk.ResidentSaysAsync("message-1", "睡不着")).Ok()["number"]!).ShouldBe(1);
        ((long)(await _talk.CounsellorSaysAsync("message-2", "多久了？")).Ok()["number"]!).ShouldBe(3);

        var bell = await phone.NextAsync("ChatRang", it => (long)it["last"]! == 3);
        bell.ToJsonString().ShouldNotContain("多久");
        (await _talk.ResidentReadsAsync()).ShouldBe(["睡不着", "多久了？"]);
        (await _talk.ResidentReadsAsync(after: 1)).ShouldBe(["多久了？"]);
        var view = (await _resident.GetAsync("/api/help/chat", Visitor.Bearing(_talk.Code))).Ok();
        view.ToJsonString().ShouldNotContain(Conversation.Account);
        ((string?)view["with"]).ShouldNotBeNullOrEmpty();
        TheProduct.Logged.ShouldNotContain(line => line.Contains("睡不着", StringComparison.Ordinal) || line.Contains(_talk.Code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Word_SentAgainAfterACutLine_IsThereOnce()
    {
        (await _talk.ResidentSaysAsync("message-1", "在吗")).Ok();
        ((long)(await _talk.ResidentSaysAsync("message-1", "在吗")).Ok()["number"]!).ShouldBe(1);
        (await _talk.ResidentSaysAsync("message-1", "在？")).ShouldBeRefused(HttpStatusCode.Conflict, "idempotency.key-reused");

        (await _talk.ResidentReadsAsync()).ShouldBe(["在吗"]);
    }

    [Fact]
    public async Task Typing_AndSeenMarks_ReachTheOtherSide()
    {
        await using var desk = await LiveClient.ConnectAsync(_counsellor);
        await using var phone = await LiveClient.ConnectAsync(_resident);
        await desk.CallAsync("Attend", _talk.Id);
        await phone.CallAsync("Talk", _talk.Code);
        (await _talk.CounsellorSaysAsync("message-1", "你好")).Ok();

        await phone.CallAsync("TalkTyping", _talk.Code);
        await desk.NextAsync("ChatRang", it => (string?)it["typing"] == "Resident");
        (await _resident.PostHelpAsync(_talk.Code, "chat/seen", new { upto = 2 })).Status.ShouldBe(HttpStatusCode.NoContent);
        await desk.NextAsync("ChatRang", it => (long)it["seenByResident"]! == 2);
    }

    [Fact]
    public async Task Cue_InTheChat_RaisesTheLevelAndStirsTheCounsellorsPhone()
    {
        await using var phone = await LiveClient.ConnectAsync(_counsellor);

        var receipt = (await _talk.ResidentSaysAsync("message-1", "我想自杀")).Ok();

        ((string?)receipt["level"], (bool)receipt["danger"]!).ShouldBe(("HighRisk", true));
        ((string?)(await _resident.GetHelpAsync(_talk.Code)).Ok()["level"]).ShouldBe("HighRisk");
        (await phone.NextAsync("ChatStirred", it => (string?)it["what"] == "Alarm")).ToJsonString().ShouldNotContain("自杀");
    }

    [Theory]
    [InlineData("volunteer1.fucheng", HttpStatusCode.Forbidden, "access.denied")]
    [InlineData("counsellor6.fucheng", HttpStatusCode.NotFound, "request.unknown")]
    [InlineData("coordinator.fucheng", HttpStatusCode.Forbidden, "access.denied")]
    [InlineData("head.fucheng", HttpStatusCode.Forbidden, "access.denied")]
    [InlineData("admin", HttpStatusCode.Forbidden, "access.denied")]
    public async Task Chat_OfOthers_IsClosedToEverybodyElse(string account, HttpStatusCode status, string code)
    {
        using var other = await TheProduct.VisitAsync(account);
        (await _talk.ResidentSaysAsync("message-1", "在吗")).Ok();

        (await other.GetAsync(_talk.Path)).ShouldBeRefused(status, code);
        (await other.PostAsync(_talk.Path, new { id = "message-9", text = "x" })).ShouldBeRefused(status, code);
        (await other.PostAsync($"{_talk.Path}/join", new { })).ShouldBeRefused(status, code);
    }

    [Fact]
    public async Task Message_OfAMegabyteOrWithControlCharacters_IsRefused()
    {
        (await _talk.ResidentSaysAsync("message-1", new string('a', 1 << 20))).ShouldBeRefused(HttpStatusCode.RequestEntityTooLarge, "input.too-large");
        (await _talk.ResidentSaysAsync("message-1", new string('a', 2_001))).ShouldBeRefused(HttpStatusCode.RequestEntityTooLarge, "input.too-large");
        (await _talk.ResidentSaysAsync("message-1", "a\u0007b")).ShouldBeRefused(HttpStatusCode.BadRequest, "input.invalid");
        (await _talk.CounsellorSaysAsync("message-1", "")).ShouldBeRefused(HttpStatusCode.BadRequest, "input.invalid");
        (await _resident.PostHelpAsync("AAAA-BBBB-CCCC", "chat", new { id = "message-1", text = "x" })).ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
        (await _talk.ResidentReadsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Transcript_WithoutConsent_IsRefused()
    {
        using var head = await TheProduct.VisitAsync("head.fucheng");
        (await _talk.ResidentSaysAsync("message-1", "睡不着")).Ok();
        (await head.PostAsync($"{_talk.Path}/transcript", new { })).ShouldBeRefused(HttpStatusCode.Forbidden, "consent.required");

        (await _resident.PostHelpAsync(_talk.Code, "consents", new { purpose = "Transcript", given = true })).Status.ShouldBe(HttpStatusCode.NoContent);

        (await head.PostAsync($"{_talk.Path}/transcript", new { })).Ok().ToJsonString().ShouldContain("\"number\":1");
        ((bool)(await _resident.GetAsync("/api/help/chat", Visitor.Bearing(_talk.Code))).Ok()["transcript"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Words_OfYesterday_AreInTheCopyAndNoLongerUnderTheCodeAlone()
    {
        (await _talk.ResidentSaysAsync("message-1", "睡不着")).Ok();
        (await _counsellor.PostAsync($"{_talk.Path}/end", new { })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await _resident.PostHelpAsync(_talk.Code, "chat/seen", new { upto = 9 })).Status.ShouldBe(HttpStatusCode.NoContent);

        TheProduct.Clock.Advance(TimeSpan.FromHours(25));

        (await _talk.ResidentReadsAsync()).ShouldBeEmpty();
        (await _resident.PostHelpAsync(_talk.Code, "export", new { contact = "0000" })).ShouldBeRefused(HttpStatusCode.Forbidden, "privacy.contact");
        (await _resident.PostHelpAsync(_talk.Code, "export", new { contact = "8000" })).Ok()["chat"]!.ToJsonString().ShouldContain("\"number\":1");
    }

    [Fact]
    public async Task Erasure_OfTheRequest_TakesTheChatAlong()
    {
        (await _talk.ResidentSaysAsync("message-1", "睡不着")).Ok();
        (await _resident.PostHelpAsync(_talk.Code, "erase", new { contact = "8000" })).ShouldBeRefused(HttpStatusCode.Conflict, "privacy.obligation");
        (await _talk.ResidentReadsAsync()).ShouldBe(["睡不着"]);
        (await _resident.PostHelpAsync(_talk.Code, "cancel", new { reason = "好了" })).Status.ShouldBe(HttpStatusCode.NoContent);

        (await _resident.PostHelpAsync(_talk.Code, "erase", new { contact = "8000" })).Status.ShouldBe(HttpStatusCode.NoContent);

        (await _talk.ResidentReadsAsync()).ShouldBeEmpty();
        (await _talk.ResidentSaysAsync("message-2", "在吗")).ShouldBeRefused(HttpStatusCode.Conflict, "request.state");
    }
}
