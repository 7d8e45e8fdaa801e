using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
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

    [Fact]
    public void SecondWave_AtAStationWithoutNeighbours_AsksCounsellorsWithoutTheLanguageToo()
    {
        var alone = Scene.Station with { Neighbours = [] };
        var request = new Scene("escort", d => d with { RiskCue = true, Languages = ["en"] }).Request;
        var last = MatchPlan.Waves(request, alone);

        var asked = MatchPlan.Queries(request, Scene.Catalogue.Find("escort")!, alone, last, Scene.Noon);

        Assert.All(asked, each => Assert.Empty(each.Query.Languages));
    }

    [Fact]
    public void Dispatch_OfSomebodyWithoutTheLanguage_IsCheckedByTheQuestionThatShowedThem()
    {
        var scene = new Scene("escort", d => d with { RiskCue = true, Languages = ["en"] });
        var candidate = new CandidateView("wu", "Wu", ResponderKind.Counsellor, "zhuoda", true, 1, 100, 2, [], []);
        scene.To(HandRules.Dispatch(
            scene.Request, new DispatchByHand(Scene.Coordinator, "wu", "nobody else is awake"), candidate, Scene.Station, scene.Now));

        Assert.Empty(MatchPlan.ForOffer(scene.Request, scene.Offer("wu"), scene.Service, Scene.Station, scene.Now).Languages);
    }
}
