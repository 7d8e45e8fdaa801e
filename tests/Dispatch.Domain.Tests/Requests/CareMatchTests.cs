using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Tests.Responders;

namespace Dispatch.Domain.Tests.Requests;

public class CareMatchTests
{
    private static readonly DateTimeOffset Now = Scene.Noon;

    [Theory]
    [InlineData("counselling", RiskLevel.General, 40)]
    [InlineData("counselling", RiskLevel.Serious, 40)]
    [InlineData("counselling", RiskLevel.HighRisk, 0)]
    [InlineData("escort", RiskLevel.General, 0)]
    public void Cap_OfTheCaseload_CountsForCasesAndNeverForDanger(string service, RiskLevel level, int cap) =>
        Assert.All(Ask(new Scene(service).Request with { Level = level }, service), query => Assert.Equal(cap, query.CaseCap));

    [Fact]
    public void Counsellor_WhoDidItBefore_ComesFirstWhenItWasNotKept()
    {
        var scene = new Scene("counselling").Ask(ResponderKind.Counsellor, "li").Answer("li", Answer.Accept).Report("li", ProgressStep.Completed);
        Assert.All(Ask(scene.Request, "counselling"), query => Assert.Empty(query.Continuity));

        var again = scene.Request with { Attempt = scene.Request.Attempt + 1 };

        Assert.All(Ask(again, "counselling"), query => {
            Assert.Equal("li", Assert.Single(query.Continuity));
            Assert.True(query.Weights.Continuity >= 100);
        });
    }

    [Theory]
    [InlineData(CaseState.Open, 0, 2)]
    [InlineData(CaseState.Open, 3, 5)]
    [InlineData(CaseState.Closed, 3, 3)]
    [InlineData(null, 0, 0)]
    public void Points_OfACase_GrowWithTheContactsThatAreDueSoon(CaseState? state, int soon, int points)
    {
        var clocks = Enumerable.Range(1, soon).Select(n => Clock(n, Now.AddDays(n))).Append(Clock(9, Now.AddDays(28)));

        Assert.Equal(points, Caseload.Points(Row(state) with { Clocks = [.. clocks] }, Now));
    }

    [Fact]
    public void Word_OfACase_IsKeptOnceAndAnOlderOneIsPassedOver()
    {
        var held = DutyRules.Enrol(null, Person.Profile);
        var told = CaseWeights.Take(held, new CaseWeight("r1", 5, 3));

        Assert.Equal(5, told.Card().CaseWeight);
        Assert.Same(told, CaseWeights.Take(told, new CaseWeight("r1", 5, 3)));
        Assert.Same(told, CaseWeights.Take(told, new CaseWeight("r1", 9, 2)));
        Assert.Equal(6, CaseWeights.Take(told, new CaseWeight("r1", 6, 3)).Card().CaseWeight);
        Assert.Empty(CaseWeights.Take(told, new CaseWeight("r1", 0, 4)).Cases);
        Assert.Same(held, CaseWeights.Take(held, new CaseWeight("r2", 0, 1)));
    }

    private static IEnumerable<MatchQuery> Ask(Request request, string service) =>
        MatchPlan.Queries(request, Scene.Catalogue.Find(service)!, Scene.Station, 1, Now).Select(each => each.Query);

    private static FollowUpView Clock(int number, DateTimeOffset due) => new(
        "r1", number, RiskLevel.Serious, FollowUpStanding.Open, FollowUpRung.Call, due, due, 0, "li", "wu", null, null);

    private static CareRow Row(CaseState? state) => new(
        "r1", "zhuoda", null, "counselling", 1, Now, state, false, null, RiskLevel.Serious, false, Now, "li", "li", "wu", null, false, false, [], []);
}
