using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Requests;

/// <summary>All are asked at once, again and again, until two have come; and the end of it.</summary>
public class EmergencyTests
{
    private static Scene Danger => new("escort", d => d with { RiskCue = true });

    [Fact]
    public void Exhausted_WhileThoseWhoLetTheOfferLapseComeFree_IsLookedAtAgainInAMoment()
    {
        var scene = Danger.Ask(ResponderKind.Counsellor, "li", "wu").After(30);

        scene.To(OfferRules.Exhausted(scene.Request, Scene.Station, scene.Now));

        Assert.Equal(RequestState.Matching, scene.Request.State);
        Assert.Equal(scene.Now.AddSeconds(1), scene.Request.MatchAt);
    }

    [Fact]
    public void Exhausted_WhenNobodyHasComeFreeAfterAWhile_IsUnfilled()
    {
        var scene = Danger.Ask(ResponderKind.Counsellor, "li").After(30);
        scene.To(AnswerRules.Settle(scene.Request, scene.Offer("li").Id, "li")).After(5);

        scene.To(OfferRules.Exhausted(scene.Request, Scene.Station, scene.Now));

        Assert.Equal((RequestState.Unfilled, scene.Now.AddSeconds(30)), (scene.Request.State, scene.Request.MatchAt));
    }

    [Fact]
    public void Query_BeforeALapsedPersonHasHeardOfIt_LeavesThemOut()
    {
        var scene = Danger.Ask(ResponderKind.Counsellor, "li").After(30);
        Assert.Contains("li", MatchPlan.Queries(scene.Request, scene.Service, Scene.Station, 1, scene.Now)[0].Query.Excluded);

        scene.To(AnswerRules.Settle(scene.Request, scene.Offer("li").Id, "li"));

        Assert.DoesNotContain("li", MatchPlan.Queries(scene.Request, scene.Service, Scene.Station, 1, scene.Now)[0].Query.Excluded);
    }

    [Fact]
    public void Completion_ByTheOnlyOneWhoCame_CompletesTheRequestAndCallsTheOthersOff()
    {
        var scene = Danger.Ask(ResponderKind.Counsellor, "li", "wu").Answer("wu", Answer.Accept).Report("wu", ProgressStep.Completed);

        Assert.Equal(RequestState.Completed, scene.Request.State);
        Assert.Empty(scene.Request.Pending());
    }

    [Fact]
    public void Completion_ByFewerThanTheResidentAskedFor_StillWaitsForTheOther()
    {
        var scene = new Scene("escort", d => d with { RiskCue = true, RespondersNeeded = 2 }).Ask(ResponderKind.Counsellor, "li", "wu");
        scene.Answer("wu", Answer.Accept).Report("wu", ProgressStep.Completed);

        Assert.Equal(RequestState.Offered, scene.Request.State);
    }

    [Fact]
    public void HandBack_OfTheSecondAfterTheFirstHasFinished_CompletesTheRequest()
    {
        var scene = Danger.Ask(ResponderKind.Counsellor, "li", "wu").Answer("wu", Answer.Accept).Answer("li", Answer.Accept);
        scene.Report("wu", ProgressStep.Completed).HandBack("li");

        Assert.Equal(RequestState.Completed, scene.Request.State);
    }

    [Fact]
    public void Completion_ByACounsellorWhoOnlyStayedBeside_CompletesNothing()
    {
        var scene = new Scene("counselling").Ask(ResponderKind.Counsellor, "li").Answer("li", Answer.Accept).Raise(RiskLevel.HighRisk);

        scene.Report("li", ProgressStep.Completed);

        Assert.True(scene.Request.Running);
        Assert.Equal(2, scene.Request.Missing());
    }
}
