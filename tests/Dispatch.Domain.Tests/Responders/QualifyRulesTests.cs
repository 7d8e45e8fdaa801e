using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Records;
using Dispatch.Domain.Responders;

namespace Dispatch.Domain.Tests.Responders;

/// <summary>What the head confirms of a counsellor: licence, crisis qualification, competences.</summary>
public class QualifyRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 0, 0, TimeSpan.Zero);
    private static readonly Actor Head = new("head", Role.StationHead, Person.Profile.StationId);
    private static readonly Responder Counsellor = DutyRules.Enrol(null, Person.Profile with { Kind = ResponderKind.Counsellor });

    [Fact]
    public void Head_ConfirmsACompetence_IsKeptWithItsReasonAndRecordedOnce()
    {
        var next = QualifyRules.Qualify(Counsellor, Asking([Population.Elders, Population.Minors, Population.Elders]), Now).Next!;

        Assert.Equal<Population>([Population.Minors, Population.Elders], next.Card().Profile.Competences);
        Assert.Equal(("head", "certificate seen"), (next.Qualifications[0].By, next.Qualifications[0].Reason));
        var entry = Assert.Single(ResponderEntries.Of(Counsellor, next, Head, Now));
        Assert.Equal(("responder.qualified", "head"), (entry.Action, entry.Actor));
        Assert.Same(next, QualifyRules.Qualify(next, Asking([Population.Elders, Population.Minors]), Now.AddHours(1)).Next);
        Assert.Equal(Counsellor.Profile.LicensedUntil, next.Profile.LicensedUntil);
    }

    [Theory]
    [InlineData(Role.StationHead, "elsewhere")]
    [InlineData(Role.Coordinator, null)]
    [InlineData(Role.Counsellor, null)]
    [InlineData(Role.Admin, null)]
    public void Anybody_ButTheHeadOfTheStation_IsRefused(Role role, string? station) =>
        Assert.Equal(
            RefusalCode.AccessStation,
            QualifyRules.Qualify(Counsellor, Asking([]) with { By = new Actor("who", role, station ?? Head.StationId) }, Now).Refused!.Code);

    [Fact]
    public void Qualification_OutOfRange_IsRefusedAndChangesNothing()
    {
        Assert.Equal(RefusalCode.ReasonRequired, QualifyRules.Qualify(Counsellor, Asking([Population.Elders]) with { Reason = "" }, Now).Refused!.Code);
        Assert.Equal(RefusalCode.InputInvalid, QualifyRules.Qualify(Counsellor, Asking([(Population)7]), Now).Refused!.Code);
        Assert.Equal(RefusalCode.TimeInvalid, QualifyRules.Qualify(Counsellor, Asking([]) with { LicensedUntil = Now.AddDays(3_661) }, Now).Refused!.Code);
        Assert.Equal(RefusalCode.ResponderUnknown, QualifyRules.Qualify(DutyRules.Enrol(null, Person.Profile), Asking([]), Now).Refused!.Code);
    }

    [Fact]
    public void Competence_WithAnEnd_CountsToItAndStaysConfirmedUntilItIsTakenBack()
    {
        var until = Now.AddDays(30);
        var next = QualifyRules.Qualify(Counsellor, Asking([Population.Elders, Population.Minors]) with { Terms = [new(Population.Elders, until)] }, Now).Next!;

        Assert.True(QualifyRules.Covers(next.Profile, Population.Elders, until));
        Assert.False(QualifyRules.Covers(next.Profile, Population.Elders, until.AddTicks(1)));
        Assert.True(QualifyRules.Covers(next.Profile, Population.Minors, DateTimeOffset.MaxValue));
        Assert.False(QualifyRules.Covers(next.Profile, Population.Corrections, Now));

        // Ends that are not named stay; without the competence there is none, and another end is another decision.
        Assert.Same(next, QualifyRules.Qualify(next, Asking([Population.Minors, Population.Elders]), Now).Next);
        Assert.Empty(QualifyRules.Qualify(next, Asking([Population.Minors]), Now).Next!.Profile.CompetenceTerms);
        Assert.Empty(QualifyRules.Qualify(next, Asking([Population.Minors, Population.Elders]) with { Terms = [] }, Now).Next!.Profile.CompetenceTerms);
        Assert.Equal(2, QualifyRules.Qualify(next, Asking([Population.Elders]) with { Terms = [new(Population.Elders, until.AddDays(1))] }, Now).Next!.Qualifications.Length);
    }

    [Theory]
    [InlineData(Population.Minors, 1, RefusalCode.InputInvalid)]
    [InlineData(Population.Elders, 3_661, RefusalCode.TimeInvalid)]
    [InlineData(Population.Elders, -30_000, RefusalCode.TimeInvalid)]
    public void End_OfACompetenceThatCannotBe_IsRefused(Population population, int days, RefusalCode code)
    {
        var refused = QualifyRules.Qualify(Counsellor, Asking([Population.Elders]) with { Terms = [new(population, Now.AddDays(days))] }, Now).Refused!;
        Assert.Equal((code, "competenceTerms"), (refused.Code, refused.Field));
        var twice = Asking([Population.Elders]) with { Terms = [new(Population.Elders, Now), new(Population.Elders, Now.AddDays(1))] };
        Assert.Equal(RefusalCode.InputInvalid, QualifyRules.Qualify(Counsellor, twice, Now).Refused!.Code);
    }

    [Fact]
    public void Licence_ThatIsConfirmed_LetsACounsellorBegin()
    {
        var next = QualifyRules.Qualify(Counsellor, Asking([]) with { LicensedUntil = Now.AddYears(1), CrisisQualified = true }, Now).Next!;

        Assert.Equal((Now.AddYears(1), true), (next.Profile.LicensedUntil, next.Profile.CrisisQualified));
        Assert.Equal(Now, Assert.Single(QualifyRules.View(next).Notes).At);
    }

    private static Qualify Asking(System.Collections.Immutable.ImmutableArray<Population> competences) =>
        new(Head, null, null, competences, "certificate seen");
}
