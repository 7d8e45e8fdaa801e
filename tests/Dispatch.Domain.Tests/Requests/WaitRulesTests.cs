using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Requests;

public class WaitRulesTests
{
    [Fact]
    public void Tomorrow_NobodyCanTakeItYet_WaitsUntilTwoHoursBeforeTheStart()
    {
        var scene = Planned();
        Assert.Equal(Scene.Noon.AddHours(22), scene.Request.Deadline);
        Assert.True(WaitRules.MayWait(scene.Request, scene.Now));

        scene.To(WaitRules.Await(scene.Request, Scene.Station, scene.Now));

        Assert.Equal(RequestState.Matching, scene.Request.State);
        Assert.Equal(scene.Now.AddSeconds(60), scene.Request.MatchAt);
        Assert.Equal(Scene.Noon.AddHours(22), scene.Request.Deadline);
        Assert.Contains(RequestViews.Help(scene.Request).Steps, step => step.What == "waiting");
    }

    [Fact]
    public void Waiting_LookedAtAgainAndAgain_IsToldOnce()
    {
        var scene = Planned();
        for (var minute = 0; minute < 30; minute++)
        {
            scene.To(WaitRules.Await(scene.Request, Scene.Station, scene.Now)).After(60);
        }

        Assert.Single(scene.Request.Timeline, entry => entry.What == "waiting");
    }

    [Fact]
    public void Wait_AfterTheDeadline_IsOver() => Assert.False(WaitRules.MayWait(Planned().Request, Scene.Noon.AddHours(22)));

    [Fact]
    public void Wait_InDanger_NeverHappens() =>
        Assert.False(WaitRules.MayWait(new Scene("escort", d => d with { RiskCue = true }).Request, Scene.Noon));

    [Fact]
    public void Today_WhileOthersAskEverybody_LooksAgainInFiveSeconds()
    {
        var scene = new Scene();

        scene.To(WaitRules.Await(scene.Request, Scene.Station, scene.Now));

        Assert.Equal(scene.Now.AddSeconds(5), scene.Request.MatchAt);
    }

    [Fact]
    public void Undelivered_TwiceReplaced_FreesTheFirstAgain()
    {
        var scene = new Scene().Ask("an").Hold("an").After(10).Ask("bo").Hold("bo").After(10).Ask("cy");

        Assert.Equal((OfferState.Withdrawn, WaitRules.Undelivered), (scene.Offer("an").State, scene.Offer("an").Reason));
        Assert.Equal(["bo", "cy"], scene.Request.Pending().Select(offer => offer.ResponderId));
        Assert.Contains(scene.Request.Outbox, item => item is { Kind: OutboxKind.Withdraw, ResponderId: "an" });
        Assert.Equal(RefusalCode.OfferWithdrawn, scene.Verdict("an").Code);
    }

    [Fact]
    public void Delivered_ThoughLate_IsNotTakenBack()
    {
        var scene = new Scene().Ask("an").After(10).Ask("bo");
        scene.To(AnswerRules.Delivered(scene.Request, scene.Offer("an").Id, "an", seen: false, scene.Now)).After(10).Ask("cy");

        Assert.Equal(OfferState.Pending, scene.Offer("an").State);
    }

    [Fact]
    public void Planned_AsManyAskedAsMayWait_AsksNobodyElseUntilOneLapses()
    {
        var scene = Planned().Ask("an").After(10).Ask("bo").After(10);
        Assert.Equal(0, OfferRules.Wanted(scene.Request, 1, Scene.Station, scene.Now));

        scene.After(880);

        Assert.Equal(["bo"], scene.Request.Pending().Select(offer => offer.ResponderId));
        Assert.Equal(1, OfferRules.Wanted(scene.Request, 1, Scene.Station, scene.Now));
    }

    [Fact]
    public void Timeline_SamePersonAskedAllDay_HasOneEntryOfEachKindWithItsCount()
    {
        var scene = new Scene("escort", d => d with { RiskCue = true });
        for (var round = 0; round < 100; round++)
        {
            scene.Ask(ResponderKind.Counsellor, "li").Hold("li").After(10).After(20);
            scene.To(AnswerRules.Settle(scene.Request, scene.Offer("li").Id, "li"));
        }

        var told = scene.Request.Timeline.Where(entry => entry.What is "offer-sent" or "undelivered" or "lapsed").ToList();
        Assert.Equal([100, 100, 100], told.Select(entry => entry.Times));
        Assert.Equal(scene.Now, told[^1].LastAt);
        Assert.InRange(scene.Request.Offers.Length, 1, 80);
    }

    [Fact]
    public void Timeline_AskedAgainAfterSomethingElseHappened_BeginsANewRound()
    {
        var scene = new Scene().Ask("an").Hold("an").After(120);
        scene.To(StaffRules.Own(scene.Request, new OwnRequest(new Actor("head.zhuoda", Role.StationHead, "zhuoda"), null), scene.Now)).Ask("an");

        Assert.Equal([1, 1], scene.Request.Timeline.Where(entry => entry.What == "offer-sent").Select(entry => entry.Times));
    }

    private static Scene Planned() => new("escort", d => d with { StartsAt = Scene.Noon.AddDays(1) });
}
