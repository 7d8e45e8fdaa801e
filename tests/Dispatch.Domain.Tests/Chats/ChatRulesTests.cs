using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Access;
using Dispatch.Domain.Chats;

namespace Dispatch.Domain.Tests.Chats;

public class ChatRulesTests
{
    [Theory]
    [InlineData(Role.Resident, "resident", null)]
    [InlineData(Role.Counsellor, "counsellor.li", null)]
    [InlineData(Role.Counsellor, "counsellor.stranger", RefusalCode.RequestUnknown)]
    [InlineData(Role.Volunteer, "counsellor.li", RefusalCode.AccessDenied)]
    [InlineData(Role.Coordinator, "coordinator.fucheng", RefusalCode.AccessDenied)]
    [InlineData(Role.StationHead, "head.fucheng", RefusalCode.AccessDenied)]
    [InlineData(Role.Admin, "admin", RefusalCode.AccessDenied)]
    public void Chat_ForEachRole_IsForTheResidentAndTheCounsellorsOfTheRequestAlone(Role role, string account, RefusalCode? refused)
    {
        var rule = role == Role.Resident ? AccessTable.ChatHelp : AccessTable.Chat;

        Assert.Equal(refused, new Talk().Team.Judge(rule, new Actor(account, role, "fucheng"))?.Code);
    }

    [Theory]
    [InlineData(Role.StationHead, "head.fucheng", "fucheng", null)]
    [InlineData(Role.StationHead, "head.zhuoda", "zhuoda", RefusalCode.AccessStation)]
    [InlineData(Role.Counsellor, "counsellor.wang", "fucheng", null)]
    [InlineData(Role.Coordinator, "coordinator.fucheng", "fucheng", RefusalCode.AccessDenied)]
    public void Transcript_ForEachRole_IsForTheCounsellorAndTheHeadOfTheStation(Role role, string account, string station, RefusalCode? refused) =>
        Assert.Equal(refused, new Talk().Team.Judge(AccessTable.Transcript, new Actor(account, role, station))?.Code);

    [Theory]
    [InlineData("", RefusalCode.InputInvalid)]
    [InlineData(" \n ", RefusalCode.InputInvalid)]
    [InlineData("a\u0000b", RefusalCode.InputInvalid)]
    [InlineData("a\u001bb", RefusalCode.InputInvalid)]
    [InlineData("a\tb", RefusalCode.InputInvalid)]
    [InlineData("a\r\nb", RefusalCode.InputInvalid)]
    [InlineData("a\u202eb", RefusalCode.InputInvalid)]
    [InlineData("a\nb", null)]
    [InlineData("睡不着 😟", null)]
    public void Message_WithControlCharacters_IsRefusedButForTheLineFeed(string text, RefusalCode? refused) =>
        Assert.Equal(refused, new Talk().Try(Actor.Resident, text).Refused?.Code);

    [Theory]
    [InlineData(1, null)]
    [InlineData(2_000, null)]
    [InlineData(2_001, RefusalCode.InputTooLarge)]
    public void Message_AroundItsLongest_IsRefusedBeyondIt(int letters, RefusalCode? refused) =>
        Assert.Equal(refused, new Talk().Try(Actor.Resident, new string('好', letters)).Refused?.Code);

    [Fact]
    public void Message_SentAgain_IsThereOnceAlsoAfterTheEnd()
    {
        var talk = new Talk().Says(Actor.Resident, "在吗", "same-message");

        Assert.Same(talk.Chat, talk.Try(Actor.Resident, "在吗", "same-message").Next);
        Assert.Equal(RefusalCode.IdempotencyKeyReused, talk.Try(Actor.Resident, "在？", "same-message").Refused!.Code);
        Assert.NotSame(talk.Chat, talk.Try(Talk.Li, "在吗", "same-message").Next);
        talk.Team = talk.Team with { Closed = true };
        Assert.Same(talk.Chat, talk.Try(Actor.Resident, "在吗", "same-message").Next);
        Assert.Equal(RefusalCode.RequestState, talk.Try(Actor.Resident, "还有").Refused!.Code);
    }

    [Fact]
    public void Lines_OfAChat_AreNumberedWithoutGaps()
    {
        var talk = new Talk().Says(Actor.Resident).Says(Talk.Li).Says(Actor.Resident).Says(Talk.Wang).Says(Talk.Li);

        Assert.Equal(Enumerable.Range(1, talk.Chat.Lines.Length).Select(number => (long)number), talk.Chat.Lines.Select(line => line.Number));
        Assert.Equal([ChatEvent.Joined, ChatEvent.HandedOver, ChatEvent.HandedOver], talk.Chat.Lines.Where(line => line.Event is not null).Select(line => line.Event!.Value));
        Assert.Equal(Talk.Li.Account, talk.Chat.Attending);
    }

    [Fact]
    public void Flood_OfOneSide_IsStoppedForAMinuteAndNotForTheOther()
    {
        var talk = new Talk();
        for (var count = 0; count < ChatLimits.RateMost; count++)
        {
            talk.Says(Actor.Resident);
        }

        Assert.Equal(RefusalCode.LimitRate, talk.Try(Actor.Resident, "再说").Refused!.Code);
        Assert.Null(talk.Try(Talk.Li, "请慢慢说").Refused);
        Assert.Null(talk.After(ChatLimits.RateSpan).Try(Actor.Resident, "再说").Refused);
    }

    [Fact]
    public void Conversation_ThatIsFull_TakesNoMoreUntilTheNextOne()
    {
        var talk = new Talk();
        for (var count = 0; count < ChatLimits.SessionMost; count++)
        {
            talk.Says(Actor.Resident).After(TimeSpan.FromSeconds(3));
        }

        Assert.Equal(RefusalCode.ChatFull, talk.Try(Actor.Resident, "再说").Refused!.Code);
        Assert.Null(talk.Is(chat => ChatRules.End(chat, Talk.Li, talk.Now)).Try(Actor.Resident, "再说").Refused);
        Assert.Equal(2, talk.Says(Actor.Resident).Chat.Session);
    }

    [Fact]
    public void Request_OfNoCounsellor_HasNoChat()
    {
        var talk = new Talk { Team = new ChatTeam("fucheng", RiskLevel.General, false, ForCounsellors: false, []) };

        Assert.Equal(RefusalCode.ChatUnavailable, talk.Try(Actor.Resident, "在吗").Refused!.Code);
    }

    [Fact]
    public void View_OfTheResident_NamesNoAccountAndNoAlarm()
    {
        var talk = new Talk(RiskLevel.HighRisk).Says(Actor.Resident, "在吗").Says(Talk.Li, "在的").After(TimeSpan.FromMinutes(5));

        var view = ChatViews.Of("r", talk.Chat, talk.Team, Actor.Resident, 0, transcript: false, talk.Now);

        Assert.NotEmpty(talk.Chat.Alarms);
        Assert.Equal((null, "李老师", 0), (view.Attending, view.With, view.Alarms.Length));
        Assert.All(view.Messages, message => Assert.Null(message.By));
        Assert.Equal([1L, 3L], view.Messages.Where(message => message.Text.Length > 0).Select(message => message.Number));
        Assert.Equal([3L], ChatViews.Of("r", talk.Chat, talk.Team, Talk.Li, 2, false, talk.Now).Messages.Select(message => message.Number));
    }

    [Fact]
    public void Words_OfAConversationThatIsOver_AreShownUnderTheCodeForADayAndUntilTheyAreRead()
    {
        var talk = new Talk().Says(Actor.Resident, "第一次").Says(Talk.Li, "听到了").Is(chat => ChatRules.Seen(chat, ChatSide.Resident, 3));
        talk.Is(chat => ChatRules.End(chat, Talk.Li, talk.Now)).Is(chat => ChatRules.Seen(chat, ChatSide.Resident, 4));
        Assert.Equal(["第一次", "听到了"], Shown(talk));

        talk.After(ChatLimits.Shown);
        Assert.Empty(Shown(talk));
        Assert.True(ChatViews.Of("r", talk.Chat, talk.Team, Actor.Resident, 0, false, talk.Now).Earlier);
        Assert.Equal(3, ChatViews.Of("r", talk.Chat, talk.Team, Talk.Li, 1, false, talk.Now).Messages.Length);

        talk.Says(Talk.Wang, "最近怎样？").Is(chat => ChatRules.End(chat, Talk.Wang, talk.Now)).After(2 * ChatLimits.Shown);
        Assert.Equal(["最近怎样？"], Shown(talk));
    }

    private static IEnumerable<string> Shown(Talk talk) =>
        ChatViews.Of("r", talk.Chat, talk.Team, Actor.Resident, 0, false, talk.Now).Messages.Select(message => message.Text).Where(text => text.Length > 0);

    [Fact]
    public void Team_OfARequest_HoldsItsCounsellorsAndNeverAVolunteer()
    {
        var request = new Requests.Scene("escort").Ask(ResponderKind.Volunteer, "v1").Request;
        var view = Domain.Requests.RequestViews.Staff(request, null, null) with
        {
            Assignments =
            [
                new RequestAssignment("v1", "志愿者", ResponderKind.Volunteer, AssignmentState.Accepted, true, Talk.Noon, null),
                new RequestAssignment("c1", "李", ResponderKind.Counsellor, AssignmentState.HandedBack, false, Talk.Noon, null),
                new RequestAssignment("c2", "王", ResponderKind.Counsellor, AssignmentState.OnSite, false, Talk.Noon, null),
                new RequestAssignment("c3", "张", ResponderKind.Counsellor, AssignmentState.Completed, true, Talk.Noon, null),
            ],
        };

        Assert.Equal(["c3", "c2"], ChatTeam.Of(view, null, null).Members.Select(member => member.Account));
    }

    [Theory]
    [InlineData(CaseState.Open, false)]
    [InlineData(CaseState.Handled, false)]
    [InlineData(CaseState.Closed, true)]
    [InlineData(null, true)]
    public void Chat_OfARequestThatEnded_GoesOnWhileItsCaseIsWorkedOn(CaseState? state, bool closed)
    {
        var view = Domain.Requests.RequestViews.Staff(new Requests.Scene("escort").Request, null, null) with { State = RequestState.Confirmed };
        var team = ChatTeam.Of(view, Row(state), null);

        Assert.Equal((closed, closed ? RiskLevel.General : RiskLevel.Serious), (team.Closed, team.Level));
        Assert.Equal(closed ? [] : ["owner", "deputy"], team.Members.Select(member => member.Account));
    }

    [Fact]
    public void Team_OfARequestThatWasDoneAndClosed_HoldsNobodyWhoDidIt()
    {
        var view = Domain.Requests.RequestViews.Staff(new Requests.Scene("escort").Request, null, null) with
        {
            State = RequestState.Confirmed,
            Assignments = [new RequestAssignment("c3", "张", ResponderKind.Counsellor, AssignmentState.Completed, true, Talk.Noon, null)],
        };

        Assert.Empty(ChatTeam.Of(view, null, null).Members);
        Assert.Equal(["owner", "deputy"], ChatTeam.Of(view, Row(CaseState.Open), null).Members.Select(member => member.Account));
        Assert.Single(ChatTeam.Of(view with { State = RequestState.Completed }, null, null).Members);
    }

    [Fact]
    public void Team_WhoseOwnerGaveTheRequestBack_IsTheDeputyAlone()
    {
        var view = Domain.Requests.RequestViews.Staff(new Requests.Scene("escort").Request, null, null);

        var team = ChatTeam.Of(view, Row(CaseState.Open) with { OwnerLeft = true }, null);

        Assert.Equal(["deputy"], team.Members.Select(member => member.Account));
    }

    [Theory]
    [InlineData(RiskLevel.General, RiskLevel.HighRisk, RiskLevel.HighRisk)]
    [InlineData(RiskLevel.HighRisk, RiskLevel.General, RiskLevel.HighRisk)]
    public void Level_OfAChatWhoseRequestRuns_IsTheGraverOfRequestAndCase(RiskLevel request, RiskLevel file, RiskLevel level)
    {
        var view = Domain.Requests.RequestViews.Staff(new Requests.Scene("escort").Request, null, null) with { Level = request };

        Assert.Equal(level, ChatTeam.Of(view, Row(CaseState.Open) with { Level = file }, null).Level);
    }

    private static CareRow Row(CaseState? state) => new(
        "r", "zhuoda", null, "escort", 1, Talk.Noon, state, false, null, RiskLevel.Serious, false, Talk.Noon, "owner", "owner", "deputy", null, false, false, [], []);

    [Fact]
    public void Entries_OfAConversation_SayWhatHappenedAndNoWord()
    {
        var talk = new Talk(RiskLevel.HighRisk);
        var before = talk.Chat;
        talk.Says(Actor.Resident, "我很难受").Says(Talk.Li, "我在").After(TimeSpan.FromMinutes(5)).Says(Talk.Wang, "我来");
        talk.Is(chat => ChatRules.End(chat, Talk.Wang, talk.Now));

        var entries = ChatEntries.Of("r", before, talk.Chat, Talk.Wang, RiskLevel.HighRisk, talk.Now);

        Assert.Equal(
            [RecordActions.ChatOpened, RecordActions.ChatJoined, RecordActions.ChatHandedOver, RecordActions.ChatEnded, RecordActions.ChatAlarm],
            entries.Select(entry => entry.Action));
        Assert.DoesNotContain("难受", string.Concat(entries), StringComparison.Ordinal);
        Assert.All(entries, entry => Assert.Null(entry.Personal));
    }

    [Fact]
    public void Erasure_OfAChat_LeavesNoWord()
    {
        var chat = ChatRules.Erase(new Talk().Says(Actor.Resident).Says(Talk.Li).Chat, Talk.Noon);

        Assert.Equal((0, 0L, null), (chat.Lines.Length, chat.SeenByResident, chat.Attending));
        Assert.Same(chat, ChatRules.Erase(chat, Talk.Noon.AddDays(1)));
    }

    [Fact]
    public void SeenMarks_OfASide_OnlyRiseAndNeverBeyondTheNewestLine()
    {
        var chat = new Talk().Says(Talk.Li).Chat;

        Assert.Equal(2, ChatRules.Seen(chat, ChatSide.Resident, 99).SeenByResident);
        Assert.Same(chat, ChatRules.Seen(chat, ChatSide.Counsellor, 1));
    }
}
