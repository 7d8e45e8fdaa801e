using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Requests;

/// <summary>Who stays and who goes when the level rises.</summary>
public class RaiseTests
{
    private static readonly Func<RequestDraft, RequestDraft> ForTwo = draft => draft with { RespondersNeeded = 2 };
    private static readonly Func<RequestDraft, RequestDraft> InThreeDays = draft => draft with { StartsAt = Scene.Noon.AddDays(3) };

    [Fact]
    public void Raise_ToHighRisk_TakesTheOfferOfACounsellorWhoIsNotCrisisQualified()
    {
        var scene = new Scene("counselling").Ask(ResponderKind.Counsellor, "li").Raise(RiskLevel.HighRisk);

        Assert.Equal(OfferState.Withdrawn, scene.Offer("li").State);
        Assert.True(OfferRules.Wants(scene.Request, scene.Now));

        scene.Answer("li", Answer.Accept);

        Assert.Empty(scene.Request.Standing());
    }

    [Fact]
    public void Raise_ToHighRisk_KeepsTheOfferOfACrisisQualifiedCounsellor()
    {
        var scene = new Scene("counselling");
        scene.To(OfferRules.Ask(
            scene.Request, 1, [Scene.Ranked("wu", ResponderKind.Counsellor) with { CrisisQualified = true }], Scene.Station, scene.Now));

        scene.Raise(RiskLevel.HighRisk).Answer("wu", Answer.Accept);

        Assert.True(scene.Assignment("wu").Lead);
    }

    [Fact]
    public void Raise_ToHighRiskBesideCounsellorsWhoAreNotCrisisQualified_StillLooksForTwoWhoAre()
    {
        var scene = new Scene("counselling", ForTwo).Ask(ResponderKind.Counsellor, "li", "xu").Answer("li", Answer.Accept).Answer("xu", Answer.Accept);

        scene.Raise(RiskLevel.HighRisk);

        Assert.Equal(2, scene.Request.Standing().Count());
        Assert.Equal(2, scene.Request.Missing());
        Assert.DoesNotContain(scene.Request.Standing(), a => a.Lead);

        scene.Ask(ResponderKind.Counsellor, "wu", "he").Answer("wu", Answer.Accept).Answer("he", Answer.Accept);

        Assert.Equal(RequestState.Assigned, scene.Request.State);
        Assert.Equal("wu", Assert.Single(scene.Request.Standing(), a => a.Lead).ResponderId);
    }

    [Fact]
    public void Raise_ToHighRisk_CountsTheCounsellorWhoseOwnRecordSaysCrisisQualified()
    {
        var scene = new Scene("counselling").Ask(ResponderKind.Counsellor, "wu").Answer("wu", Answer.Accept, crisis: true).Raise(RiskLevel.HighRisk);

        Assert.Equal(1, scene.Request.Missing());
    }

    [Fact]
    public void HandBack_ByACounsellorWhoOnlyStayedBeside_CallsNobodyInTheirPlace()
    {
        var scene = new Scene("counselling").Ask(ResponderKind.Counsellor, "li").Answer("li", Answer.Accept).Raise(RiskLevel.HighRisk);
        scene.Ask(ResponderKind.Counsellor, "wu", "he").Answer("wu", Answer.Accept).Answer("he", Answer.Accept);

        scene.HandBack("li");

        Assert.Equal((RequestState.Assigned, 0, 2), (scene.Request.State, scene.Request.Missing(), scene.Request.RespondersNeeded));
    }

    [Fact]
    public void Raise_ToHighRiskWithEnoughStanding_BelongsToTheHeadWithinTheEmergencysTime()
    {
        var scene = new Scene("counselling", ForTwo).Ask(ResponderKind.Counsellor, "wu", "he");
        scene.Answer("wu", Answer.Accept, crisis: true).Answer("he", Answer.Accept, crisis: true).Raise(RiskLevel.HighRisk);

        Assert.Equal(("head.zhuoda", RequestState.Assigned), (scene.Request.Owner, scene.Request.State));
        Assert.Equal(scene.Now.AddSeconds(60), scene.Request.Deadline);
    }

    [Fact]
    public void Raise_WhileSomebodyIsOnTheWay_TellsThem()
    {
        var scene = new Scene("counselling").Ask(ResponderKind.Counsellor, "wu").Answer("wu", Answer.Accept).Report("wu", ProgressStep.EnRoute);
        Assert.Empty(scene.Request.Outbox);

        scene.Raise(RiskLevel.Serious);

        Assert.Equal((OutboxKind.Assigned, "wu"), scene.Request.Outbox.Select(item => (item.Kind, item.ResponderId)).Single());
    }

    [Fact]
    public void Raise_OfAPlannedTaskToSerious_IsDueWhenItsCalmEndsAsIfItHadComeSo()
    {
        var scene = new Scene("counselling", InThreeDays).Raise(RiskLevel.Serious);

        Assert.Equal(scene.Request.Need.StartsAt.AddHours(-2), scene.Request.Deadline);
        Assert.True(WaitRules.MayWait(scene.Request, scene.Now.AddHours(1)));
    }

    [Fact]
    public void Raise_OfAPlannedTaskToHighRisk_GivesWhoeverStaysTheEmergencysTimeToSetOut()
    {
        var scene = new Scene("counselling", InThreeDays).Ask(ResponderKind.Counsellor, "wu").Answer("wu", Answer.Accept, crisis: true);

        scene.Raise(RiskLevel.HighRisk);

        Assert.Equal(scene.Now.AddMinutes(6).AddSeconds(Scene.Station.Policy.Emergency.StartGraceSeconds), scene.Assignment("wu").Deadline);
        Assert.Equal(AssignmentState.NoShow, scene.After(3_600).Assignment("wu").State);
    }

    [Fact]
    public void HandBack_OfTheOnlyCounsellorOnASeriousTask_TakesTheOpenOffersOfVolunteers()
    {
        var scene = new Scene("escort", ForTwo).Raise(RiskLevel.Serious).Ask(ResponderKind.Counsellor, "wu").Answer("wu", Answer.Accept).Ask("an");

        scene.HandBack("wu").Answer("an", Answer.Accept);

        Assert.Equal(RefusalCode.OfferWithdrawn, scene.Verdict("an").Code);
        Assert.Empty(scene.Request.Standing());
    }

    [Fact]
    public void HandBack_OfOneOfTwoCounsellorsOnASeriousTask_LeavesTheVolunteersOffersOpen()
    {
        var scene = new Scene("escort", draft => draft with { RespondersNeeded = 3 }).Raise(RiskLevel.Serious).Ask(ResponderKind.Counsellor, "wu", "li");
        scene.Answer("wu", Answer.Accept).Answer("li", Answer.Accept).Ask("an");

        scene.HandBack("wu");

        Assert.Equal((OfferState.Pending, RequestState.Offered), (scene.Offer("an").State, scene.Request.State));
    }
}
