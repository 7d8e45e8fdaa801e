using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Requests;

public class StaffRulesTests
{
    private static readonly Actor Coordinator = new("coordinator.zhuoda", Role.Coordinator, "zhuoda");

    [Fact]
    public void Raise_ToHighRisk_TakesEverythingFromVolunteersInTheSameCommit()
    {
        var scene = new Scene("escort", d => d with { RespondersNeeded = 2 }).Ask("an", "bo", "chen").Answer("an", Answer.Accept);

        scene.To(DangerRules.Raise(scene.Request, new RaiseLevel(Coordinator, RiskLevel.HighRisk, "words of intent"), scene.Service, Scene.Station, scene.Now));

        Assert.Empty(scene.Request.Pending());
        Assert.Empty(scene.Request.Standing());
        Assert.Equal("head.zhuoda", scene.Request.Owner);
        Assert.Equal(2, scene.Request.RespondersNeeded);
        Assert.Equal(3, scene.Request.Outbox.Count(item => item.Kind == OutboxKind.Withdraw));
    }

    [Fact]
    public void Raise_ToSeriousOfACompanionTask_KeepsTheVolunteerBesideACounsellor()
    {
        var scene = new Scene().Ask("an").Answer("an", Answer.Accept);

        scene.To(DangerRules.Raise(scene.Request, new RaiseLevel(Coordinator, RiskLevel.Serious, "distress"), scene.Service, Scene.Station, scene.Now));

        Assert.Equal("an", Assert.Single(scene.Request.Standing()).ResponderId);
        Assert.Equal(2, scene.Request.RespondersNeeded);
        Assert.True(OfferRules.Wants(scene.Request, scene.Now));
    }

    [Fact]
    public void Raise_ToALowerLevel_ChangesNothing()
    {
        var scene = new Scene("escort", d => d with { RiskCue = true });

        var decision = DangerRules.Raise(scene.Request, new RaiseLevel(Coordinator, RiskLevel.Serious, "calmer"), scene.Service, Scene.Station, scene.Now);

        Assert.Same(scene.Request, decision.Next);
    }

    [Fact]
    public void Cancel_ByStaffWithoutAReason_IsRefused()
    {
        var decision = StaffRules.Cancel(new Scene().Request, new CancelRequest(Coordinator, " "), Scene.Noon);

        Assert.Equal(RefusalCode.ReasonRequired, decision.Refused?.Code);
    }

    [Fact]
    public void Cancel_WhileSomebodyIsOnTheWay_WithdrawsTheTaskAndCloses()
    {
        var scene = new Scene().Ask("an").Answer("an", Answer.Accept).Report("an", ProgressStep.EnRoute);

        scene.To(StaffRules.Cancel(scene.Request, new CancelRequest(Actor.Resident, null), scene.Now));

        Assert.Equal(RequestState.Cancelled, scene.Request.State);
        Assert.Equal(AssignmentState.Withdrawn, scene.Assignment("an").State);
        Assert.Equal(OutboxKind.Withdraw, Assert.Single(scene.Request.Outbox).Kind);
        Assert.Null(scene.Verdict("an").Task!.Address);
    }

    [Fact]
    public void Cancel_OfACompletedRequest_IsRefused()
    {
        var scene = new Scene().Ask("an").Answer("an", Answer.Accept).Report("an", ProgressStep.Completed);

        var decision = StaffRules.Cancel(scene.Request, new CancelRequest(Actor.Resident, null), scene.Now);

        Assert.Equal(RefusalCode.RequestState, decision.Refused?.Code);
    }

    [Fact]
    public void Widen_OfAnUnfilledRequest_StartsANewCycleThatMayAskLapsedPeopleAgain()
    {
        var scene = new Scene().Ask("an").After(120);
        scene.To(AnswerRules.Settle(scene.Request, scene.Offer("an").Id, "an")).To(OfferRules.Exhausted(scene.Request, Scene.Station, scene.Now));

        scene.To(StaffRules.Widen(scene.Request, new WidenRequest(Coordinator, null), Scene.Station, scene.Now));

        Assert.Equal(RequestState.Matching, scene.Request.State);
        var query = MatchPlan.Queries(scene.Request, scene.Service, Scene.Station, 1, scene.Now)[0].Query;
        Assert.DoesNotContain("an", query.Excluded);
    }

    [Fact]
    public void Widen_WhileOffersAreOpen_AsksTheNextWaveAsWellAndSkipsNone()
    {
        var scene = new Scene("counselling", d => d with { Description = "我绝望" }).Ask(ResponderKind.Counsellor, "an", "bo", "chen").After(30);
        Assert.Equal(RiskLevel.Serious, scene.Request.Level);

        scene.To(StaffRules.Widen(scene.Request, new WidenRequest(Coordinator, null), Scene.Station, scene.Now));

        Assert.Equal((2, 3), (scene.Request.Wave, OfferRules.Wanted(scene.Request, scene.Request.Wave, Scene.Station, scene.Now)));
        Assert.Equal(2, scene.After(30).Request.Wave);
        Assert.Equal(3, scene.Ask(ResponderKind.Counsellor, "deng").After(60).Request.Wave);
    }

    [Theory]
    [InlineData("risk")]
    [InlineData("licence")]
    [InlineData("capacity")]
    public void Dispatch_PastAHardGate_IsRefusedWhateverTheReason(string gate)
    {
        var candidate = new CandidateView("an", "An", ResponderKind.Volunteer, "zhuoda", false, 0, 100, 2, [], ["range", gate]);

        var decision = HandRules.Dispatch(new Scene().Request, new DispatchByHand(Coordinator, "an", "I know her"), candidate, Scene.Station, Scene.Noon);

        Assert.Equal(RefusalCode.ResponderIneligible, decision.Refused?.Code);
    }

    [Fact]
    public void Dispatch_PastSoftGatesWithAReason_OffersByHand()
    {
        var scene = new Scene();
        var candidate = new CandidateView("an", "An", ResponderKind.Volunteer, "zhuoda", false, 0, 100, 2, [], ["quiet", "range"]);

        scene.To(HandRules.Dispatch(scene.Request, new DispatchByHand(Coordinator, "an", "she asked to be called"), candidate, Scene.Station, scene.Now));

        Assert.True(scene.Offer("an").ByHand);
    }

    [Fact]
    public void Dispatch_OfAPlannedTask_LeavesTheSameTimeToAnswerAsAnyPlannedOffer()
    {
        var scene = new Scene(draft: d => d with { StartsAt = Scene.Noon.AddDays(1) });
        var candidate = new CandidateView("an", "An", ResponderKind.Volunteer, "zhuoda", true, 0, 100, 2, [], []);

        scene.To(HandRules.Dispatch(scene.Request, new DispatchByHand(Coordinator, "an", "she knows her"), candidate, Scene.Station, scene.Now));

        Assert.Equal(scene.Now.AddMinutes(15), scene.Offer("an").ExpiresAt);
    }

    [Fact]
    public void Refer_WithoutSayingWhereTo_NamesWhatIsMissing() =>
        Assert.Equal("to", StaffRules.Refer(new Scene().Request, new ReferRequest(Coordinator, " ", "a doctor is needed"), Scene.Noon).Refused?.Field);

    [Fact]
    public void HandBack_WhileOthersAreStillAsked_LeavesTheRequestOffered()
    {
        var scene = new Scene(draft: d => d with { RespondersNeeded = 2 }).Ask("an", "bo").Answer("an", Answer.Accept).HandBack("an");

        Assert.Equal(RequestState.Offered, scene.Request.State);
    }

    [Fact]
    public void Version_ThatIsNotTheNewest_IsRefused()
    {
        Assert.Equal(RefusalCode.RequestChanged, StaffRules.CheckVersion(new Scene().Request, 7)?.Code);
        Assert.Null(StaffRules.CheckVersion(new Scene().Request, null));
    }

    [Fact]
    public void NotKept_AfterCompletion_IsUnfilledAgainAndTheOldAssignmentNoLongerCounts()
    {
        var scene = new Scene().Ask("an").Answer("an", Answer.Accept).Report("an", ProgressStep.Completed);

        scene.To(ProgressRules.Confirm(scene.Request, new ConfirmRequest(false, "nobody came"), Scene.Station, scene.Now));

        Assert.Equal(RequestState.Unfilled, scene.Request.State);
        Assert.Equal(1, scene.Request.Missing());
        Assert.True(RequestViews.Row(scene.Request, Scene.Station).NotKept);
        Assert.True(RequestViews.Help(scene.Request).NotKept);
    }

    [Fact]
    public void NotKept_WhileSomebodyIsLookedForAgain_IsNoLongerSaid()
    {
        var scene = new Scene().Ask("an").Answer("an", Answer.Accept).Report("an", ProgressStep.Completed);
        scene.To(ProgressRules.Confirm(scene.Request, new ConfirmRequest(false, "nobody came"), Scene.Station, scene.Now));

        scene.To(StaffRules.Widen(scene.Request, new WidenRequest(Coordinator, null), Scene.Station, scene.Now));

        Assert.False(RequestViews.Help(scene.Request).NotKept);
    }

    [Fact]
    public void NotKept_SaidTwice_ChangesNothingMore()
    {
        var scene = new Scene().Ask("an").Answer("an", Answer.Accept).Report("an", ProgressStep.Completed);
        var command = new ConfirmRequest(false, "nobody came");
        scene.To(ProgressRules.Confirm(scene.Request, command, Scene.Station, scene.Now));
        var said = scene.Request;

        scene.To(ProgressRules.Confirm(said, command, Scene.Station, scene.Now.AddSeconds(5)));

        Assert.Same(said, scene.Request);
    }
}
