using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Requests;

public class TimeRulesTests
{
    [Fact]
    public void Lapse_OfTheLastOffer_GoesToTheNextWave()
    {
        var scene = new Scene().Ask("an").Hold("an").After(120);

        Assert.Equal(RequestState.Matching, scene.Request.State);
        Assert.Equal(2, scene.Request.Wave);
        Assert.True(OfferRules.Wants(scene.Request, scene.Now));
    }

    [Fact]
    public void Lapse_OfAHeldOffer_IsToldUntilTheResponderAsks()
    {
        var scene = new Scene().Ask("an").Hold("an").After(120);

        Assert.Equal(OutboxKind.Withdraw, Assert.Single(scene.Request.Outbox).Kind);

        scene.To(AnswerRules.Settle(scene.Request, scene.Offer("an").Id, "an"));

        Assert.Empty(scene.Request.Outbox);
    }

    [Fact]
    public void Lapse_OfAllOffersOfAnEmergency_LeavesRoomToAskEverybodyAgain()
    {
        var scene = new Scene("escort", d => d with { RiskCue = true });
        scene.Ask(ResponderKind.Counsellor, [.. Enumerable.Range(1, OfferRules.AllAtOnce).Select(number => $"li{number}")]).After(30);

        Assert.Equal(OfferRules.AllAtOnce, OfferRules.Wanted(scene.Request, 1, Scene.Station, scene.Now));
    }

    [Fact]
    public void Exhausted_WhileSomebodyMayStillSayYes_IsOffered()
    {
        var scene = new Scene(draft: d => d with { RespondersNeeded = 2 }).Ask("an", "bo").Answer("an", Answer.Accept);
        scene.To(ProgressRules.HandBack(scene.Request, new HandBack("an", "ill"), Scene.Station, scene.Now));

        scene.To(OfferRules.Exhausted(scene.Request, Scene.Station, scene.Now));

        Assert.Equal(RequestState.Offered, scene.Request.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Place_FreedByTheRequestsWord_IsToldUntilTheResponderHasKeptIt(bool handedBack)
    {
        var scene = new Scene().Ask("an").Answer("an", Answer.Accept);
        scene.To(AnswerRules.Settle(scene.Request, scene.Offer("an").Id, "an"));
        _ = handedBack
            ? scene.To(ProgressRules.HandBack(scene.Request, new HandBack("an", "ill"), Scene.Station, scene.Now))
            : scene.Report("an", ProgressStep.Completed);

        Assert.Equal("an", Assert.Single(scene.Request.Outbox).ResponderId);
    }

    [Fact]
    public void Undelivered_After10Seconds_StaysOpenAndAsksTheNextAsWell()
    {
        var scene = new Scene().Ask("an").After(10);

        Assert.Equal(OfferState.Pending, scene.Offer("an").State);
        Assert.Equal(1, OfferRules.Wanted(scene.Request, 1, Scene.Station, scene.Now));
        Assert.True(OfferRules.Wants(scene.Request, scene.Now));
    }

    [Fact]
    public void Delivered_Within10Seconds_AsksNobodyElse()
    {
        var scene = new Scene().Ask("an");
        scene.To(AnswerRules.Delivered(scene.Request, "r1.1", "an", seen: false, scene.Now.AddSeconds(2))).After(60);

        Assert.Equal(0, OfferRules.Wanted(scene.Request, 1, Scene.Station, scene.Now));
        Assert.False(OfferRules.Wants(scene.Request, scene.Now));
    }

    [Fact]
    public void NoShow_WithoutProgressByItsDeadline_ReturnsToMatchingWithTheOriginalDeadline()
    {
        var original = new Scene().Request.Deadline;
        var scene = new Scene().Ask("an").Answer("an", Answer.Accept);
        scene.After((scene.Assignment("an").Deadline!.Value - scene.Now).TotalSeconds);

        Assert.Equal(AssignmentState.NoShow, scene.Assignment("an").State);
        Assert.Equal(RequestState.Matching, scene.Request.State);
        Assert.Equal(original, scene.Request.Deadline);
        Assert.True(scene.Request.Front);
        Assert.Contains("an", scene.Request.Refused);
        Assert.Equal(OutboxKind.Withdraw, Assert.Single(scene.Request.Outbox).Kind);
    }

    [Fact]
    public void NoShow_OfSomebodyWhoHasArrived_NeverHappens()
    {
        var scene = new Scene().Ask("an").Answer("an", Answer.Accept).Report("an", ProgressStep.OnSite).After(24 * 3_600);

        Assert.Equal(AssignmentState.OnSite, scene.Assignment("an").State);
    }

    [Theory]
    [InlineData(-1, RequestState.Completed)]
    [InlineData(0, RequestState.Confirmed)]
    public void Completed_WithoutAWord_IsConfirmedAfter72Hours(int secondsPast, RequestState expected)
    {
        var scene = new Scene().Ask("an").Answer("an", Answer.Accept).Report("an", ProgressStep.Completed).After((72 * 3_600) + secondsPast);

        Assert.Equal(expected, scene.Request.State);
    }

    [Fact]
    public void Exhausted_WithNobodyLeft_IsUnfilledWithAnOwnerAndADeadline()
    {
        var scene = new Scene();

        scene.To(OfferRules.Exhausted(scene.Request, Scene.Station, scene.Now));

        Assert.Equal(RequestState.Unfilled, scene.Request.State);
        Assert.Equal("coordinator.zhuoda", scene.Request.Owner);
        Assert.Equal(scene.Now.AddSeconds(60), scene.Request.MatchAt);
    }

    [Fact]
    public void Exhausted_InAnEmergency_StaysWithTheHeadAndAsksAgainEvery30Seconds()
    {
        var scene = new Scene("escort", d => d with { RiskCue = true });

        scene.To(OfferRules.Exhausted(scene.Request, Scene.Station, scene.Now));

        Assert.Equal("head.zhuoda", scene.Request.Owner);
        Assert.Equal(scene.Now.AddSeconds(30), scene.Request.MatchAt);
    }

    [Fact]
    public void NextWake_OfEveryRunningState_IsNeverMissing()
    {
        var scene = new Scene();
        Assert.NotNull(TimeRules.NextWake(scene.Request));
        Assert.NotNull(TimeRules.NextWake(scene.Ask("an").Request));
        Assert.NotNull(TimeRules.NextWake(scene.Answer("an", Answer.Accept).Request));
        Assert.NotNull(TimeRules.NextWake(scene.Report("an", ProgressStep.Completed).Request));
    }
}
