using Dispatch.Contracts;
using Dispatch.Domain.Triage;
using Shouldly;

namespace Dispatch.Domain.Tests.Triage;

public sealed class ClearanceTests
{
    [Theory]
    [InlineData("escort", RiskLevel.General, "Volunteer")]
    [InlineData("escort", RiskLevel.Serious, "Volunteer,Counsellor")]
    [InlineData("supportive-counselling", RiskLevel.General, "Volunteer,Counsellor")]
    [InlineData("supportive-counselling", RiskLevel.Serious, "Counsellor")]
    [InlineData("legal-advice", RiskLevel.Serious, "Counsellor")]
    [InlineData("emergency-relief", RiskLevel.Serious, "Volunteer,Counsellor")]
    [InlineData("counselling", RiskLevel.General, "Counsellor")]
    [InlineData("psychotherapy", RiskLevel.General, "")]
    [InlineData("psychotherapy", RiskLevel.Serious, "")]
    [InlineData("psychotherapy", RiskLevel.HighRisk, "Counsellor")]
    public void Clearance_ByServiceAndLevel_NamesWhoMayServe(string service, RiskLevel level, string kinds) =>
        string.Join(',', Clearance.Of(DataFiles.Catalogue.Find(service)!, level).Kinds).ShouldBe(kinds);

    [Fact]
    public void HighRisk_OfAnyService_ReachesCrisisQualifiedCounsellorsAndNobodyElse()
    {
        foreach (var service in DataFiles.Catalogue.Services)
        {
            var clearance = Clearance.Of(service, RiskLevel.HighRisk);

            clearance.Kinds.ShouldBe([ResponderKind.Counsellor], service.Code);
            clearance.CrisisOnly.ShouldBeTrue();
            clearance.Skills.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Serious_OfAPracticalService_AsksNoPracticalSkillOfTheCounsellor()
    {
        var homeHelp = DataFiles.Catalogue.Find("home-help")!;

        Clearance.Of(homeHelp, RiskLevel.General).Skills.ShouldBe([new SkillLevel("household", 1)]);
        Clearance.Of(homeHelp, RiskLevel.Serious).Skills.ShouldBeEmpty();
    }

    [Fact]
    public void Serious_OfAPsychologicalService_StillAsksItsSkill() =>
        Clearance.Of(DataFiles.Catalogue.Find("psychological-support")!, RiskLevel.Serious).Skills.ShouldBe([new SkillLevel("counselling", 1)]);

    [Fact]
    public void TrainedOnly_AtGeneral_FollowsTheService()
    {
        Clearance.Of(DataFiles.Catalogue.Find("escort")!, RiskLevel.General).TrainedOnly.ShouldBeFalse();
        Clearance.Of(DataFiles.Catalogue.Find("supportive-counselling")!, RiskLevel.General).TrainedOnly.ShouldBeTrue();
    }
}
