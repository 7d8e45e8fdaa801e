using System.Collections.Concurrent;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Chats;

/// <summary>The private chat as an actor: durable before it answers, alarming when contact is lost, deleted with its request.</summary>
public class ChatGrainTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private static readonly Actor Coordinator = new("coordinator.zhuoda", Role.Coordinator, Town.Station);

    private static readonly Actor Head = new("head.zhuoda", Role.StationHead, Town.Station);

    private static readonly Actor Li = new("li", Role.Counsellor, Town.Station);

    [Fact]
    public async Task Words_ThatWereAcknowledged_SurviveEverySilo()
    {
        await using var town = await Town.FoundAsync();
        var chat = await Counselled.AssignedAsync(town, "r", "li");

        Assert.Equal(1, (await chat.WriteAsync(Says(Actor.Resident, "m-resident", "在吗"))).Value!.Number);
        Assert.Equal(3, (await chat.WriteAsync(Says(Li, "m-counsellor", "我在"))).Value!.Number);
        await town.Cluster.KillEverySiloAsync();

        var view = (await chat.ViewAsync(Actor.Resident, 0)).Value!;
        Assert.Equal(["在吗", "", "我在"], view.Messages.Select(message => message.Text));
        Assert.Equal("我在", Assert.Single((await chat.ViewAsync(Actor.Resident, 2)).Value!.Messages).Text);
        Assert.Equal(3, (await chat.WriteAsync(Says(Li, "m-counsellor", "我在"))).Value!.Number);
        Assert.Equal(RefusalCode.RequestUnknown, (await chat.ViewAsync(new Actor("wang", Role.Counsellor, Town.Station), 0)).Refused!.Code);
        await EnteredAsync(town, RecordActions.ChatOpened, RecordActions.ChatJoined);
        Assert.DoesNotContain("在吗", string.Concat(town.Cluster.Record.Of(Town.Station)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_ThatCouldNotBeWritten_AreNotAcknowledgedAndComeOnceWhenSentAgain()
    {
        await using var town = await Town.FoundAsync();
        var chat = await Counselled.AssignedAsync(town, "r", "li");
        var fails = 1;
        town.Cluster.Storage.Writing = state => state == "chat" && fails-- > 0 ? throw new TimeoutException("The row cannot be written.") : Task.CompletedTask;

        await Assert.ThrowsAnyAsync<Exception>(() => chat.WriteAsync(Says(Actor.Resident, "m-resident", "在吗")));
        Assert.Equal(1, (await chat.WriteAsync(Says(Actor.Resident, "m-resident", "在吗"))).Value!.Number);

        Assert.Single((await chat.ViewAsync(Li, 0)).Value!.Messages);
    }

    [Fact]
    public async Task Cue_InTheResidentsWords_RaisesTheLevelBeforeItIsAcknowledged()
    {
        await using var town = await Town.FoundAsync();
        var chat = await Counselled.AssignedAsync(town, "r", "li");

        var receipt = (await chat.WriteAsync(Says(Actor.Resident, "m-resident", "我不想活了，想自杀"))).Value!;

        Assert.Equal((RiskLevel.HighRisk, true), (receipt.Level, receipt.Danger));
        var request = (await town.Request("r").GetAsync(Head)).Value!;
        Assert.Equal((RiskLevel.HighRisk, true), (request.Level, request.LevelProvisional));
        Assert.Contains("cue.suicide", request.LevelReasons);
        Assert.Equal(ChatAlarmKind.Cue, Assert.Single((await chat.ViewAsync(Li, 0)).Value!.Alarms).Kind);
        Assert.Equal(RiskLevel.HighRisk, (await chat.WriteAsync(Says(Actor.Resident, "m-resident", "我不想活了，想自杀"))).Value!.Level);
    }

    [Fact]
    public async Task Cue_InTheChat_RaisesTheCaseAsWell()
    {
        await using var town = await Town.FoundAsync();
        var chat = await Counselled.AssignedAsync(town, "r", "li");

        await chat.WriteAsync(Says(Actor.Resident, "m-resident", "我想自杀"));

        var row = await town.Cluster.UntilAsync(
            () => town.Cluster.Grains.GetGrain<ICaseGrain>("r").RowAsync(), file => file is { Level: RiskLevel.HighRisk }, TimeSpan.FromMilliseconds(100));
        Assert.True(row!.Unanswered);
    }

    [Fact]
    public async Task Cue_InAMessageThatIsRefused_RaisesTheLevelAllTheSame()
    {
        await using var town = await Town.FoundAsync();
        var chat = await Counselled.AssignedAsync(town, "r", "li");

        Assert.Equal(RefusalCode.InputInvalid, (await chat.WriteAsync(Says(Actor.Resident, "short", "想自杀"))).Refused!.Code);

        Assert.Equal(RiskLevel.HighRisk, (await town.Request("r").HelpAsync())!.Level);
    }

    [Fact]
    public async Task Silence_OfTheCounsellorInDanger_AlarmsHeadAndCrisisCounsellorsAlsoAfterADeadProcess()
    {
        await using var town = await Town.FoundAsync();
        var chat = await Counselled.AssignedAsync(town, "r", "li");
        var wang = await Counselled.CounsellorAsync(town, "wang");
        var phone = new Phone();
        await wang.ConnectAsync(town.Cluster.Grains.CreateObjectReference<IPhoneObserver>(phone));
        await chat.WriteAsync(Says(Li, "m-counsellor", "你好"));
        await chat.WriteAsync(Says(Actor.Resident, "m-resident", "我想自杀"));
        await town.Cluster.KillEverySiloAsync();

        town.Cluster.Clock.Advance(TimeSpan.FromMinutes(2));
        await chat.TickAsync();

        var view = (await chat.ViewAsync(Li, 0)).Value!;
        Assert.Contains(ChatAlarmKind.CounsellorSilent, view.Alarms.Select(alarm => alarm.Kind));
        Assert.True((await chat.ViewAsync(Actor.Resident, 0)).Value!.Alone);
        var station = town.Cluster.Grains.GetGrain<IStationGrain>(Town.Station);
        var notices = (await station.NoticesAsync(Head)).Value!.Notices;
        Assert.Equal(["chat.counsellor-silent", "chat.cue"], notices.Select(notice => notice.Kind).Order(StringComparer.Ordinal));
        Assert.All(notices, notice => Assert.Equal("", notice.Reason));
        await EnteredAsync(town, RecordActions.ChatAlarm);

        await wang.ConnectAsync(town.Cluster.Grains.CreateObjectReference<IPhoneObserver>(phone));
        await chat.TickAsync();
        await town.Cluster.UntilAsync(() => Task.FromResult(phone.Stirred.ToList()), heard => heard.Contains(new ChatStirring("r", ChatStir.Wanted)), Pace);
        await chat.TickAsync();
        Assert.Equal(2, (await station.NoticesAsync(Head)).Value!.Notices.Length);
    }

    [Fact]
    public async Task Connection_OfTheResidentThatIsGone_AlarmsByItself()
    {
        await using var town = await Town.FoundAsync();
        var chat = await Counselled.AssignedAsync(town, "r", "li");
        var ear = town.Cluster.Grains.CreateObjectReference<IChatObserver>(new Ear());
        Assert.Null((await chat.HearAsync(ear, Actor.Resident)).Refused);
        await chat.WriteAsync(Says(Actor.Resident, "m-resident", "我想自杀"));
        await chat.WriteAsync(Says(Li, "m-counsellor", "我在"));

        await chat.UnhearAsync(ear, Actor.Resident);
        town.Cluster.Clock.Advance(TimeSpan.FromMinutes(1));

        await town.Cluster.UntilAsync(
            async () => (await chat.ViewAsync(Li, 0)).Value!.Alarms.Select(alarm => alarm.Kind).ToList(), kinds => kinds.Contains(ChatAlarmKind.ResidentGone), Pace);
    }

    [Fact]
    public async Task Counsellor_WhoHandsBack_IsOutOfTheChatAndTheNextOneTakesOver()
    {
        await using var town = await Town.FoundAsync();
        var chat = await Counselled.AssignedAsync(town, "r", "li");
        await chat.WriteAsync(Says(Li, "m-counsellor", "你好"));
        Assert.Null((await town.Cluster.Grains.GetGrain<ICounsellorGrain>("li").HandBackAsync("r", "生病")).Refused);

        Assert.Equal(RefusalCode.RequestUnknown, (await chat.WriteAsync(Says(Li, "m-later", "还在"))).Refused!.Code);
        await chat.TickAsync();
        Assert.Contains(ChatEvent.Dropped, (await chat.ViewAsync(Actor.Resident, 0)).Value!.Messages.Select(message => message.Event));

        var wang = await Counselled.AssignAsync(town, "r", "wang");
        Assert.Null((await chat.JoinAsync(wang)).Refused);
        var view = (await chat.ViewAsync(wang, 0)).Value!;
        Assert.Equal(("wang", ChatEvent.HandedOver), (view.Attending, view.Messages[^1].Event));
        await EnteredAsync(town, RecordActions.ChatDropped, RecordActions.ChatHandedOver);
    }

    [Fact]
    public async Task Licence_ThatEndedInTheMidstOfAConversation_IsNoLongerEnoughForTheChat()
    {
        await using var town = await Town.FoundAsync();
        var chat = await Counselled.AssignedAsync(town, "r", "li");
        await chat.WriteAsync(Says(Li, "m-counsellor", "你好"));
        await chat.WriteAsync(Says(Actor.Resident, "m-resident", "在吗"));
        var person = town.Cluster.Grains.GetGrain<ICounsellorGrain>("li");
        Assert.Null((await person.EnrolAsync((await person.ProfileAsync())! with { LicensedUntil = town.Cluster.Clock.GetUtcNow() })).Refused);

        Assert.Equal(RefusalCode.LicenceLapsed, (await chat.ViewAsync(Li, 0)).Refused!.Code);
        Assert.Equal(RefusalCode.LicenceLapsed, (await chat.WriteAsync(Says(Li, "m-later", "还在"))).Refused!.Code);
        Assert.Equal(RefusalCode.LicenceLapsed, (await chat.TranscriptAsync(Li)).Refused!.Code);
        await chat.TickAsync();
        var view = (await chat.ViewAsync(Actor.Resident, 0)).Value!;
        Assert.True(view.Alone);
        Assert.Contains(ChatEvent.Dropped, view.Messages.Select(message => message.Event));
    }

    [Fact]
    public async Task Transcript_IsTakenWithTheResidentsConsentOnlyAndEntered()
    {
        await using var town = await Town.FoundAsync();
        var chat = await Counselled.AssignedAsync(town, "r", "li");
        await chat.WriteAsync(Says(Actor.Resident, "m-resident", "睡不着"));

        Assert.Equal(RefusalCode.ConsentRequired, (await chat.TranscriptAsync(Li)).Refused!.Code);
        Assert.Null((await town.Request("r").ConsentAsync(new Consent(Purpose.Transcript, true))).Refused);
        Assert.Equal("睡不着", Assert.Single((await chat.TranscriptAsync(Head)).Value!.Messages).Text);
        Assert.Equal(RefusalCode.AccessDenied, (await chat.TranscriptAsync(Coordinator)).Refused!.Code);
        Assert.Null((await town.Request("r").ConsentAsync(new Consent(Purpose.Transcript, false))).Refused);
        Assert.Equal(RefusalCode.ConsentRequired, (await chat.TranscriptAsync(Head)).Refused!.Code);

        await EnteredAsync(town, RecordActions.ConsentGiven, RecordActions.ChatTranscript, RecordActions.ConsentWithdrawn);
    }

    [Fact]
    public async Task Words_OfAChat_GoWithTheRequestAndNotBefore()
    {
        await using var town = await Town.FoundAsync();
        var chat = await Counselled.AssignedAsync(town, "r", "li");
        await chat.WriteAsync(Says(Actor.Resident, "m-resident", "睡不着"));
        Assert.Contains("睡不着", town.Cluster.Storage.Text("chat"), StringComparison.Ordinal);

        Assert.Equal(RefusalCode.PrivacyObligation, (await chat.EraseAsync()).Refused!.Code);
        Assert.Null((await town.Request("r").CancelAsync(new CancelRequest(Actor.Resident, "x"))).Refused);
        Assert.Null((await chat.EraseAsync()).Refused);

        Assert.DoesNotContain("睡不着", town.Cluster.Storage.Text("chat"), StringComparison.Ordinal);
        Assert.Empty((await chat.ViewAsync(Actor.Resident, 0)).Value!.Messages);
    }

    [Fact]
    public async Task Bells_OfAChat_CarryNoWords()
    {
        await using var town = await Town.FoundAsync();
        var chat = await Counselled.AssignedAsync(town, "r", "li");
        var ear = new Ear();
        await chat.HearAsync(town.Cluster.Grains.CreateObjectReference<IChatObserver>(ear), Actor.Resident);

        await chat.WriteAsync(Says(Li, "m-counsellor", "你好"));
        await chat.TypingAsync(Li);
        await chat.SeenAsync(Actor.Resident, 2);

        var rung = await town.Cluster.UntilAsync(() => Task.FromResult(ear.Rung.ToList()), heard => heard.Count >= 3, Pace);
        Assert.Contains(("resident", new ChatBell("r", 2, 0, 2, null)), rung);
        Assert.Contains(("resident", new ChatBell("r", 2, 0, 2, ChatSide.Counsellor)), rung);
        Assert.Contains(("resident", new ChatBell("r", 2, 2, 2, null)), rung);
        var stranger = await chat.HearAsync(town.Cluster.Grains.CreateObjectReference<IChatObserver>(new Ear()), new Actor("wang", Role.Counsellor, null));
        Assert.Equal(RefusalCode.RequestUnknown, stranger.Refused!.Code);
    }

    private static WriteMessage Says(Actor by, string id, string text) => new(by, id, text);

    private static async Task EnteredAsync(Town town, params string[] actions) => await town.Cluster.UntilAsync(
        () => Task.FromResult(town.Cluster.Record.Of(Town.Station).Select(entry => entry.Action).ToHashSet()), entered => actions.All(entered.Contains), Pace);

    private sealed class Ear : IChatObserver
    {
        public ConcurrentQueue<(string Account, ChatBell Bell)> Rung { get; } = new();

        public void ChatRang(string account, ChatBell bell) => Rung.Enqueue((account, bell));
    }

    private sealed class Phone : IPhoneObserver
    {
        public ConcurrentQueue<ChatStirring> Stirred { get; } = new();

        public void OfferReceived(string responderId, OfferView offer)
        {
        }

        public void OfferChanged(string responderId, OfferView offer)
        {
        }

        public void ChatStirred(string responderId, ChatStirring stirring) => Stirred.Enqueue(stirring);
    }
}
