using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Requests;

public class AnswerRulesTests
{
    [Fact]
    public void Accept_OfTheOnlyOffer_AssignsAndTellsTheWinner()
    {
        var scene = new Scene().Ask("an").Hold("an").Answer("an", Answer.Accept);

        Assert.Equal(RequestState.Assigned, scene.Request.State);
        Assert.Equal(OfferState.Accepted, scene.Verdict("an").State);
        Assert.Equal(OutboxKind.Assigned, Assert.Single(scene.Request.Outbox).Kind);
    }

    [Fact]
    public void Accept_ByAllThree_SucceedsForTheFirstOnly()
    {
        var scene = new Scene().Ask("an", "bo", "chen").Answer("bo", Answer.Accept).Answer("an", Answer.Accept).Answer("chen", Answer.Accept);

        Assert.Equal("bo", Assert.Single(scene.Request.Standing()).ResponderId);
        Assert.Equal(RefusalCode.OfferTaken, scene.Verdict("an").Code);
        Assert.Equal(RefusalCode.OfferTaken, scene.Verdict("chen").Code);
        Assert.Equal(2, scene.Request.Outbox.Count(item => item.Kind == OutboxKind.Withdraw));
    }

    [Theory]
    [InlineData(-1, OfferState.Accepted)]
    [InlineData(0, OfferState.Lapsed)] // The boundary belongs to "lapsed".
    [InlineData(1, OfferState.Lapsed)]
    public void Accept_AroundTheEndOfTheOffer(int secondsPast, OfferState expected)
    {
        var scene = new Scene().Ask("an").After(120 + secondsPast).Answer("an", Answer.Accept);

        Assert.Equal(expected, scene.Verdict("an").State);
    }

    [Fact]
    public void Accept_Repeated_AnswersTheSameTaskAgain()
    {
        var scene = new Scene().Ask("an").Answer("an", Answer.Accept);
        var before = scene.Request;

        scene.Answer("an", Answer.Accept);

        Assert.Same(before, scene.Request);
        Assert.Equal(AssignmentState.Accepted, scene.Verdict("an").Task!.State);
    }

    [Fact]
    public void Decline_OfAnOffer_IsReplacedAtOnceAndNeverAskedAgain()
    {
        var scene = new Scene().Ask("an").After(5).Answer("an", Answer.Decline);

        Assert.Equal(RequestState.Matching, scene.Request.State);
        Assert.Equal(scene.Now, scene.Request.MatchAt);
        Assert.Contains("an", scene.Request.Refused);
        Assert.Equal(RefusalCode.OfferDeclined, scene.Verdict("an").Code);
    }

    [Fact]
    public void Later_AtATime_ComesBackToThatPersonThen()
    {
        var at = Scene.Noon.AddMinutes(30);
        var scene = new Scene().Ask("an").Answer("an", Answer.Later, at);

        Assert.Contains("an", scene.Request.Refused);
        scene.After(30 * 60);

        Assert.DoesNotContain("an", scene.Request.Refused);
        Assert.Equal(scene.Now, scene.Request.MatchAt);
    }

    [Fact]
    public void Acknowledge_OfARefusal_WithdrawsTheOfferAndLooksAgain()
    {
        var scene = new Scene().Ask("an");

        scene.To(AnswerRules.Acknowledge(scene.Request, new AcknowledgeOffer("r1.1", "an", false, RefusalCode.ResponderFull), scene.Now));

        Assert.Equal(OfferState.Withdrawn, scene.Offer("an").State);
        Assert.Equal("responder.full", scene.Offer("an").Reason);
        Assert.Empty(scene.Request.Outbox);
        Assert.Equal(scene.Now, scene.Request.MatchAt);
    }

    [Fact]
    public void Claim_OfSomebodyElsesOffer_ChangesNothingAndLearnsNothing()
    {
        var scene = new Scene().Ask("an");
        var before = scene.Request;

        scene.To(AnswerRules.Claim(scene.Request, new ClaimOffer("r1.1", "thief", Answer.Accept), Scene.Station, scene.Now));

        Assert.Same(before, scene.Request);
        Assert.Null(AnswerRules.Verdict(scene.Request, "r1.1", "thief").Task);
    }

    [Fact]
    public void Verdict_OfAWithdrawal_IsSentUntilTheResponderAsks()
    {
        var scene = new Scene().Ask("an", "bo").Answer("bo", Answer.Accept);

        scene.To(AnswerRules.Settle(scene.Request, scene.Offer("an").Id, "an"));

        Assert.Equal("bo", Assert.Single(scene.Request.Outbox).ResponderId);
    }

    [Fact]
    public void Accept_InAnEmergency_LeavesOffersStandingUntilTheSecond()
    {
        var scene = new Scene("escort", d => d with { RiskCue = true }).Ask(ResponderKind.Counsellor, "li", "wu", "xu").Answer("wu", Answer.Accept);

        Assert.True(scene.Assignment("wu").Lead);
        Assert.Equal(OfferState.Pending, scene.Offer("li").State);
        Assert.Equal(RequestState.Offered, scene.Request.State);

        scene.Answer("li", Answer.Accept);

        Assert.False(scene.Assignment("li").Lead);
        Assert.Equal(RequestState.Assigned, scene.Request.State);
        Assert.Equal(RefusalCode.OfferTaken, scene.Verdict("xu").Code);
    }
}
