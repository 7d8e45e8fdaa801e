using Dispatch.Contracts;
using Dispatch.Domain.Triage;
using Shouldly;

namespace Dispatch.Domain.Tests.Triage;

public sealed class TriageRulesTests
{
    [Theory]
    [InlineData("escort", false, "请陪我去医院", RiskLevel.General, false, "service-default")]
    [InlineData("escort", false, null, RiskLevel.General, false, "service-default")]
    [InlineData("escort", true, null, RiskLevel.HighRisk, true, "risk-cue")]
    [InlineData("escort", false, "我摔倒了", RiskLevel.Serious, true, "cue.immediate-danger")]
    [InlineData("escort", false, "不想活了", RiskLevel.HighRisk, true, "cue.suicide")]
    [InlineData("escort", true, "不想活了", RiskLevel.HighRisk, true, "risk-cue,cue.suicide")]
    [InlineData("counselling", false, "睡不好", RiskLevel.General, true, "service-default")]
    [InlineData("psychological-support", false, null, RiskLevel.Serious, true, "service-default")]
    [InlineData("psychological-support", false, "I feel hopeless", RiskLevel.Serious, true, "service-default,cue.suicide")]
    [InlineData("psychological-support", false, "I want to die", RiskLevel.HighRisk, true, "cue.suicide")]
    [InlineData("crisis-intervention", false, "请陪伴", RiskLevel.HighRisk, true, "service-default")]
    [InlineData("crisis-intervention", false, "我摔倒了", RiskLevel.HighRisk, true, "service-default,cue.immediate-danger")]
    public void Assess_AtIntake_TakesTheHighestOfAllThatSpeak(
        string service, bool riskCue, string? words, RiskLevel level, bool provisional, string reasons)
    {
        var triage = TriageRules.Assess(DataFiles.Catalogue.Find(service)!, riskCue, DataFiles.Cues.Find(words));

        triage.Level.ShouldBe(level);
        triage.Provisional.ShouldBe(provisional);
        string.Join(',', triage.Reasons).ShouldBe(reasons);
    }
}
