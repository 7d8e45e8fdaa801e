using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Levels;
using Shouldly;

namespace Dispatch.Domain.Tests.Levels;

public sealed class LevelRulesTests
{
    private static readonly RiskLevel[] Levels = Enum.GetValues<RiskLevel>();

    public static IEnumerable<object[]> EveryLevelAndRole => from level in Levels from role in Enum.GetValues<Role>() select new object[] { level, role };

    public static IEnumerable<object[]> EveryPair => from one in Levels from other in Levels select new object[] { one, other };

    [Theory]
    [MemberData(nameof(EveryLevelAndRole))]
    public void Raise_ByAnyRole_BindsProvisionallyAndNeverLowers(RiskLevel to, Role role)
    {
        foreach (var from in Levels)
        {
            var before = Grading.General.Decided(Grading.Lin, from);

            var after = before.Raised(to, 5, role);

            after.Level.ShouldBe(to > from ? to : from);
            after.Provisional.ShouldBe(to > from);
            after.Unanswered.ShouldBe(to > from || to > RiskLevel.General);
        }
    }

    [Theory]
    [MemberData(nameof(EveryLevelAndRole))]
    public void Confirm_ByAnyRoleButACounsellor_IsDenied(RiskLevel to, Role role)
    {
        var level = Grading.General.Raised(RiskLevel.HighRisk);
        var by = Grading.As(role, Grading.Lin.Id);

        var decision = LevelRules.Confirm(level, new ConfirmLevel(by, to, "看过", level.Version), Grading.Lin, Grading.Noon);

        (decision.Refused is null).ShouldBe(role == Role.Counsellor);
        if (role != Role.Counsellor)
        {
            decision.Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
        }
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Confirm_FromAnyLevelToAny_StandsConfirmedAndSaysWhichWay(RiskLevel from, RiskLevel to)
    {
        var before = Grading.General.Raised(from);

        var after = before.Decided(Grading.Lin, to, 3);

        after.Level.ShouldBe(to);
        after.Provisional.ShouldBeFalse();
        after.Unanswered.ShouldBeFalse();
        after.Confirmed.ShouldBe(to);
        after.Changes[^1].ShouldSatisfyAllConditions(
            change => change.Step.ShouldBe(to < from ? LevelStep.Lowered : LevelStep.Confirmed),
            change => change.From.ShouldBe(from),
            change => change.By.ShouldBe("lin"),
            change => change.Reason.ShouldBe("已面谈"),
            change => change.At.ShouldBe(Grading.Noon.AddMinutes(3)),
            change => change.Version.ShouldBe(after.Version));
    }

    [Fact]
    public void Confirm_ByACounsellorWhoseRecordIsAnothersOrAVolunteers_IsDenied()
    {
        var level = Grading.General;
        var command = new ConfirmLevel(Grading.As(Role.Counsellor, "lin"), RiskLevel.General, "看过", 1);

        foreach (var record in new ResponderProfile?[] { null, Grading.Wu, Grading.Lin with { Kind = ResponderKind.Volunteer } })
        {
            LevelRules.Confirm(level, command, record, Grading.Noon).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
        }
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Confirm_AroundTheEndOfTheLicence_IsRefusedFromTheEndOn(int secondsAfterEnd, bool allowed)
    {
        var ends = Grading.Noon.AddSeconds(-secondsAfterEnd);

        var decision = Grading.General.Decide(Grading.Lin with { LicensedUntil = ends }, RiskLevel.General);

        decision.Refused?.Code.ShouldBe(RefusalCode.LicenceLapsed);
        (decision.Next is not null).ShouldBe(allowed);
    }

    [Fact]
    public void Confirm_WithALicenceWithoutEnd_IsAllowed() =>
        Grading.General.Decide(Grading.Lin with { LicensedUntil = null }, RiskLevel.Serious).Refused.ShouldBeNull();

    [Fact]
    public void Confirm_ByTwoCounsellorsAtOnce_RefusesTheLater()
    {
        var seen = Grading.General.Raised(RiskLevel.HighRisk);
        var first = seen.Decided(Grading.Lin, RiskLevel.HighRisk);

        first.Decide(Grading.Wu, RiskLevel.General, version: seen.Version).Refused!.Code.ShouldBe(RefusalCode.LevelChanged);
        first.Decide(Grading.Wu, RiskLevel.HighRisk, version: seen.Version).Refused!.Code.ShouldBe(RefusalCode.LevelChanged);
        RefusalCode.LevelChanged.Wire().ShouldBe("level.changed");
    }

    [Fact]
    public void Confirm_ToldAgainByTheSameCounsellor_ChangesNothing()
    {
        var seen = Grading.General.Raised(RiskLevel.HighRisk);
        var first = seen.Decided(Grading.Lin, RiskLevel.Serious);

        first.Decide(Grading.Lin, RiskLevel.Serious, 9, seen.Version).Next.ShouldBeSameAs(first);
        first.Decide(Grading.Lin, RiskLevel.Serious, 9, seen.Version, "换了理由").Refused!.Code.ShouldBe(RefusalCode.LevelChanged);
    }

    [Fact]
    public void Confirm_WhileSomeoneWarnsOfTheSameLevel_MustLookAgain()
    {
        var seen = Grading.General.Raised(RiskLevel.HighRisk).Decided(Grading.Lin, RiskLevel.HighRisk);
        var warned = seen.Raised(RiskLevel.HighRisk, 20, Role.Resident, "我又想了");

        warned.Level.ShouldBe(RiskLevel.HighRisk);
        warned.Provisional.ShouldBeFalse();
        warned.Unanswered.ShouldBeTrue();
        warned.Decide(Grading.Wu, RiskLevel.General, version: seen.Version).Refused!.Code.ShouldBe(RefusalCode.LevelChanged);
        warned.Decided(Grading.Wu, RiskLevel.General).Unanswered.ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void EitherWord_WithoutAReason_IsRefused(string? reason)
    {
        var raise = new RaiseLevel(Grading.As(Role.Resident), RiskLevel.HighRisk, reason!);

        LevelRules.Raise(Grading.General, raise, Grading.Noon).Refused!.Code.ShouldBe(RefusalCode.ReasonRequired);
        Grading.General.Decide(Grading.Lin, RiskLevel.General, reason: reason!).Refused!.Code.ShouldBe(RefusalCode.ReasonRequired);
    }

    [Fact]
    public void EitherWord_ForALevelThatDoesNotExist_IsRefused()
    {
        var raise = new RaiseLevel(Grading.As(Role.Resident), (RiskLevel)9, "怕");

        LevelRules.Raise(Grading.General, raise, Grading.Noon).Refused!.Code.ShouldBe(RefusalCode.InputInvalid);
        Grading.General.Decide(Grading.Lin, (RiskLevel)(-1)).Refused!.Code.ShouldBe(RefusalCode.InputInvalid);
    }

    [Fact]
    public void Raise_AboveAConfirmedLevel_StandsUntilACounsellorDecides()
    {
        var level = Grading.General.Decided(Grading.Lin, RiskLevel.Serious, 1).Raised(RiskLevel.HighRisk, 2);

        level.Level.ShouldBe(RiskLevel.HighRisk);
        level.Confirmed.ShouldBe(RiskLevel.Serious);
        level.Raised(RiskLevel.Serious, 3, Role.Admin).Raised(RiskLevel.General, 4).Level.ShouldBe(RiskLevel.HighRisk);
        level.Decided(Grading.Wu, RiskLevel.Serious, 5).Level.ShouldBe(RiskLevel.Serious);
    }

    [Fact]
    public void Raise_ByCues_NamesTheCategoriesAndNeverTheWords()
    {
        var level = LevelRules.Raise(Grading.General, DataFiles.Cues.Find("我不想活了"), Grading.Noon);

        level.Level.ShouldBe(RiskLevel.HighRisk);
        level.Changes[^1].Codes.ShouldBe(["cue.suicide"]);
        level.Changes[^1].Reason.ShouldBeNull();
        LevelRules.Raise(level, CueFinding.None, Grading.Noon).ShouldBeSameAs(level);
    }

    [Fact]
    public void Raise_ByAScreening_IsHighRiskAndNamesTheInstrument()
    {
        var level = LevelRules.RaiseByScreening(Grading.General, "syn", Actor.Resident, Grading.Noon);

        (level.Level, level.Provisional).ShouldBe((RiskLevel.HighRisk, true));
        level.Changes[^1].Codes.ShouldBe(["screening.syn"]);
    }

    [Fact]
    public void Raise_TheSameThingOverAndOver_IsKeptOnceAndAFloodIsBounded()
    {
        var cues = new CueFinding(RiskLevel.HighRisk, ["suicide"]);
        var level = LevelRules.Raise(Grading.General, cues, Grading.Noon);

        LevelRules.Raise(level, cues, Grading.Noon.AddHours(1)).ShouldBeSameAs(level);
        for (var number = 0; number < 1_000; number++)
        {
            level = level.Raised(RiskLevel.Serious, number, Role.Resident, $"第{number}次");
        }

        level.Open.Count(change => change.Step == LevelStep.Warned).ShouldBe(LevelRules.WarningsMost);
        level.Decide(Grading.Lin, RiskLevel.Serious).Refused.ShouldBeNull();
    }

    [Fact]
    public void WaitingSince_AfterSeveralRaises_IsTheFirstThatNobodyAnswered()
    {
        var level = Grading.General.Decided(Grading.Lin, RiskLevel.General, 1).Raised(RiskLevel.Serious, 10).Raised(RiskLevel.HighRisk, 30);

        level.WaitingSince.ShouldBe(Grading.Noon.AddMinutes(10));
        level.Decided(Grading.Wu, RiskLevel.HighRisk, 45).WaitingSince.ShouldBe(Grading.Noon.AddMinutes(45));
    }
}
