using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Access;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Records;
using Dispatch.Domain.Tests.FollowUps;

namespace Dispatch.Domain.Tests.Cases;

/// <summary>What a case asks of whoever serves it: who may say so, and that a counsellor with a conflict of interest never has it.</summary>
public class CaseDemandsTests
{
    private static readonly DateTimeOffset Noon = CaseScene.Start;
    private static readonly CareWorker FarHead = new(new Actor("head.far", Role.StationHead, "zhuoda"));

    public static TheoryData<string, bool, bool, bool> Roles() => new()
    {
        // Who; populations while nobody has the case; populations of a case; a conflict of somebody else in a case.
        { "owner", true, true, true },
        { "deputy", true, true, true },
        { "second", true, false, false },
        { "far", false, false, false },
        { "head", true, true, true },
        { "head of another station", false, false, false },
        { "coordinator", false, false, false },
        { "volunteer", false, false, false },
        { "administrator", false, false, false },
    };

    [Theory]
    [MemberData(nameof(Roles))]
    public void Demand_ByRole_IsNamedByTeamAndHeadAlone(string who, bool waiting, bool opened, bool conflict)
    {
        Assert.Equal(waiting, May(Asked(), who, file => CaseDemands.Name(file, new NamePopulations(Of(who), [Population.Minors], "school told"), null, Noon)));
        Assert.Equal(opened, May(Opened(), who, file => CaseDemands.Name(file, new NamePopulations(Of(who), [Population.Minors], "school told"), null, Noon)));
        Assert.Equal(opened, May(Opened(), who, file => CaseDemands.View(file, Of(who), null, Noon)));
        Assert.Equal(conflict, May(Opened(), who, file => Conflict(file, Of(who), CaseScene.Stranger)));
    }

    [Theory]
    [InlineData("second", true)]
    [InlineData("owner", true)]
    [InlineData("coordinator", false)]
    public void Conflict_OfOneself_IsDeclaredByEveryCounsellorOfTheStation(string who, bool may) =>
        Assert.Equal(may, May(Opened(), who, file => Conflict(file, Of(who), Of(who))));

    [Fact]
    public void Conflict_ThatIsOver_IsSaidByTheHeadAlone()
    {
        var file = Conflict(Opened(), CaseScene.Second, CaseScene.Second).Next!;
        Decision<CaseFile> Clear(CareWorker by) => CaseDemands.Name(file, new NameConflict(by, "c.second", Stands: false, "they fell out"), null, Noon);

        Assert.Equal(RefusalCode.AccessDenied, Clear(CaseScene.Second).Refused!.Code);
        Assert.Equal(RefusalCode.AccessDenied, Clear(CaseScene.Owner).Refused!.Code);
        var cleared = Clear(CaseScene.Head).Next!;
        Assert.Empty(cleared.Asks.Conflicts);
        Assert.Equal(["conflict", "conflict-over"], cleared.DemandReasons.Select(each => each.What));
        Assert.Equal(["case.conflict-over"], CaseEntries.Of(file, cleared, Noon).Select(each => each.Action));
    }

    [Fact]
    public void Owner_WithAConflict_SeesNothingMoreAndAnotherFollows()
    {
        var before = Opened();
        var barred = Conflict(before, CaseScene.Owner, CaseScene.Owner).Next!;
        FileInvariants.Assert(before, barred);

        Assert.Equal((true, "c.owner"), (barred.Lacks, Assert.Single(barred.Left)));
        Assert.Equal("c.deputy", FileViews.Row(barred, Noon).Human);
        foreach (var rule in new[] { AccessTable.ReadCase, AccessTable.WorkCase, AccessTable.TakeCase })
        {
            Assert.Equal(RefusalCode.AccessDenied, CaseAccess.Judge(rule, barred, CaseScene.Owner.By)!.Code);
        }

        Assert.Empty(FileViews.Desk([FileViews.Row(barred, Noon)], CaseScene.Owner.By, Noon).Cases);
        var shown = FileViews.Desk([FileViews.Row(barred, Noon)], CaseScene.Deputy.By, Noon);
        Assert.Null(Assert.Single(shown.Cases).Barred);
        Assert.Equal(RefusalCode.ResponderIneligible, FileRules.Replace(barred, CaseScene.Owner, CaseScene.Deputy, Noon).Refused!.Code);
        var replaced = FileRules.Replace(barred, CaseScene.Deputy, CaseScene.Second, Noon).Next!;
        Assert.Equal(("c.deputy", false), (replaced.Case!.Owner, replaced.Lacks));
        FileInvariants.Assert(barred, replaced);
    }

    [Fact]
    public void Desk_OfACounsellorWithAConflict_DoesNotShowWhoWaits()
    {
        var row = FileViews.Row(Conflict(Asked(), CaseScene.Head, CaseScene.Second).Next!, Noon);

        Assert.Empty(FileViews.Desk([row], CaseScene.Second.By, Noon).Triage);
        Assert.Single(FileViews.Desk([row], CaseScene.Deputy.By, Noon).Triage);
        Assert.Single(FileViews.Desk([row], CaseScene.Head.By, Noon).Triage);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Owner_WithoutTheCompetence_HasTheSupervisorBeside(bool competent)
    {
        var file = CaseDemands.Name(Asked(RiskLevel.HighRisk), new NamePopulations(CaseScene.Second, [Population.DrugRecovery], "as he says"), null, Noon).Next!;
        var owner = CaseScene.Owner with { Profile = CaseScene.Owner.Profile! with { Competences = competent ? [Population.DrugRecovery] : [Population.Minors] } };

        var opened = FileRules.Open(file.Hears(CareNewsKind.Accepted, "c.owner"), owner, CaseScene.Deputy, "head", FollowUpScene.Plans, Noon).Next!;

        Assert.Equal(competent, opened.Case!.Supervisions.IsEmpty);
        Assert.Equal(!competent, FileViews.Row(opened, Noon).AsksAdvice);
        var noticed = CaseNotices.Follow(file, opened, [], Noon).Notices.Where(owed => owed.Notice.Kind == CareNoticeKind.AdviceAsked).Select(owed => owed.To);
        Assert.Equal<string>(competent ? [] : ["head"], noticed);
        Assert.Same(opened, CaseDemands.Supervise(opened, owner.Profile, Noon));
        Assert.Equal<Population>(competent ? [] : [Population.DrugRecovery], CaseDemands.View(opened, owner, owner.Profile, Noon).Next!.Lacking);
    }

    [Fact]
    public void Reasons_OfADemand_AreReadByTheHeadAlone()
    {
        var file = CaseDemands.Name(Opened(), new NamePopulations(CaseScene.Owner, [Population.SevereIllness], "hospital letter"), null, Noon).Next!;

        Assert.Empty(CaseDemands.View(file, CaseScene.Owner, null, Noon).Next!.Reasons);
        Assert.Equal("hospital letter", Assert.Single(CaseDemands.View(file, CaseScene.Head, null, Noon).Next!.Reasons).Reason);
        Assert.Same(file, CaseDemands.Name(file, new NamePopulations(CaseScene.Owner, [Population.SevereIllness], "again"), null, Noon).Next);
        Assert.Equal(RefusalCode.ReasonRequired, CaseDemands.Name(file, new NamePopulations(CaseScene.Owner, [], " "), null, Noon).Refused!.Code);
    }

    [Fact]
    public void Conflicts_AsMany_AreBounded()
    {
        var file = Opened();
        for (var n = 0; n < 20; n++)
        {
            file = Conflict(file, CaseScene.Head, FollowUpScene.Counsellor($"c.{n}")).Next!;
        }

        Assert.Equal(RefusalCode.CaseFull, Conflict(file, CaseScene.Head, FollowUpScene.Counsellor("c.21")).Refused!.Code);
        var nobody = CaseDemands.Name(file, new NameConflict(CaseScene.Head, "ghost", true, "kin"), null, Noon);
        Assert.Equal(RefusalCode.ResponderUnknown, nobody.Refused!.Code);
    }

    [Fact]
    public void Counsellor_WithAConflict_IsNeverOwnerOrDeputyWhateverHappens()
    {
        CareWorker[] people = [.. Enumerable.Range(0, 5).Select(n => FollowUpScene.Counsellor($"c.{n}", crisis: true))];
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            CareWorker Any() => people[random.Next(people.Length)];
            var file = Asked(random.Next(2) == 0 ? RiskLevel.Serious : RiskLevel.HighRisk);
            for (var step = 0; step < 30; step++)
            {
                var before = file;
                file = (random.Next(6) switch
                {
                    0 => file.Hears(CareNewsKind.Accepted, Any().By.Account),
                    1 => file.Hears(CareNewsKind.HandedBack, Any().By.Account),
                    2 => FileRules.Open(file, Any(), Any(), "head", FollowUpScene.Plans, Noon).Next,
                    3 => FileRules.Replace(file, Any(), Any(), Noon).Next,
                    4 when file.Case is { } held => FileRules.HandOver(file, held, new HandOverCase(CaseScene.Head, Any(), Any(), "shift"), Noon).Next,
                    4 => Conflict(file, CaseScene.Head, Any()).Next,
                    _ => CaseDemands.Name(file, new NameConflict(CaseScene.Head, Any().By.Account, random.Next(3) > 0, "kin"), Any().Profile, Noon).Next,
                }) ?? file;

                // Owner or deputy with a conflict is named only until another is, counts as gone, and sees nothing: the invariant asserts it.
                FileInvariants.Assert(before, file);
                foreach (var barred in file.Asks.Conflicts)
                {
                    Assert.DoesNotContain(barred, file.Accepted);
                    Assert.NotEqual(barred, FileViews.Row(file, Noon).Human);
                    Assert.NotNull(CaseAccess.Judge(AccessTable.ReadCase, file, new Actor(barred, Role.Counsellor, "fucheng")));
                }
            }
        }
    }

    private static Decision<CaseFile> Conflict(CaseFile file, CareWorker by, CareWorker named) =>
        CaseDemands.Name(file, new NameConflict(by, named.By.Account, Stands: true, "kin"), named.Profile, Noon);

    /// <summary>As the actor judges: first the row of the table, then the rule.</summary>
    private static bool May<T>(CaseFile file, string who, Func<CaseFile, Decision<T>> act)
        where T : class => CaseAccess.Judge(AccessTable.NameDemand, file, Of(who).By) is null && act(file).Refused is null;

    private static CareWorker Of(string who) => who switch
    {
        "owner" => CaseScene.Owner,
        "deputy" => CaseScene.Deputy,
        "second" => CaseScene.Second,
        "far" => CaseScene.Stranger,
        "head" => CaseScene.Head,
        "head of another station" => FarHead,
        "coordinator" => CaseScene.Of(Role.Coordinator),
        "volunteer" => CaseScene.Of(Role.Volunteer),
        _ => new CareWorker(new Actor("admin", Role.Admin, null)),
    };

    private static CaseFile Opened() => FileRules.Open(
        Asked().Hears(CareNewsKind.Accepted, "c.owner"), CaseScene.Owner, CaseScene.Deputy, "head", FollowUpScene.Plans, Noon).Next!;

    private static CaseFile Asked(RiskLevel level = RiskLevel.Serious) => FileRules.Begin("case-1", new CareNews(
        1, CareNewsKind.Asked, "fucheng", "a", "counselling", "coordinator", level, true, ["risk-cue"], Actor.System, null, Noon));
}
