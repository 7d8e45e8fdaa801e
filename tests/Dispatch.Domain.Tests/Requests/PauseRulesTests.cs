using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Requests;

public class PauseRulesTests
{
    [Theory]
    [InlineData("escort", RiskLevel.General, true)]
    [InlineData("home-help", RiskLevel.General, true)]
    [InlineData("escort", RiskLevel.Serious, false)]
    [InlineData("escort", RiskLevel.HighRisk, false)]
    [InlineData("counselling", RiskLevel.General, false)]
    [InlineData("supportive-counselling", RiskLevel.General, false)]
    [InlineData("casework", RiskLevel.General, false)]
    [InlineData("crisis-intervention", RiskLevel.HighRisk, false)]
    public void Request_OfAServiceAndLevel_IsPausedOrNot(string service, RiskLevel level, bool paused)
    {
        var scene = new Scene(service, draft => draft with { Remote = service == "supportive-counselling" });
        if (level > scene.Request.Level)
        {
            scene.Raise(level);
        }

        Pause(scene, "zhuoda.1");
        Assert.Equal(paused, scene.Request.IsPaused);
    }

    [Fact]
    public void PausedRequest_AsksNobodyAndHasNoDeadline_UntilTheIncidentEnds()
    {
        var scene = Pause(new Scene(), "zhuoda.1").After(7_200);
        Assert.False(OfferRules.Wants(scene.Request, scene.Now));
        Assert.Null(TimeRules.NextWake(scene.Request));
        Assert.Null(RequestViews.Row(scene.Request, Scene.Station).Deadline);
        Assert.Equal((Scene.Noon, (DateTimeOffset?)null), (RequestViews.Help(scene.Request).PausedAt, RequestViews.Help(scene.Request).NextStepAt));

        Pause(scene, null);
        Assert.True(OfferRules.Wants(scene.Request, scene.Now));
        Assert.Equal(SubmitRules.Deadline(scene.Request.Need, StationPolicyOf(scene), scene.Now), scene.Request.Deadline);
        Assert.Equal(["submitted", "paused", "resumed"], scene.Request.Timeline.Select(each => each.What));
    }

    [Fact]
    public void Pause_WhileAnOfferIsOut_LeavesItAndItsAnswerCounts()
    {
        var scene = Pause(new Scene().Ask("v1"), "zhuoda.1");
        scene.Hold("v1").Answer("v1", Answer.Accept);
        Assert.Equal(RequestState.Assigned, scene.Request.State);
        Assert.False(scene.Request.IsPaused);
        scene.HandBack("v1");
        Assert.True(scene.Request.IsPaused);
        Assert.False(OfferRules.Wants(scene.Request, scene.Now));
    }

    [Fact]
    public void Pause_OfAnAssignedRequest_DoesNotCome() =>
        Assert.Null(Pause(new Scene().Ask("v1").Hold("v1").Answer("v1", Answer.Accept), "zhuoda.1").Request.Pause);

    [Theory]
    [InlineData(RiskLevel.Serious)]
    [InlineData(RiskLevel.HighRisk)]
    public void Raise_OfAPausedRequest_EndsThePauseInTheSameCommit(RiskLevel to)
    {
        var scene = Pause(new Scene(), "zhuoda.1").Raise(to);
        Assert.Null(scene.Request.Pause);
        Assert.True(OfferRules.Wants(scene.Request, scene.Now));
        Assert.Null(Pause(scene, "zhuoda.1").Request.Pause);
    }

    [Fact]
    public void Release_ByHand_HoldsForThisIncidentAndNotForTheNext()
    {
        var scene = Pause(new Scene(), "zhuoda.1");
        scene.To(PauseRules.Release(scene.Request, new ReleaseRequest(Scene.Coordinator, "老人独居，今天要用药"), Scene.Station, scene.Now));
        Assert.True(OfferRules.Wants(Pause(scene, "zhuoda.1").Request, scene.Now));
        Assert.True(Pause(scene, "zhuoda.2").Request.IsPaused);
        Assert.Same(scene.Request, PauseRules.Hear(scene.Request, "zhuoda.2", scene.Service, Scene.Station, scene.Now));
    }

    [Fact]
    public void Request_OfTheIncidentItself_IsNotPaused()
    {
        var scene = new Scene();
        scene.To(scene.Request with { Need = scene.Request.Need with { Incident = "zhuoda.1" } });
        Assert.Null(Pause(scene, "zhuoda.1").Request.Pause);
    }

    /// <summary>Any walk of what can happen to a request: never paused above General, and never paused once the end was heard.</summary>
    [Fact]
    public void Walk_OfAnything_NeverPausesAboveGeneralAndNeverKeepsAPauseAfterTheEnd()
    {
        var paused = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var chance = new Random(seed);
            var scene = new Scene(chance.Next(2) == 0 ? "escort" : "home-help");
            for (var step = 0; step < 30; step++)
            {
                Step(scene, chance);
                paused += scene.Request.IsPaused ? 1 : 0;
                Assert.True(scene.Request.Pause is null || scene.Request.Level == RiskLevel.General, $"seed {seed}, step {step}");
            }

            Assert.True(Pause(scene, null).Request.Pause is null, $"seed {seed}");
        }

        Assert.True(paused > 400, "the walk must pause often enough to mean anything");
    }

    private static void Step(Scene scene, Random chance)
    {
        var next = chance.Next(10) switch
        {
            0 => PauseRules.Hear(scene.Request, "zhuoda.1", scene.Service, Scene.Station, scene.Now),
            1 => PauseRules.Hear(scene.Request, "zhuoda.2", scene.Service, Scene.Station, scene.Now),
            2 => PauseRules.Hear(scene.Request, null, scene.Service, Scene.Station, scene.Now),
            3 => PauseRules.Release(scene.Request, new ReleaseRequest(Scene.Coordinator, null), Scene.Station, scene.Now).Next,
            4 when chance.Next(8) == 0 => DangerRules.Raise(
                scene.Request, new RaiseLevel(Scene.Coordinator, (RiskLevel)chance.Next(1, 3), "raised"), scene.Service, Scene.Station, scene.Now).Next,
            5 when chance.Next(8) == 0 => StaffRules.Cancel(scene.Request, new CancelRequest(Scene.Coordinator, "off"), scene.Now).Next,
            6 => StaffRules.Widen(scene.Request, new WidenRequest(Scene.Coordinator, null), Scene.Station, scene.Now).Next,
            7 when OfferRules.Wants(scene.Request, scene.Now) && scene.Request.Level == RiskLevel.General =>
                OfferRules.Ask(scene.Request, Math.Max(1, scene.Request.Wave), [Scene.Ranked($"v{chance.Next(3)}", ResponderKind.Volunteer)], Scene.Station, scene.Now),
            8 when scene.Request.Pending().FirstOrDefault() is { } open =>
                AnswerRules.Claim(scene.Request, new ClaimOffer(open.Id, open.ResponderId, Answer.Accept), Scene.Station, scene.Now),
            9 when scene.Request.Standing().FirstOrDefault() is { } mine =>
                ProgressRules.HandBack(scene.Request, new HandBack(mine.ResponderId, "ill"), Scene.Station, scene.Now).Next,
            _ => scene.After(chance.Next(1, 200)).Request,
        };
        scene.To(next ?? scene.Request);
    }

    private static Contracts.Stations.LanePolicy StationPolicyOf(Scene scene) => Scene.Station.Policy.Of(scene.Request.Lane);

    private static Scene Pause(Scene scene, string? incident) => scene.To(PauseRules.Hear(scene.Request, incident, scene.Service, Scene.Station, scene.Now));
}
