using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Privacy;
using Dispatch.Domain.Tests.FollowUps;

namespace Dispatch.Domain.Tests.Cases;

/// <summary>What a file hears of its request, with a case and before there is one.</summary>
public class FileRulesTests
{
    private static readonly DateTimeOffset Noon = CaseScene.Start;

    [Fact]
    public void Counsellor_WhoHandsBackBeforeTheCaseIsOpen_IsNotTakenForItsOwnerLater()
    {
        var file = Asked(RiskLevel.Serious).Hears(CareNewsKind.Accepted, "c.owner").Hears(CareNewsKind.Accepted, "c.deputy") with
        {
            Hindered = RefusalCode.ResponderIneligible,
        };

        var one = file.Hears(CareNewsKind.HandedBack, "c.owner");

        Assert.Equal("c.deputy", Assert.Single(one.Accepted));
        Assert.True(one.Opens);
        var none = one.Hears(CareNewsKind.HandedBack, "c.deputy");
        Assert.Equal((false, null), (none.Opens, none.Hindered));
        Assert.Equal("c.owner", Assert.Single(none.Hears(CareNewsKind.Accepted, "c.owner").Accepted));
    }

    [Fact]
    public void Owner_WhoHandsBack_StaysNamedUntilAnotherIs()
    {
        var file = Opened().Hears(CareNewsKind.HandedBack, "c.owner");

        var row = FileViews.Row(file, Noon);
        Assert.Equal((true, false, "c.owner", "c.deputy"), (row.OwnerLeft, row.DeputyLeft, row.Owner, row.Human));
        Assert.True(file.Lacks);

        var replaced = FileRules.Replace(file, CaseScene.Deputy, CaseScene.Second, Noon).Next!;
        FileInvariants.Assert(file, replaced);
        Assert.Equal(("c.deputy", "c.second", false), (replaced.Case!.Owner, replaced.Case.Deputy, replaced.Lacks));
        Assert.All(replaced.Case.FollowUps.Clocks, clock => Assert.Equal("c.deputy", clock.Owner));
        Assert.Equal(("case-handed-over", Actor.System.Account), (replaced.Case.History[^1].Kind, replaced.Case.History[^1].By));
    }

    [Fact]
    public void Owner_WhoHandsBackAndAcceptsAgain_IsTheOwner()
    {
        var file = Opened().Hears(CareNewsKind.HandedBack, "c.owner").Hears(CareNewsKind.Accepted, "c.owner");

        Assert.Equal((false, false), (file.Lacks, FileViews.Row(file, Noon).OwnerLeft));
    }

    [Fact]
    public void Owner_WhoLeftAtHighRisk_IsNotFollowedBySomebodyWithoutCrisisQualification()
    {
        var file = Opened(RiskLevel.HighRisk).Hears(CareNewsKind.HandedBack, "c.owner");

        Assert.Equal(RefusalCode.ResponderIneligible, FileRules.Replace(file, CaseScene.Second, CaseScene.Deputy, Noon).Refused!.Code);
    }

    [Fact]
    public void Somebody_WhoIsNeitherOwnerNorDeputy_LeavesNothingOpen() => Assert.False(Opened().Hears(CareNewsKind.HandedBack, "c.second").Lacks);

    [Fact]
    public void Danger_SpokenOfOnceMoreWithTheSameWords_BringsBackAFileThatWasPutAside()
    {
        var raise = new RaiseLevel(Actor.Resident, RiskLevel.Serious, "I cannot go on.");
        var warned = FileRules.Raise(Asked(RiskLevel.Serious), raise, FollowUpScene.Plans, Noon).Next!;
        var aside = warned with { RequestOver = true, Aside = new Aside("c.owner", Role.Counsellor, Noon, "Moved away.") };

        var again = FileRules.Raise(aside, raise, FollowUpScene.Plans, Noon.AddHours(1)).Next!;

        Assert.Null(again.Aside);
        Assert.Equal(warned.Level, again.Level);
        Assert.NotNull(FileRules.Raise(aside, raise with { To = RiskLevel.General }, FollowUpScene.Plans, Noon).Next!.Aside);
        Assert.Null(FileRules.RaiseByScreening(aside, "phq-9", Actor.Resident, FollowUpScene.Plans, Noon).Aside);
    }

    [Fact]
    public void Words_SaidAfterAllWereDeleted_WaitForTheirOwnDeletion()
    {
        var erased = CaseErasure.Erase(Opened(), Noon);
        Assert.Same(erased, CaseErasure.Follow(erased, erased));

        var again = FileRules.Raise(erased, new RaiseLevel(Actor.Resident, RiskLevel.HighRisk, "Again."), FollowUpScene.Plans, Noon.AddDays(1)).Next!;

        var kept = FileInvariants.Assert(erased, CaseErasure.Follow(erased, again));
        Assert.Null(kept.ErasedAt);
        Assert.Equal(Noon.AddDays(9), FileInvariants.Assert(kept, CaseErasure.Follow(kept, CaseErasure.Erase(kept, Noon.AddDays(9)))).ErasedAt);
    }

    [Fact]
    public void Case_WithAnOwnerOfAnotherStation_IsListedThereForThatOwnerAlone()
    {
        var accepted = Asked(RiskLevel.Serious).Hears(CareNewsKind.Accepted, "c.far");

        var opened = FileRules.Open(accepted, CaseScene.Stranger, CaseScene.Deputy, "head", FollowUpScene.Plans, Noon).Next!;

        Assert.Equal("zhuoda", Assert.Single(opened.Boards));
        var row = FileViews.Row(opened, Noon);
        var own = FileViews.Desk([row], CaseScene.Stranger.By, Noon);
        Assert.Equal((1, 4, 0), (own.Cases.Length, own.FollowUps.Length, own.Triage.Length));
        foreach (var other in new[] { new Actor("c.other", Role.Counsellor, "zhuoda"), new Actor("head.zhuoda", Role.StationHead, "zhuoda") })
        {
            var desk = FileViews.Desk([row], other, Noon);
            Assert.Equal((0, 0, 0), (desk.Cases.Length, desk.FollowUps.Length, desk.Triage.Length));
        }
    }

    [Fact]
    public void Counsellor_OfAnotherStationWhoNeverAccepted_IsNotNamedInTheCase()
    {
        var file = Asked(RiskLevel.Serious).Hears(CareNewsKind.Accepted, "c.owner");

        Assert.Equal(
            RefusalCode.ResponderIneligible, FileRules.Open(file, CaseScene.Owner, CaseScene.Stranger, "head", FollowUpScene.Plans, Noon).Refused!.Code);
        var opened = Opened();
        Decision<CaseFile> To(CareWorker deputy) =>
            FileRules.HandOver(opened, opened.Case!, new HandOverCase(CaseScene.Owner, CaseScene.Owner, deputy, "Away."), Noon);
        Assert.Equal(RefusalCode.ResponderIneligible, To(CaseScene.Stranger).Refused!.Code);
        Assert.Equal("c.second", To(CaseScene.Second).Next!.Case!.Deputy);
    }

    [Fact]
    public void Head_WhoFollowsAnother_SupervisesTheCasesOfTheStation()
    {
        var file = Opened();
        Assert.Same(file, FileRules.Tend(file, "head", [CaseScene.Owner], Noon));

        var tended = FileRules.Tend(file, "head.new", [CaseScene.Owner, CaseScene.Stranger], Noon);

        Assert.Equal(("head.new", "head.new"), (tended.Case!.Supervisor, tended.Case.FollowUps.Supervisor));
        Assert.Equal("zhuoda", Assert.Single(tended.Boards));
        FileInvariants.Assert(file, tended);
    }

    [Fact]
    public void Command_UnderAnIdThatSaidSomethingElse_IsRefused()
    {
        var file = Opened().Remember(new DoneCommand("c.owner/1", "goal", "digest")).Remember(new DoneCommand("c.owner/0", "goal"));

        Assert.Null(file.Known(new DoneCommand("c.owner/2", "goal", "digest")));
        Assert.Null(file.Known(new DoneCommand("c.owner/1", "goal", "digest"))!.Refused);
        Assert.Equal(RefusalCode.IdempotencyKeyReused, file.Known(new DoneCommand("c.owner/1", "goal", "other"))!.Refused!.Code);
        Assert.Equal(RefusalCode.IdempotencyKeyReused, file.Known(new DoneCommand("c.owner/1", "note", "digest"))!.Refused!.Code);
        Assert.Null(file.Known(new DoneCommand("c.owner/0", "goal", "digest"))!.Refused);
    }

    private static CaseFile Opened(RiskLevel level = RiskLevel.Serious) => FileRules.Open(
        Asked(level).Hears(CareNewsKind.Accepted, "c.owner"), CaseScene.Owner, CaseScene.Deputy, "head", FollowUpScene.Plans, Noon).Next!;

    private static CaseFile Asked(RiskLevel level) => FileRules.Begin("case-1", new CareNews(
        1, CareNewsKind.Asked, "fucheng", "a", "counselling", "coordinator", level, true, ["risk-cue"], Actor.System, null, Noon));
}

/// <summary>The next word of a request.</summary>
internal static class Hearing
{
    public static CaseFile Hears(this CaseFile file, CareNewsKind kind, string by) => FileRules.Hear(
        file,
        new CareNews(
            file.Heard + 1, kind, file.StationId, file.Area, file.Service, file.Human, file.Standing.Level, true, [], new Actor(by, Role.Counsellor, null), null,
            CaseScene.Start),
        FollowUpScene.Plans,
        CaseScene.Start);
}
