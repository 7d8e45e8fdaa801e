using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Chats;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Chats;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Triage;

namespace Dispatch.Domain.Tests.Cases;

public class NoticeIdTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Notices_OfNotesOpenedAndOfAChatAlarm_NeverHaveOneId()
    {
        var level = LevelRules.Grade(new TriageOutcome(RiskLevel.Serious, true, ["service-default"]), Noon);
        var file = new CaseFile("r1", "zhuoda", "dz", "counselling", level, "head", Noon, 1);
        var opened = NoteRules.Notice(file, new NotesOpening(1, "head", Role.StationHead, Noon, Noon, "家属来电"));
        var alarm = ChatNotices.Of("r1", "zhuoda", new ChatAlarm(1, ChatAlarmKind.CounsellorDropped, Noon, Noon, RiskLevel.Serious, null, null, Told: false));

        Assert.NotEqual(alarm.Id, opened.Id);
    }
}
