using Dispatch.Contracts;
using Dispatch.Contracts.Chats;
using Dispatch.Domain.Chats;

namespace Dispatch.Domain.Tests.Chats;

/// <summary>When contact counts as lost in a conversation where somebody may be in danger.</summary>
public class ContactRulesTests
{
    [Theory]
    [InlineData(RiskLevel.HighRisk, true, 2)]
    [InlineData(RiskLevel.HighRisk, false, 5)]
    [InlineData(RiskLevel.Serious, true, 5)]
    [InlineData(RiskLevel.Serious, false, 15)]
    public void Silence_OfWhoOwesTheNextWord_AlarmsAtItsMinuteAndNotBefore(RiskLevel level, bool residentWaits, int minutes)
    {
        var talk = new Talk(level).Says(Talk.Li).Says(Actor.Resident);
        talk = residentWaits ? talk : talk.Says(Talk.Li);

        Assert.Empty(talk.After(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1)).Alarms);
        Assert.Equal([residentWaits ? ChatAlarmKind.CounsellorSilent : ChatAlarmKind.ResidentSilent], talk.After(TimeSpan.FromSeconds(1)).Alarms);
        Assert.Single(talk.After(TimeSpan.FromHours(1)).Alarms);
    }

    [Fact]
    public void Silence_AtGeneral_AlarmsNobody() => Assert.Empty(new Talk().Says(Talk.Li).Says(Actor.Resident).After(TimeSpan.FromHours(11)).Alarms);

    [Fact]
    public void Silence_OfACounsellorWhileTheResidentWritesOn_IsCountedFromTheFirstWordThatNobodyAnswered()
    {
        var talk = new Talk(RiskLevel.HighRisk).Says(Talk.Li).Says(Actor.Resident).After(TimeSpan.FromMinutes(1)).Says(Actor.Resident).After(TimeSpan.FromSeconds(59));

        Assert.Empty(talk.Alarms);
        Assert.Equal([ChatAlarmKind.CounsellorSilent], talk.Says(Actor.Resident).After(TimeSpan.FromSeconds(1)).Alarms);
    }

    [Fact]
    public void Silence_OfWhoIsTyping_BeginsWithTheLastKey()
    {
        var talk = new Talk(RiskLevel.HighRisk).Says(Actor.Resident).Says(Talk.Li);
        talk.Contact = talk.Contact with { ResidentActive = Talk.Noon.AddMinutes(4) };

        Assert.Empty(talk.After(TimeSpan.FromMinutes(8)).Alarms);
        Assert.Equal(Talk.Noon.AddMinutes(9), ContactRules.NextAt(talk.Chat, RiskLevel.HighRisk, talk.Contact));
        Assert.Equal([ChatAlarmKind.ResidentSilent], talk.After(TimeSpan.FromMinutes(1)).Alarms);
    }

    [Theory]
    [InlineData(RiskLevel.HighRisk, 1)]
    [InlineData(RiskLevel.Serious, 3)]
    public void Connection_GoneForTooLong_AlarmsOncePerLoss(RiskLevel level, int minutes)
    {
        var talk = new Talk(level).Says(Talk.Li).Says(Actor.Resident);
        talk.Contact = new Contact(ResidentGone: Talk.Noon, null, null, CounsellorActive: Talk.Noon.AddHours(1));

        Assert.Empty(talk.After(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1)).Alarms);
        Assert.Equal([ChatAlarmKind.ResidentGone], talk.After(TimeSpan.FromSeconds(1)).Alarms);
        talk.Is(chat => ChatRules.AlarmSeen(chat, 1, Talk.Li, talk.Now));
        Assert.Single(talk.After(TimeSpan.FromMinutes(1)).Alarms);
        talk.Contact = talk.Contact with { ResidentGone = talk.Now };
        Assert.Equal(2, talk.After(TimeSpan.FromMinutes(minutes)).Alarms.Count());
    }

    [Theory]
    [InlineData(RiskLevel.General)]
    [InlineData(RiskLevel.HighRisk)]
    public void Counsellor_WhoNoLongerHasTheRequest_DropsOutAndTheResidentIsAlone(RiskLevel level)
    {
        var talk = new Talk(level).Says(Actor.Resident).Says(Talk.Li);
        talk.Team = talk.Team with { Members = [talk.Team.Members[1]] };
        talk.After(TimeSpan.Zero);

        Assert.Equal((null, ChatEvent.Dropped, true), (talk.Chat.Attending, talk.Chat.Lines[^1].Event, ContactRules.IsAlone(talk.Chat)));
        Assert.Equal([ChatAlarmKind.CounsellorDropped], talk.Alarms);
        talk.Says(Talk.Wang);
        Assert.Equal(Talk.Wang.Account, talk.Chat.Alarms[0].SeenBy);
        Assert.Contains(ChatEvent.HandedOver, talk.Chat.Lines.Select(line => line.Event));
        Assert.False(ContactRules.IsAlone(talk.Chat));
    }

    [Fact]
    public void Conversation_ThatEnded_AlarmsNoMoreAndItsAlarmsAreTakenUp()
    {
        var talk = new Talk(RiskLevel.HighRisk).Says(Actor.Resident).Says(Talk.Li).After(TimeSpan.FromMinutes(5));
        Assert.Single(talk.Chat.Standing);

        talk.Is(chat => ChatRules.End(chat, Talk.Li, talk.Now));

        Assert.Empty(talk.Chat.Standing);
        Assert.Single(talk.After(TimeSpan.FromDays(1)).Alarms);
        Assert.Null(ContactRules.NextAt(talk.Chat, RiskLevel.HighRisk, talk.Contact));
    }

    [Fact]
    public void Conversation_InWhichNobodyWrites_LapsesUnlessAnAlarmStands()
    {
        Assert.Equal(ChatEvent.Lapsed, new Talk().Says(Actor.Resident).After(ChatLimits.Lapse).Chat.Lines[^1].Event);
        Assert.NotNull(new Talk(RiskLevel.Serious).Says(Actor.Resident).After(TimeSpan.FromMinutes(5)).After(ChatLimits.Lapse).Chat.OpenSince);
    }

    [Fact]
    public void Conversation_OfARequestThatEnded_EndsWithIt()
    {
        var talk = new Talk(RiskLevel.Serious).Says(Actor.Resident).Says(Talk.Li);
        talk.Team = talk.Team with { Closed = true };

        Assert.Equal((null, ChatEvent.Ended), (talk.After(TimeSpan.Zero).Chat.OpenSince, talk.Chat.Lines[^1].Event));
    }

    [Fact]
    public void Alarm_InAChatThatHasHadManyHundreds_IsRaisedAllTheSame()
    {
        var talk = new Talk(RiskLevel.HighRisk).Says(Talk.Li);
        for (var loss = 1; loss <= ChatLimits.AlarmsMost + 1_000; loss++)
        {
            talk.Is(chat => ContactRules.Alarm(chat, ChatAlarmKind.ResidentGone, RiskLevel.HighRisk, Talk.Noon.AddMinutes(loss), Talk.Noon.AddMinutes(loss)));
            talk.Is(chat => ChatRules.AlarmSeen(chat, loss, Talk.Li, Talk.Noon));
        }

        var before = talk.Chat;
        talk.Is(chat => ContactRules.Alarm(chat, ChatAlarmKind.Cue, RiskLevel.HighRisk, Talk.Noon.AddDays(2), Talk.Noon.AddDays(2)));

        Assert.Equal(ChatAlarmKind.Cue, Assert.Single(talk.Chat.Standing).Kind);
        Assert.Equal("chat.alarm", Assert.Single(ChatEntries.Of("r", before, talk.Chat, Actor.System, RiskLevel.HighRisk, Talk.Noon)).Action);
        Assert.Equal((ChatLimits.AlarmsMost, ChatLimits.AlarmsMost + 1_001), (talk.Chat.Alarms.Length, talk.Chat.Alarms[^1].Number));
        Assert.Same(talk.Chat, ContactRules.Alarm(
            talk.Chat, ChatAlarmKind.ResidentGone, RiskLevel.HighRisk, Talk.Noon.AddMinutes(ChatLimits.AlarmsMost + 1_000), Talk.Noon.AddDays(2)));
        var notices = talk.Chat.Alarms.Select(alarm => ChatNotices.Of("r", "zhuoda", alarm).Id).Distinct();
        Assert.Equal(ChatLimits.AlarmsMost, notices.Count());
        Assert.DoesNotContain($"r/{Dispatch.Contracts.Stations.StationNotice.BehindAlarms + 1}", notices);
    }
}
