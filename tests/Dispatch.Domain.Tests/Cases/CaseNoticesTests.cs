using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Tests.FollowUps;
using Dispatch.Domain.Triage;

namespace Dispatch.Domain.Tests.Cases;

/// <summary>Who of a case's team is told what, and that nobody is told what the own hand did.</summary>
public class CaseNoticesTests
{
    private static readonly DateTimeOffset Noon = CaseScene.Start;

    [Fact]
    public void Case_ThatOpens_IsToldToDeputyAndSupervisor() =>
        Assert.Equal([("c.deputy", CareNoticeKind.Given), ("head", CareNoticeKind.Given)], Told(null, Scene(RiskLevel.Serious).Case));

    [Fact]
    public void Level_ThatSomebodyElseRaises_IsToldToTheWholeTeam()
    {
        var scene = Scene(RiskLevel.Serious);
        var before = scene.Case;
        scene.Raise(RiskLevel.HighRisk);

        Assert.Equal(
            [("c.owner", CareNoticeKind.Raised), ("c.deputy", CareNoticeKind.Raised), ("head", CareNoticeKind.Raised)], Told(before, scene.Case));
        var own = CaseLevels.Raise(before, new RaiseLevel(CaseScene.Owner.By, RiskLevel.HighRisk, "I hear it."), FollowUpScene.Plans, Noon).Next!;
        Assert.DoesNotContain("c.owner", Told(before, own).Select(each => each.To));
    }

    [Fact]
    public void Question_ToTheSupervisor_IsToldThereAndItsAnswerToWhoAsked()
    {
        var scene = Scene(RiskLevel.Serious);
        scene.Note();
        var before = scene.Case;
        scene.To(CaseWork.Ask(scene.Case, new AskSupervision(CaseScene.Owner, 1), scene.Now));
        Assert.Equal([("head", CareNoticeKind.AdviceAsked)], Told(before, scene.Case));

        before = scene.Case;
        scene.To(CaseWork.Advise(scene.Case, new AdviseCase(CaseScene.Deputy, 1, 1), scene.Now));
        Assert.Equal([("c.owner", CareNoticeKind.Advised)], Told(before, scene.Case));
    }

    [Theory]
    [InlineData(RiskLevel.General, 0)]
    [InlineData(RiskLevel.Serious, 2)]
    public void Signature_OfTheSecond_IsAskedForWhereOneIsWanted(RiskLevel level, int people)
    {
        var scene = Scene(level);
        scene.Contact();
        var before = scene.Case;
        scene.To(scene.TryHandle(CaseScene.Owner));

        Assert.Equal(people, Told(before, scene.Case).Count(each => each.Kind == CareNoticeKind.SecondWanted));
    }

    [Fact]
    public void Tries_ThatAllFail_CallForAVisitAndThenForTheSupervisor()
    {
        var scene = Scene(RiskLevel.HighRisk);
        scene.Wait(24);
        var before = scene.Case;
        for (var tried = 0; tried < 3; tried++)
        {
            scene.To(CaseWork.Try(scene.Case, new RecordTry(CaseScene.Owner, 1, ContactWay.Call, ContactResult.Missed), FollowUpScene.Plans, scene.Now));
            scene.Wait(2);
        }

        Assert.Contains(("c.deputy", CareNoticeKind.HomeCheck), Told(before, scene.Case));
        before = scene.Case;
        scene.Wait(4);
        var (after, alerts) = CaseReminders.Fire(before, FollowUpScene.Plans, scene.Now);
        var file = CaseNotices.Follow(File(before), File(after), alerts, scene.Now);
        Assert.Equal(["c.deputy", "c.owner", "head"], file.Notices.Where(each => each.Notice.Kind == CareNoticeKind.Undecided).Select(each => each.To).Order());
        Assert.All(file.Notices, each => Assert.Equal(1, each.Notice.FollowUp));
    }

    [Fact]
    public void Owner_WhoLeft_IsToldToThoseWhoStay()
    {
        var before = File(Scene(RiskLevel.Serious).Case);

        var after = CaseNotices.Follow(before, before with { Left = ["c.owner"] }, [], Noon);

        Assert.Equal(["c.deputy", "head"], after.Notices.Select(each => each.To));
        Assert.All(after.Notices, each => Assert.Equal(CareNoticeKind.Left, each.Notice.Kind));
        Assert.Same(after, CaseNotices.Follow(after, after, [], Noon));
    }

    [Fact]
    public void Notice_SentAgainAfterItWasSeen_DoesNotComeBack()
    {
        var list = CareNoticeList.Empty.Note(Notice(1)).Note(Notice(2)).Note(new CareNotice("case-2", 1, CareNoticeKind.Given, Noon));
        Assert.Same(list, list.Note(Notice(2)));
        Assert.Equal([2, 1], list.Waiting.Select(each => each.Number));

        var seen = list.Seen("case-1", 2);

        Assert.DoesNotContain(seen.Waiting, each => each is { CaseId: "case-1", Number: 2 });
        Assert.Same(seen, seen.Note(Notice(2)));
        Assert.Same(seen, seen.Seen("case-1", 9));
    }

    [Fact]
    public void Seen_OfOneNotice_LeavesTheOlderOnesOfItsCase()
    {
        var list = CareNoticeList.Empty.Note(new CareNotice("case-1", 1, CareNoticeKind.Given, Noon)).Note(new CareNotice("case-1", 2, CareNoticeKind.AdviceAsked, Noon));

        Assert.Equal([1], list.Seen("case-1", 2).Waiting.Select(each => each.Number));
    }

    [Fact]
    public void Notices_OfSomebodyWhoNeverLooks_StayBounded()
    {
        var list = CareNoticeList.Empty;
        for (var number = 1; number <= 2 * CareNoticeList.HeardMost; number++)
        {
            list = list.Note(new CareNotice($"case-{number}", 1, CareNoticeKind.Given, Noon));
        }

        Assert.Equal((CareNoticeList.Most, CareNoticeList.HeardMost), (list.Waiting.Length, list.Heard.Length));
        Assert.Single(list.Note(new CareNotice("case-9999", 1, CareNoticeKind.Given, Noon + CareNoticeList.Kept)).Waiting);
    }

    private static CaseScene Scene(RiskLevel level) => new(level);

    private static CareNotice Notice(long number) => new("case-1", number, CareNoticeKind.Raised, Noon);

    private static CaseFile File(CareCase held) =>
        new("case-1", "fucheng", "a", "counselling", LevelRules.Grade(new TriageOutcome(RiskLevel.Serious, true, []), Noon), "human", Noon, 1) { Case = held };

    private static List<(string To, CareNoticeKind Kind)> Told(CareCase? before, CareCase after)
    {
        var file = CaseNotices.Follow(before is null ? null : File(before), File(after), [], Noon);
        return [.. file.Notices.Select(each => (each.To, each.Notice.Kind))];
    }
}
